// What one marking found, as plain data: the native record, from which every format is made. One definition gives the
// types of TypeScript and the JSON Schema that is published as docs/report.schema.json.

import * as z from "zod";

export const REPORT_SCHEMA = "http-by-hand/report/v1";

const count = () => z.int().min(0);

const pointsSchema = z
  .strictObject({ earned: count(), most: count() })
  .describe("Whole points. Missing where something could not be graded: that is never a zero.");

const verdictSchema = z
  .enum(["passed", "failed", "not-submitted", "could-not-grade"])
  .describe("`could-not-grade` is not the submission's fault.");

const placeSchema = z
  .strictObject({ file: z.string(), line: count(), column: count() })
  .describe("Where in the submission; line and column from 1.");

const checkSchema = z.strictObject({
  title: z.string().describe("What the check demands, as the end of a sentence."),
  state: z.enum(["passed", "failed", "not-written", "timed-out", "crashed", "not-run"]),
  reason: z.string().describe("Why it did not pass, as a word to compare.").optional(),
  message: z.string().describe("What happened, in one sentence.").optional(),
  cause: z.string().describe("The usual cause, in one sentence.").optional(),
  details: z.string().describe("All of it, as the learner's terminal shows it: lines of text.").optional(),
  place: placeSchema.optional(),
  output: z.string().describe("What the submission printed meanwhile, cut where it is long.").optional(),
  hidden: z
    .literal(true)
    .describe("A teacher's own check: other formats say no more of it than whether it passes.")
    .optional(),
  durationMs: z.number().min(0),
});

const costSchema = z
  .strictObject({
    hints: count().describe("Hints that were shown; 0 where they cost nothing."),
    gaveUp: z
      .boolean()
      .describe("The solution was shown before the task was passed; false where that costs nothing."),
    points: count().describe("Taken off, and no longer among those that were earned."),
    message: z.string().describe("The same in one sentence."),
  })
  .describe(
    "What help cost, by the learner's own .progress.json. Missing where nothing was shown that costs.",
  );

const taskSchema = z.strictObject({
  number: z.int().min(1),
  name: z.string().describe("What the task exports."),
  kind: z.enum(["core", "stretch"]),
  counts: z.boolean().describe("Whether points and verdict look at it."),
  state: checkSchema.shape.state.describe("The worst of its checks."),
  points: pointsSchema,
  cost: costSchema.optional(),
  checks: z.array(checkSchema),
});

const diagnosticSchema = z.strictObject({ message: z.string(), code: z.int(), place: placeSchema });

export const lessonSchema = z.strictObject({
  slug: z.string(),
  number: count(),
  title: z.string(),
  verdict: verdictSchema,
  reason: z.string().describe("Why it was not submitted, or could not be graded.").optional(),
  hiddenReason: z
    .string()
    .describe("Why its hidden checks could not be run: for the teacher, and in no other format.")
    .optional(),
  points: pointsSchema.optional(),
  tasks: z.array(taskSchema),
  diagnostics: z
    .strictObject({ count: count(), first: z.array(diagnosticSchema) })
    .describe("What TypeScript says. Remarks, which change no verdict.")
    .optional(),
  typesNotChecked: z.string().describe("Why TypeScript says nothing.").optional(),
  durationMs: z.number().min(0),
});

const submissionSchema = z.strictObject({
  from: z
    .string()
    .describe("Name of the folder or archive; missing for the exercises of the course's own folder.")
    .optional(),
  files: z.array(z.strictObject({ path: z.string(), octets: count(), sha256: z.string() })),
  missing: z.array(z.string()).describe("Files of lessons that were marked, and that are not there."),
  refused: z.array(z.strictObject({ path: z.string(), reason: z.string() })),
});

export const reportSchema = z
  .strictObject({
    schema: z.literal(REPORT_SCHEMA),
    course: z.strictObject({ name: z.string(), version: z.string() }),
    submission: submissionSchema,
    seed: count().describe("What made the inputs vary: the same seed makes the same ones."),
    patience: z
      .int()
      .min(2)
      .describe("How many times as long as usual a call could take; missing where it was once.")
      .optional(),
    startedAt: z.string().describe("UTC, as ISO 8601 writes it."),
    durationMs: z.number().min(0),
    node: z.string(),
    isolation: z
      .string()
      .regex(/^(?:none|bubblewrap .+)$/)
      .describe(
        "What kept the submission from the machine that marked it: none, or bubblewrap and its version.",
      ),
    verdict: verdictSchema.exclude(["not-submitted"]),
    reason: z.string().describe("Why the marking did not come to its end.").optional(),
    points: pointsSchema.optional(),
    costs: z
      .strictObject({
        isKnown: z.boolean().describe("Whether the submission's .progress.json says what was shown."),
        message: z
          .string()
          .describe("By what it is known, or why nothing was taken off, in a sentence or two."),
      })
      .describe("Where hints or give-ups cost something, how far that was known.")
      .optional(),
    lessons: z.array(lessonSchema),
  })
  .describe("What `npm run grade` of http-by-hand found in one submission.");

export type Report = z.infer<typeof reportSchema>;
export type LessonReport = z.infer<typeof lessonSchema>;
export type TaskReport = z.infer<typeof taskSchema>;
export type CostReport = z.infer<typeof costSchema>;
export type CheckReport = z.infer<typeof checkSchema>;
export type SubmissionReport = z.infer<typeof submissionSchema>;
export type Points = z.infer<typeof pointsSchema>;
