import type { Lesson } from "../../course/index.ts";
import { renderDiagnostics, renderGrade, renderWatchResult, renderWatchStart } from "../../screen/index.ts";
import { rememberGrade } from "../commands/check.ts";
import type { Context } from "../context.ts";
import { shownPath } from "../course-files.ts";
import type { Watcher } from "./check-on-save.ts";
import { LatestGrade } from "./latest-grade.ts";

/** Shows each result as text, one below the other: where no person looks. */
export function showAsText(context: Context, lesson: Lesson): Watcher {
  const { root, terminal } = context;
  const { theme } = terminal;
  const file = shownPath(root, lesson.files.exercise);
  const latest = new LatestGrade();
  terminal.write(`${renderWatchStart(file, theme)}\n`);
  return {
    onChecking() {},
    onWaiting: () => terminal.write(`${renderWatchResult({ kind: "waiting" }, file, theme)}\n`),
    async onVerdict(grade) {
      const phase = latest.take(grade);
      const standing = await rememberGrade(context, lesson, grade);
      terminal.write(
        `${renderWatchResult(phase, file, theme)}\n\n${renderGrade(grade, lesson, theme, standing)}\n`,
      );
    },
    onTypes({ diagnostics }) {
      if (diagnostics.count > 0) terminal.write(`${renderDiagnostics(diagnostics, theme)}\n`);
    },
  };
}
