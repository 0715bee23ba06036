import type { LessonReport, Report, TaskReport } from "../report.ts";
import {
  GRADEBOOK_SCHEMA,
  type Gradebook,
  type GradebookLearner,
  type GradebookLesson,
} from "./gradebook.ts";
import type { MarkedSubmission } from "./mark-class.ts";

/** @param marked One at least */
export function makeGradebook(marked: readonly MarkedSubmission[]): Gradebook {
  const reports = marked.map(({ report }) => report);
  const { course, seed, patience, startedAt, node, isolation } = reports[0]!;
  return {
    schema: GRADEBOOK_SCHEMA,
    ...{ course, seed, startedAt, node, isolation },
    ...(patience !== undefined && { patience }),
    lessons: reports[0]!.lessons.map((_, index) => describeLesson(reports, index)),
    learners: marked.map(describeLearner),
  };
}

/** Its tasks are known from any report that has them. */
function describeLesson(reports: readonly Report[], index: number): GradebookLesson {
  const { slug, number, title } = reports[0]!.lessons[index]!;
  const tasks = reports.map(({ lessons }) => lessons[index]!.tasks).find(({ length }) => length > 0) ?? [];
  return { slug, number, title, tasks: tasks.map(describeTask) };
}

function describeTask({ number, name, kind, counts }: TaskReport): GradebookLesson["tasks"][number] {
  return { number, name, kind, counts };
}

function describeLearner({ learner, report, notYet }: MarkedSubmission): GradebookLearner {
  const { submission, verdict, reason, points, lessons } = report;
  const isWhole = notYet.length === 0;
  return {
    learner,
    submission: submission.from ?? learner,
    verdict: isWhole ? verdict : "not-marked-yet",
    ...(reason !== undefined && { reason: isWhole ? reason : notYetReason(notYet, lessons.length) }),
    ...(points !== undefined && { points }),
    lessons: lessons.map((lesson) =>
      notYet.includes(lesson.slug)
        ? { slug: lesson.slug, verdict: "not-marked-yet", tasks: [] }
        : describeMarks(lesson),
    ),
  };
}

function notYetReason({ length }: readonly string[], all: number): string {
  if (length === all) return "Not marked yet.";
  return `Not marked yet: ${length} of ${all} lessons.`;
}

function describeMarks({
  slug,
  verdict,
  reason,
  points,
  tasks,
}: LessonReport): GradebookLearner["lessons"][number] {
  return {
    slug,
    verdict,
    ...(reason !== undefined && { reason }),
    ...(points !== undefined && { points }),
    tasks: tasks.map(({ number, state, points }) => ({ number, state, points })),
  };
}
