/** What a person does to attach a debugger, and what they meet then. */
import type { Lesson } from "../course/lesson.ts";
import { codeLines } from "./code.ts";
import { sentence } from "./inline.ts";
import { type Line, paint, stack } from "./line.ts";
import { stepLines } from "./next.ts";
import type { Theme } from "./theme.ts";
import { wrap } from "./wrap.ts";

/** Where debuggers look when nobody tells them. */
const USUAL_PORT = 9229;

/** Shows how to attach to a process that waits for it. */
export function renderDebugWait(port: number, call: string, lesson: Lesson, theme: Theme): string {
  const { width } = theme;
  const file = `exercises/${lesson.slug}.ts`;
  return paint(
    stack(
      wrap(sentence(`Waiting for a debugger at 127.0.0.1:${port}, to run:`), width),
      codeLines(call, "", width),
      stepLines(attachSteps(port), width),
      wrap(
        sentence(
          `Set breakpoints in ${file}. In VS Code, F5 with that file open does all of this. Ctrl-C ends it.`,
        ),
        width,
      ),
    ),
    theme,
  );
}

function attachSteps(port: number): { label: string; what: string }[] {
  const isUsual = port === USUAL_PORT;
  return [
    {
      label: "Chrome",
      what: isUsual ? "chrome://inspect, then inspect" : `chrome://inspect, Configure, 127.0.0.1:${port}`,
    },
    {
      label: "VS Code",
      what: isUsual ? "Run and Debug, http-by-hand: attach" : "Debug: Attach to Node Process",
    },
    { label: "WebStorm", what: `Run, Attach to Node.js, port ${port}` },
  ];
}

/** Says what happens now that a debugger is there. */
export function renderDebugAttached(theme: Theme): string {
  const lines: Line[] = wrap(
    sentence(
      "A debugger is there. It stops before the call: step into it (F11), or continue to a breakpoint. No deadline runs.",
    ),
    theme.width,
  );
  return paint(lines, theme);
}
