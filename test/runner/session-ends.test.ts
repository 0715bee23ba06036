// Every way to end a session, at every question that it asks. The terminal is given back as it was, what was kept is
// kept, and no process stays.

import { readFileSync } from "node:fs";
import { afterEach, expect, test } from "vitest";
import * as prompts from "../../src/runner/prompts.ts";
import { type CourseCopy, copyCourse } from "../support/course-copy.ts";
import { fixture } from "../support/grade-file.ts";
import { MENU, openMore, takeChoice } from "../support/menu.ts";
import { eventually, isThere, type Process, startedBy } from "../support/processes.ts";
import { KEYS, PseudoTerminal } from "../support/pseudo-terminal.ts";

interface AskedWhere {
  /** The prompt's function. */
  readonly prompt: keyof typeof prompts;
  readonly where: string;
  readonly words: readonly string[];
  readonly rows?: number;
  /** What is chosen, one question after the other, until it is asked. */
  readonly ways: readonly ((terminal: PseudoTerminal) => Promise<void>)[];
  readonly question: RegExp;
}

const take = (label: string) => (terminal: PseudoTerminal) => takeChoice(terminal, label);
const answer = (question: RegExp) => async (terminal: PseudoTerminal) => {
  await terminal.waitFor(question);
  terminal.type(KEYS.enter);
};

const QUESTIONS: readonly AskedWhere[] = [
  { prompt: "chooseAction", where: "the menu", words: ["2"], ways: [], question: MENU },
  { prompt: "chooseAction", where: "More", words: ["2"], ways: [openMore], question: /Back\n[\s\S]*select$/ },
  {
    prompt: "waitForEnter",
    where: "a page longer than the screen",
    words: ["1"],
    rows: 12,
    ways: [],
    question: /\? Enter to read on$/,
  },
  {
    prompt: "chooseTask",
    where: "a hint",
    words: ["1"],
    ways: [take("Hint")],
    question: /\? A hint for which task\?[\s\S]+select$/,
  },
  {
    prompt: "confirmGiveUp",
    where: "a solution",
    words: ["1"],
    ways: [take("Solution"), answer(/\? The solution of which task\?[\s\S]+select$/)],
    question: /Give up on it, and see the solution\? \(y\/N\)$/,
  },
  {
    prompt: "confirmReset",
    where: "a file to begin anew",
    words: ["1"],
    ways: [take("Begin my file anew")],
    question: /\? Put the stub back\? A copy of your file is kept\. \(y\/N\)$/,
  },
  {
    prompt: "chooseAnswer",
    where: "a quiz",
    words: ["1"],
    ways: [take("Read on: The parts")],
    question: /\? Your answer\?[\s\S]+select$/,
  },
  {
    prompt: "chooseLesson",
    where: "no lesson named",
    words: [],
    ways: [],
    question: /\? Which lesson\?[\s\S]+select$/,
  },
];

const typed = (keys: string) => (terminal: PseudoTerminal) => terminal.type(keys);
const sent = (signal: NodeJS.Signals) => (terminal: PseudoTerminal) => {
  const [runner] = startedBy(terminal.pid);
  process.kill(runner!.pid, signal);
};

const ENDS: readonly [how: string, exitCode: number, end: (terminal: PseudoTerminal) => void][] = [
  ["Ctrl-C", 130, typed(KEYS.ctrlC)],
  ["Ctrl-D, the end of input", 130, typed(KEYS.ctrlD)],
  ["SIGTERM", 143, sent("SIGTERM")],
  ["SIGHUP", 129, sent("SIGHUP")],
];

let course: CourseCopy | undefined;
let terminal: PseudoTerminal;

afterEach(async () => {
  if (course === undefined) return;
  terminal.kill();
  await terminal.exitCode();
  course.remove();
  course = undefined;
});

async function openAt({ words, rows, ways, question }: AskedWhere): Promise<Process[]> {
  course = copyCourse(fixture("tiny-course"));
  terminal = new PseudoTerminal(course.folder, ["lesson", ...words], {
    underShell: true,
    ...(rows !== undefined && { rows }),
  });
  for (const [index, way] of ways.entries()) {
    if (index === 0) await terminal.waitFor(MENU);
    await way(terminal);
  }
  await terminal.waitFor(question);
  return startedBy(terminal.pid);
}

/** Undefined where nothing was kept yet. */
function kept(): string | undefined {
  try {
    return readFileSync(course!.path(".progress.json"), "utf8");
  } catch {
    return undefined;
  }
}

test("every prompt is in the table", () => {
  expect([...new Set(QUESTIONS.map(({ prompt }) => prompt))].sort()).toEqual(Object.keys(prompts).sort());
});

// A pseudo-terminal of Windows has neither signals nor stty.
test
  .skipIf(process.platform === "win32")
  .each(
    QUESTIONS.flatMap((question) =>
      ENDS.map((end) => [question.prompt, question.where, end[0], question, end] as const),
    ),
  )("%s (%s): %s", async (_prompt, _where, _how, question, [, exitCode, end]) => {
  const started = await openAt(question);
  expect(started.length).toBeGreaterThan(0);
  const before = kept();
  end(terminal);
  expect(await terminal.exitCode()).toBe(exitCode);
  expect(terminal.text()).not.toMatch(/Error|node:internal|at .*\.mjs/);
  const raw = terminal.raw();
  expect(raw.lastIndexOf("\x1b[?25h")).toBeGreaterThanOrEqual(raw.lastIndexOf("\x1b[?25l"));
  // What stty says of a terminal whose lines are edited and whose keys are seen.
  await terminal.waitFor(/(?<!-)\bicanon\b/);
  await terminal.waitFor(/(?<!-)\becho\b/);
  expect(kept()).toBe(before);
  await eventually("no process stays", () => started.every((each) => !isThere(each)));
});

test.each(QUESTIONS.map((question) => [question.prompt, question.where, question] as const))(
  "%s (%s) is still asked in a window that was made narrow, and large again",
  async (_prompt, _where, question) => {
    await openAt(question);
    terminal.resize(40, 12);
    terminal.resize(100, 40);
    terminal.type(KEYS.ctrlC);
    expect(await terminal.exitCode()).toBe(130);
    expect(terminal.text()).not.toMatch(/Error|node:internal|at .*\.mjs/);
  },
);
