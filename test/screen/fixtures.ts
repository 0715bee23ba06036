/** A small lesson and a grade for each way a check can end: what the screens of these tests show. */

import type { Lesson, Quiz, Section, Task } from "../../src/course/lesson.ts";
import type { CheckResult, Diagnostic, Failure, Grade } from "../../src/grading/grade.ts";
import type { Gradebook } from "../../src/marking/class/gradebook.ts";
import type { Sender, Transcript } from "../../src/wire/transcript.ts";

const INTRODUCTION = `# 3. Responses

You can read the **first line** of any response, and say _what kind_ of answer it is.

A server sends octets. [RFC 9112, section 4](https://www.rfc-editor.org/rfc/rfc9112#section-4) names the first line:
the *status-line*. See [lesson 2](02-requests.md) &amp; its \`request-line\`.
<!-- authors: keep this short -->
`;

const STATUS_LINE = `## The status-line

\`\`\`http
HTTP/1.1 404 Not Found
Content-Type: text/plain; charset=utf-8
Content-Length: 5

oops!
\`\`\`

It has three parts:

| part | example | meaning |
| --- | --: | --- |
| HTTP-version | \`HTTP/1.1\` | the version the server speaks |
| status code | \`404\` | what came of the request, in three digits |
| reason-phrase | \`Not Found\` | the same for people; a client does not look at it, and it may be empty |

1. Split at the first space.
2. Split at the second:
   - everything behind it is the reason-phrase,
   - spaces included.

> A reason-phrase may be empty, and then the space before it stays.
`;

const QUIZ: Quiz = {
  title: "The reason-phrase",
  question: "What does the client do with the `reason-phrase`?",
  choices: [
    { text: "It compares it", isRight: false, explanation: "Programs compare the status code." },
    { text: "It shows it,\nat most", isRight: true, explanation: "It is for people." },
  ],
};

const IN_CODE = `## In code

\`\`\`ts
const line = "HTTP/1.1 404 Not Found"; // without its CRLF
const [version, statusCode, ...rest] = line.split(" ") as [string, string, ...string[]];
\`\`\`

\`\`\`mermaid
sequenceDiagram
  participant C as Client
  C->>Server: GET /missing
  Server-->>C: 404 Not Found, fields, content
\`\`\`
`;

const SECTIONS: readonly Section[] = [
  {
    title: "The status-line",
    markdown: STATUS_LINE,
    parts: [
      { kind: "text", markdown: STATUS_LINE },
      { kind: "quiz", quiz: QUIZ },
    ],
  },
  { title: "In code", markdown: IN_CODE, parts: [{ kind: "text", markdown: IN_CODE }] },
];

const TASKS: readonly Task[] = [
  task(1, "parseStatusLine", "line", "Return the three parts of a status-line.", [
    "Look for the spaces.",
    "Two of them.",
  ]),
  task(2, "statusClass", "statusCode", 'Return the class of a status code: 404 is `"client-error"`.', [
    "Divide.",
  ]),
  task(3, "readHead", "connection", "Read up to the empty line."),
  { ...task(4, "isBodyless", "statusCode", "Say whether a response never has a body."), kind: "stretch" },
];

export const lesson: Lesson = {
  slug: "03-responses",
  number: 3,
  name: "responses",
  title: "Responses",
  goal: "You can read the first line of any response.",
  introduction: INTRODUCTION,
  sections: SECTIONS,
  tasks: TASKS,
  blocks: [
    ...SECTIONS.map((section) => ({ kind: "section", section }) as const),
    { kind: "tasks", tasks: TASKS },
  ],
  files: {
    lesson: "/course/lessons/03-responses.md",
    exercise: "/course/exercises/03-responses.ts",
    original: "/course/exercises/.original/03-responses.ts",
    solution: "/course/solutions/03-responses.ts",
    grader: "/course/test/graders/03-responses.test.ts",
    tokens: "/course/lessons/.tokens/03-responses.json",
  },
};

function task(number: number, name: string, parameter: string, markdown: string, hints: string[] = []): Task {
  return { number, kind: "core", name, signature: `${name}(${parameter})`, markdown, hints };
}

/** A check of the lesson that passed, with whatever differs. */
export function check(task: number, title: string, difference: Partial<CheckResult> = {}): CheckResult {
  const { name: taskName = "", kind = "core" } = lesson.tasks[task - 1] ?? {};
  return { task, taskName, kind, title, points: 1, state: "passed", durationMs: 3, ...difference };
}

export function failed(task: number, title: string, failure: Failure): CheckResult {
  return check(task, title, { state: "failed", failure });
}

export function notWritten(task: number, title: string): CheckResult {
  const message = `Task ${task} is not written yet.`;
  return check(task, title, { state: "not-written", failure: { reason: "not-written", message } });
}

export function grade(...checks: CheckResult[]): Grade {
  return {
    lesson: "03-responses",
    title: "Responses",
    file: "exercises/03-responses.ts",
    seed: 20261123,
    checks,
    isPassed:
      checks.length > 0 && checks.every(({ kind, state }) => kind === "stretch" || state === "passed"),
    diagnostics: { count: 0, first: [] },
    node: "v20.20.2",
    durationMs: 240,
  };
}

/** Octets written as a string whose every character is one octet. */
function octets(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

export function transcript(...events: [from: Sender, text: string][]): Transcript {
  return events.map(([from, text], index) => ({ from, octets: octets(text), atMs: index }));
}

const ASKED = 'parseStatusLine("HTTP/1.1 404 Not Found")';

export const failures = {
  "wrong-answer": {
    reason: "wrong-answer",
    message: "The reason-phrase is not complete.",
    asked: ASKED,
    expected: '{ version: [1, 1], statusCode: 404, reasonPhrase: "Not Found" }',
    received: '{ version: [1, 1], statusCode: 404, reasonPhrase: "Not" }',
    cause: '`split(" ")` cuts at every space, and a reason-phrase may contain spaces.',
    see: "RFC 9112, section 4",
  },
  "on-the-wire": {
    reason: "wrong-answer",
    message: "The body ends before its `Content-Length` is reached.",
    asked: "await readBody(connection)",
    expected: 'octets "caf\\xc3\\xa9\\r\\n" (7)',
    received: 'octets "caf" (3)',
    cause: "Reading once instead of until the body is complete.",
    see: "RFC 9112, section 6.3",
    exchange: [
      transcript(
        [
          "client",
          "GET /drip HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nAccept: application/json, text/plain;q=0.8, */*;q=0.1\r\n\r\n",
        ],
        ["server", "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\ncaf"],
        ["server", "\xc3\xa9\r\n"],
      ),
    ],
  },
  threw: {
    reason: "threw",
    message: "`statusClass(404)` threw TypeError: Cannot read properties of undefined (reading 'length')",
    asked: "statusClass(404)",
    expected: '"client-error"',
    place: {
      file: "exercises/03-responses.ts",
      line: 24,
      column: 15,
      frame: [
        "22 | export function statusClass(statusCode: number): StatusClass {",
        "23 |   const names: string[] | undefined = undefined;",
        "24 |   if (names!.length > 3) return 'server-error';",
        "   |              ^",
        "25 |   return 'client-error';",
        "26 | }",
      ].join("\n"),
    },
  },
  "missing-export": {
    reason: "missing-export",
    message: "exercises/03-responses.ts does not export `statusClass`.",
    cause: "The word `export` is missing before the function, or its name is spelled differently.",
  },
  "endless-loop": {
    reason: "endless-loop",
    message: "No answer within 2 s: the code was still running.",
    asked: 'parseStatusLine("HTTP/1.1 204 ")',
    cause: "A loop whose condition never becomes false.",
    place: {
      file: "exercises/03-responses.ts",
      line: 9,
      column: 3,
      frame: "8 |   let at = 0;\n9 |   while (at < line.length) {\n  |   ^\n10 |   }",
    },
  },
  "syntax-error": {
    reason: "syntax-error",
    message: "exercises/03-responses.ts cannot be read: expected `}` but the file ends.",
    place: {
      file: "exercises/03-responses.ts",
      line: 12,
      column: 2,
      frame: "11 |   return undefined;\n12 | \n   | ^",
    },
  },
} satisfies Record<string, Failure>;

/** The first is long in every part; the others stand further down the file. */
const diagnostics: readonly Diagnostic[] = [
  {
    code: 2322,
    message:
      "Type '{ version: [number, number]; statusCode: string; reasonPhrase: string; }' is not assignable to type 'StatusLine'. Types of property 'statusCode' are incompatible. Type 'string' is not assignable to type 'number'.",
    place: {
      file: "exercises/03-responses.ts",
      line: 12,
      column: 3,
      frame: [
        '10 |   const [version, statusCode, ...rest] = line.split(" ") as [string, string, ...string[]];',
        "11 |   // TODO: what else is in rest?",
        '12 |   return { version: [1, 1], statusCode, reasonPhrase: rest.join(" ") };',
        "   |   ^",
        "13 | }",
      ].join("\n"),
    },
  },
  ...[20, 31, 45, 60].map((line) => ({
    code: 2554,
    message: "Expected 2-3 arguments, but got 1.",
    place: { file: "exercises/03-responses.ts", line, column: 20, frame: "" },
  })),
];

/** One grade for each kind of screen. */
export const grades = {
  passed: grade(
    check(1, "keeps a reason-phrase of several words"),
    check(1, "takes an empty reason-phrase"),
    check(2, "names all five classes"),
    check(3, "stops at the empty line"),
    notWritten(4, "knows 204 and 304"),
  ),
  "wrong-answer": grade(
    check(1, "takes an empty reason-phrase"),
    {
      ...failed(1, "keeps a reason-phrase of several words", failures["wrong-answer"]),
      output: "parts [ 'HTTP/1.1', '404', 'Not', 'Found' ]\n\x1b[31mred\x1b[0m\n",
    },
    check(2, "names all five classes"),
    failed(2, "refuses 99", failures.threw),
    notWritten(3, "stops at the empty line"),
    notWritten(4, "knows 204 and 304"),
  ),
  "on-the-wire": grade(
    check(1, "takes an empty reason-phrase"),
    check(2, "names all five classes"),
    failed(3, "waits for the whole body", failures["on-the-wire"]),
  ),
  threw: grade(check(1, "takes an empty reason-phrase"), failed(2, "names all five classes", failures.threw)),
  "missing-export": grade(
    check(1, "takes an empty reason-phrase"),
    failed(2, "names all five classes", failures["missing-export"]),
  ),
  "endless-loop": grade(
    check(1, "takes an empty reason-phrase", { state: "timed-out", failure: failures["endless-loop"] }),
    check(2, "names all five classes"),
  ),
  "syntax-error": grade(
    ...[1, 2, 3].map((task) =>
      check(task, "anything", { state: "not-run", failure: failures["syntax-error"] }),
    ),
  ),
  "nothing-written": grade(
    notWritten(1, "takes an empty reason-phrase"),
    notWritten(2, "names all five classes"),
    notWritten(3, "stops at the empty line"),
    notWritten(4, "knows 204 and 304"),
  ),
  "types-beside-a-failure": {
    ...grade(check(1, "takes an empty reason-phrase"), failed(2, "names all five classes", failures.threw)),
    diagnostics: { count: diagnostics.length, first: diagnostics },
  },
  "types-beside-a-pass": {
    ...grade(check(1, "takes an empty reason-phrase"), check(2, "names all five classes")),
    diagnostics: { count: 1, first: diagnostics.slice(0, 1) },
  },
  "types-not-checked": {
    ...grade(check(1, "takes an empty reason-phrase"), check(2, "names all five classes")),
    typesNotChecked: "TypeScript took too long.",
  },
  "not-graded": { ...grade(), couldNotGrade: "The practice service could not open a port on 127.0.0.1." },
} satisfies Record<string, Grade>;

const MARKED_TASKS: Gradebook["lessons"][number]["tasks"] = [
  { number: 1, name: "parseStatusLine", kind: "core", counts: true },
  { number: 2, name: "statusClass", kind: "core", counts: false },
  { number: 3, name: "getText", kind: "stretch", counts: false },
];

type State = Gradebook["learners"][number]["lessons"][number]["tasks"][number]["state"];

function marked(learner: string, ...states: State[]): Gradebook["learners"][number] {
  const points = { earned: states[0] === "passed" ? 16 : 0, most: 16 };
  const verdict = states[0] === "passed" ? "passed" : "failed";
  const tasks = states.map((state, index) => ({ number: index + 1, state, points }));
  const lessons = [{ slug: "03-responses", verdict, points, tasks } as const];
  return { learner, submission: learner, verdict, points, lessons };
}

function notMarked(learner: string, reason: string): Gradebook["learners"][number] {
  const lessons = [{ slug: "03-responses", verdict: "could-not-grade" as const, reason, tasks: [] }];
  return { learner, submission: `${learner}.zip`, verdict: "could-not-grade", reason, lessons };
}

function notMarkedYet(learner: string): Gradebook["learners"][number] {
  const [verdict, reason] = ["not-marked-yet" as const, "Not marked yet."];
  return {
    learner,
    submission: learner,
    verdict,
    reason,
    lessons: [{ slug: "03-responses", verdict, tasks: [] }],
  };
}

const NOTHING_HANDED_IN: Gradebook["learners"][number]["lessons"][number] = {
  slug: "03-responses",
  verdict: "not-submitted",
  tasks: [],
};

/** Of a class of which some could be marked. */
export const gradebook: Gradebook = {
  schema: "http-by-hand/gradebook/v2",
  course: { name: "http-by-hand", version: "0.1.0" },
  seed: 7,
  startedAt: "2026-11-28T09:30:45.842Z",
  node: "v20.20.2",
  isolation: "none",
  lessons: [{ slug: "03-responses", number: 3, title: "Responses", tasks: MARKED_TASKS }],
  learners: [
    marked("ada", "passed", "passed", "not-written"),
    marked("ben", "failed", "passed", "timed-out"),
    {
      ...marked("cleo", "not-written", "not-written", "not-written"),
      onRoster: false,
      costs: { isKnown: false, message: "Nothing was taken off." },
    },
    { learner: "jo", verdict: "not-submitted", lessons: [NOTHING_HANDED_IN] },
    notMarked("dora", "Cannot take the submission dora.zip: It is damaged."),
    ...["eve", "finn", "gus", "hal"].map((each) => notMarked(each, "The grader does not answer.")),
    notMarkedYet("ida"),
  ],
};
