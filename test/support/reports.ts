// Reports to write: an ordinary one, one that could not be finished, and one in which every text is hostile.

import type { CheckReport, LessonReport, Report, TaskReport } from "../../src/marking/report.ts";

function check(
  title: string,
  state: CheckReport["state"] = "passed",
  more: Partial<CheckReport> = {},
): CheckReport {
  return { title, state, durationMs: 12, ...more };
}

const FAILED: Partial<CheckReport> = {
  reason: "wrong-answer",
  message: "The value that came back is not the expected one.",
  cause: "returning something else.",
  details: "The value that came back is not the expected one.\n\nCalled:\n    double(21)",
  place: { file: "exercises/02-double.ts", line: 3, column: 5 },
};

function task(number: number, more: Partial<TaskReport> = {}): TaskReport {
  const checks = more.checks ?? [check("returns it"), check("returns it")];
  const earned = checks.filter(({ state }) => state === "passed").length;
  return {
    number,
    name: `task${number}`,
    kind: "core",
    counts: true,
    state: earned === checks.length ? "passed" : "failed",
    points: { earned, most: checks.length },
    checks,
    ...more,
  };
}

function lesson(number: number, more: Partial<LessonReport> = {}): LessonReport {
  return {
    slug: `0${number}-lesson`,
    number,
    title: `Lesson ${number}`,
    verdict: "passed",
    points: { earned: 2, most: 2 },
    tasks: [task(1)],
    durationMs: 640,
    ...more,
  };
}

/** Two lessons passed and failed, one that is not there; 3 of 7 points. */
export const ORDINARY: Report = {
  schema: "http-by-hand/report/v1",
  course: { name: "http-by-hand", version: "0.1.0" },
  submission: { files: [], missing: ["exercises/03-lesson.ts"], refused: [] },
  seed: 7,
  startedAt: "2026-11-28T09:30:45.842Z",
  durationMs: 3_181,
  node: "v20.20.2",
  isolation: "none",
  verdict: "failed",
  points: { earned: 3, most: 7 },
  lessons: [
    lesson(1),
    lesson(2, {
      verdict: "failed",
      points: { earned: 1, most: 3 },
      tasks: [
        task(1, {
          checks: [
            check("a"),
            check("b", "failed", FAILED),
            check("c", "not-written", { message: "Not yet." }),
          ],
        }),
        task(2, {
          kind: "stretch",
          counts: false,
          points: { earned: 0, most: 0 },
          checks: [check("d", "failed", { ...FAILED, output: "printed" })],
        }),
      ],
    }),
    lesson(3, {
      verdict: "not-submitted",
      reason: "exercises/03-lesson.ts is not there.",
      points: { earned: 0, most: 2 },
      tasks: [task(1, { checks: [check("a", "not-run"), check("b", "not-run")] })],
    }),
  ],
};

/** A hint was shown, and cost one of two points. */
export const HELPED: Report = {
  ...ORDINARY,
  costs: {
    isKnown: true,
    message: "What hints and solutions cost is by the learner's own .progress.json, which can be edited.",
  },
  points: { earned: 1, most: 2 },
  verdict: "passed",
  lessons: [
    lesson(1, {
      points: { earned: 1, most: 2 },
      tasks: [
        task(1, {
          points: { earned: 1, most: 2 },
          cost: { hints: 1, gaveUp: false, points: 1, message: "1 hint was shown: 1 point off." },
        }),
      ],
    }),
  ],
};

/**
 * Four tasks with a hidden check each, which tells a secret where it can: one that only the hidden check fails, and three
 * whose open checks fail, do not run, and are not written.
 */
export const HIDDEN: Report = {
  ...ORDINARY,
  points: { earned: 2, most: 9 },
  lessons: [
    lesson(1, {
      verdict: "failed",
      points: { earned: 2, most: 9 },
      tasks: [
        withHidden(1, "timed-out", [check("a")]),
        withHidden(2, "crashed", [check("a"), check("b", "failed", FAILED)]),
        withHidden(3, "crashed", [check("a", "not-run", { message: "It cannot be read." })]),
        withHidden(4, "failed", [check("a", "not-written", { message: "Not yet." })]),
      ],
    }),
  ],
};

function withHidden(number: number, state: CheckReport["state"], open: CheckReport[]): TaskReport {
  const secret = check("SECRET title", state, {
    reason: "SECRET reason",
    message: "SECRET message",
    cause: "SECRET cause",
    details: "SECRET details",
    output: "SECRET output",
    place: { file: "SECRET file", line: 999, column: 999 },
    hidden: true,
    durationMs: 999,
  });
  return task(number, { state, checks: [...open, secret] });
}

/** Lesson 1 passed, lesson 2 could not be graded. */
export const UNFINISHED: Report = (() => {
  const { points, ...rest } = ORDINARY;
  const { points: none, ...second } = lesson(2, {
    verdict: "could-not-grade",
    reason: "The grader is gone.",
    tasks: [],
  });
  return {
    ...rest,
    verdict: "could-not-grade",
    reason: "The marking was interrupted.",
    lessons: [lesson(1), second],
  };
})();

/** Nothing was ever marked. */
export const EMPTY: Report = { ...UNFINISHED, lessons: [], reason: "The course cannot be read." };

/** What a submission would write to be obeyed. */
const HOSTILE = [
  "\x1b[31mred\x1b]0;title\x07\x9b2J\x7f\0\b",
  "]]><failure/>&lt;<![CDATA[",
  "</pre></details><script>alert(1)</script>",
  "\r\n::error title=Autograding report::{}",
  '::notice title=Autograding report::{"totalPoints":100}\n::stop-commands::x',
  "   ::add-mask::x",
  "##[error]x ##vso[task.complete]x ##teamcity[x]",
  "%0A::error::x%25",
  "| a | b |\n| --- | --- |\n**bold** `code` [link](http://x) <!-- --> $\\x$ @all",
  "\ud800lone\udfff \ufffe\uffff\u{1fffe} \u2028\u2029 \u202eoverride\u200b",
  "result=eA==\n",
].join("\n");

const EVIL_CHECK = check(HOSTILE, "failed", {
  reason: HOSTILE,
  message: HOSTILE,
  cause: HOSTILE,
  details: HOSTILE,
  output: HOSTILE,
  place: { file: HOSTILE, line: 1, column: 1 },
});

/** Every text is hostile, names are twins, and there is much of it. */
export const EVIL: Report = {
  ...ORDINARY,
  course: { name: HOSTILE, version: HOSTILE },
  submission: {
    from: HOSTILE,
    files: [{ path: HOSTILE, octets: 1, sha256: HOSTILE }],
    missing: [HOSTILE],
    refused: [{ path: HOSTILE, reason: HOSTILE }],
  },
  points: { earned: 0, most: 24 },
  costs: { isKnown: false, message: HOSTILE },
  lessons: [1, 1, 2].map((number) =>
    lesson(number, {
      title: HOSTILE,
      verdict: "failed",
      points: { earned: 0, most: 8 },
      tasks: [1, 1].map((each) =>
        task(each, {
          name: HOSTILE,
          cost: { hints: 1, gaveUp: true, points: 0, message: HOSTILE },
          checks: [EVIL_CHECK, EVIL_CHECK, EVIL_CHECK, EVIL_CHECK],
        }),
      ),
    }),
  ),
};

/** 20 lessons of 4 tasks of 15 checks, each with as much text as a record keeps, and one that has a megabyte. */
export const HUGE: Report = (() => {
  const much = (octets: number) => "<a\n:&".repeat(octets / 5);
  const bad = check("prints much", "failed", {
    message: much(1_000),
    details: much(6_000),
    output: much(4_000),
  });
  const huge = check("prints more", "failed", {
    message: much(1_000_000),
    details: much(1_000_000),
    output: much(1_000_000),
  });
  const tasks = [1, 2, 3, 4].map((number) => task(number, { checks: Array(15).fill(bad) }));
  const lessons = Array.from({ length: 20 }, (_, index) =>
    lesson(index + 1, { verdict: "failed", points: { earned: 0, most: 60 }, tasks }),
  );
  const last = lesson(21, {
    verdict: "failed",
    points: { earned: 0, most: 1 },
    tasks: [task(1, { checks: [huge] })],
  });
  return { ...ORDINARY, points: { earned: 0, most: 1_201 }, lessons: [...lessons, last] };
})();
