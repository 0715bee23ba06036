// The marks of a class as plain data: the record behind the table that a teacher opens. One definition gives the types of
// TypeScript and the JSON Schema that is published as docs/gradebook.schema.json.

import * as z from "zod";
import { reportSchema } from "../report.ts";

export const GRADEBOOK_SCHEMA = "http-by-hand/gradebook/v2";

const { course, seed, patience, startedAt, node, isolation, verdict, points, costs, lessons } =
  reportSchema.shape;
const lesson = lessons.element.shape;
const task = lesson.tasks.element.shape;

const NOT_YET = "not-marked-yet";
const NOT_SUBMITTED = "not-submitted";
const NO_POINTS = `\`${NOT_SUBMITTED}\` for who is on the roster and handed nothing in. \`${NOT_YET}\` where the marking is under way, or was ended: the same command goes on.`;

const learnerSchema = z.strictObject({
  learner: z
    .string()
    .describe("Name of the folder or archive that was handed in; of the roster where nothing was."),
  submission: z.string().describe("Missing where nothing was handed in.").optional(),
  onRoster: z.boolean().describe("Missing where the class was marked without a roster.").optional(),
  verdict: z.enum([...verdict.options, NOT_SUBMITTED, NOT_YET]).describe(NO_POINTS),
  reason: z.string().describe("Why it has no points.").optional(),
  points,
  costs,
  lessons: z.array(
    z.strictObject({
      slug: lesson.slug,
      verdict: z.enum([...lesson.verdict.options, NOT_YET]),
      reason: lesson.reason,
      points,
      tasks: z.array(z.strictObject({ number: task.number, state: task.state, points: task.points })),
    }),
  ),
});

export const gradebookSchema = z
  .strictObject({
    schema: z.literal(GRADEBOOK_SCHEMA),
    ...{ course, seed, patience, startedAt, node, isolation },
    lessons: z.array(
      z.strictObject({
        slug: lesson.slug,
        number: lesson.number,
        title: lesson.title,
        tasks: z
          .array(
            z.strictObject({ number: task.number, name: task.name, kind: task.kind, counts: task.counts }),
          )
          .describe("Empty where no submission could be graded."),
      }),
    ),
    learners: z.array(learnerSchema),
  })
  .describe("The marks that `npm run grade:class` of http-by-hand found for a class.");

export type Gradebook = z.infer<typeof gradebookSchema>;
export type GradebookLesson = Gradebook["lessons"][number];
export type GradebookLearner = z.infer<typeof learnerSchema>;
