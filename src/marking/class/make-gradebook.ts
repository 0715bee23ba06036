import type { LessonReport, Report, TaskReport } from "../report.ts";
import { safeText } from "../safe-text.ts";
import { byName } from "./find-submissions.ts";
import {
  GRADEBOOK_SCHEMA,
  type Gradebook,
  type GradebookLearner,
  type GradebookLesson,
} from "./gradebook.ts";
import type { MarkedSubmission } from "./mark-class.ts";
import { compareRoster, type Roster } from "./roster.ts";

/**
 * @param marked One at least
 * @param roster Who should be there: undefined where nobody said
 */
export function makeGradebook(marked: readonly MarkedSubmission[], roster?: Roster): Gradebook {
  const reports = marked.map(({ report }) => report);
  const { course, seed, patience, startedAt, node, isolation } = reports[0]!;
  return {
    schema: GRADEBOOK_SCHEMA,
    ...{ course, seed, startedAt, node, isolation },
    ...(patience !== undefined && { patience }),
    lessons: reports[0]!.lessons.map((_, index) => describeLesson(reports, index)),
    learners: roster === undefined ? marked.map(describeLearner) : withRoster(roster, marked),
  };
}

function withRoster(roster: Roster, marked: readonly MarkedSubmission[]): GradebookLearner[] {
  const names = marked.map(({ learner }) => learner);
  const { absent, strangers } = compareRoster(roster, names);
  const slugs = marked[0]!.report.lessons.map(({ slug }) => slug);
  const there = marked.map((each) => ({
    ...describeLearner(each),
    onRoster: !strangers.has(each.learner),
  }));
  const all = [...there, ...absent.map((name) => describeAbsent(name, slugs))];
  return all.sort((one, other) => byName(one.learner, other.learner));
}

/** Neither a zero nor an error: what it means is the teacher's to say. */
function describeAbsent(learner: string, slugs: readonly string[]): GradebookLearner {
  const verdict = "not-submitted" as const;
  const lessons = slugs.map((slug) => ({ slug, verdict, tasks: [] }));
  return { learner, onRoster: true, verdict, reason: "Handed nothing in.", lessons };
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
  const { submission, verdict, reason, points, costs, lessons } = report;
  const isWhole = notYet.length === 0;
  const name = nameInText(learner);
  return {
    learner: name,
    submission: submission.from ?? name,
    verdict: isWhole ? verdict : "not-marked-yet",
    ...(reason !== undefined && { reason: isWhole ? reason : notYetReason(notYet, lessons.length) }),
    ...(points !== undefined && { points }),
    ...(costs !== undefined && { costs }),
    lessons: lessons.map((lesson) =>
      notYet.includes(lesson.slug)
        ? { slug: lesson.slug, verdict: "not-marked-yet", tasks: [] }
        : describeMarks(lesson),
    ),
  };
}

const MOST_NAME = 300;

/** A folder may be called anything: no terminal or spreadsheet is to obey it. */
function nameInText(name: string): string {
  return safeText(name, MOST_NAME).replaceAll("\n", "\\n");
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
