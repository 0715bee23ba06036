import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type NamedFinding, renderDiagnosis, renderFinding } from "../../screen/index.ts";
import { type Context, EXIT } from "../context.ts";
import type { Surroundings } from "../doctor/check.ts";
import { CHECKS, examine } from "../doctor/checks.ts";
import { DOCTOR_HELP } from "../help.ts";
import { UsageError } from "../parse-command.ts";

/** Looks at everything that the course needs, and says what to do about what is off. */
export async function doctor(
  context: Context,
  words: readonly string[],
  process: NodeJS.Process,
): Promise<number> {
  const { terminal } = context;
  const [word] = words;
  if (word !== undefined && /^(?:--?)?(?:help|h)$/i.test(word)) {
    terminal.write(DOCTOR_HELP);
    return EXIT.passed;
  }
  if (word !== undefined)
    throw new UsageError(
      `Cannot tell what "${words.join(" ")}" means after doctor.`,
      "Type `npm run doctor`.",
    );
  const surroundings = surroundingsOf(context, process);
  const findings: NamedFinding[] = [];
  for (const check of CHECKS) {
    const finding = await terminal.during(`Looking at: ${check.name} ...`, () =>
      examine(check, surroundings),
    );
    terminal.write(renderFinding(finding, terminal.theme));
    findings.push(finding);
  }
  terminal.write(`\n${renderDiagnosis(findings, terminal.theme)}`);
  return findings.some(({ state }) => state === "wrong") ? EXIT.couldNotGrade : EXIT.passed;
}

function surroundingsOf({ root, built }: Context, process: NodeJS.Process): Surroundings {
  const { stdin, stdout } = process;
  const isOutputTerminal = stdout.isTTY === true;
  return {
    root,
    built,
    home: join(dirname(process.argv[1]!), ".."),
    temporaryFolder: tmpdir(),
    environment: process.env,
    platform: process.platform,
    nodeVersion: process.versions.node,
    terminal: {
      isInputTerminal: stdin.isTTY === true,
      isOutputTerminal,
      columns: stdout.columns,
      hasColors: isOutputTerminal && stdout.hasColors(),
    },
    now: new Date(),
  };
}
