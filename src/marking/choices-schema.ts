// The shape of a teacher's choices, as their file has it.

import * as z from "zod";

const MOST_POINTS = 1_000;
const POINTS = `a whole number from 0 to ${MOST_POINTS}`;
const TASK = "the number of a task";

const CHECKS = 'the path of a file with checks, such as "hidden/03.test.ts"';

export const costsSchema = z
  .strictObject(
    {
      hint: z
        .int(POINTS)
        .min(0, POINTS)
        .max(MOST_POINTS, POINTS)
        .describe("Points off a task for each of its hints that was shown.")
        .optional(),
      giveUp: z
        .int(POINTS)
        .min(0, POINTS)
        .max(MOST_POINTS, POINTS)
        .describe("Points off a task whose solution was shown before the task was passed.")
        .optional(),
    },
    'an object, such as { "hint": 1, "giveUp": 3 }',
  )
  .describe("What help costs, by the learner's own .progress.json. Nothing where it is left out.");

export const lessonChoicesSchema = z
  .strictObject(
    {
      tasks: z
        .array(z.int(TASK).min(1, TASK), "a list of numbers of tasks, such as [1, 2]")
        .min(1, "a list of at least one task")
        .describe("The tasks that count. All core tasks where it is left out.")
        .optional(),
      points: z
        .record(
          z.string().regex(/^[1-9]\d?$/, TASK),
          z.int(POINTS).min(0, POINTS).max(MOST_POINTS, POINTS),
          'an object from the numbers of tasks to points, such as { "1": 10 }',
        )
        .describe("Points for a task, by its number. A point for each check where it is left out.")
        .optional(),
      stretch: z.boolean("true or false").describe("Whether its stretch task counts.").optional(),
      costs: costsSchema.optional(),
      checks: z
        .string(CHECKS)
        .regex(/\.ts$/, CHECKS)
        .describe("Path of a file with checks that learners do not see, from the folder of this file.")
        .optional(),
    },
    "an object, such as {}",
  )
  .describe("What counts of a lesson.");

export const choicesSchema = z.strictObject(
  {
    $schema: z.string("the address of a schema").optional(),
    lessons: z
      .record(z.string(), lessonChoicesSchema, 'an object from lessons to choices, such as { "3": {} }')
      .describe("The lessons that are marked, each by its number or name. All of them where it is left out.")
      .optional(),
    stretch: z.boolean("true or false").describe("Whether stretch tasks count.").optional(),
    costs: costsSchema.optional(),
  },
  "an object",
);

/** What counts of a lesson. */
export type LessonChoices = z.infer<typeof lessonChoicesSchema>;

/** Points off a task. What is left out costs nothing. */
export type Costs = z.infer<typeof costsSchema>;
