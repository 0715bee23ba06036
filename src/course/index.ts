/** Reads the folders of the course: lessons, tasks, hints, quizzes; and knows the learner's progress. */
export { type Course, findLesson, listLessons, loadCourse, loadLesson } from "./course.ts";
export { LessonNotFound, MalformedCourse, MalformedLesson } from "./errors.ts";
export type { Lesson, LessonFiles, Section, Task, TaskKind } from "./lesson.ts";
export { parseLesson } from "./parse-lesson.ts";
export {
  isPassed,
  type LessonProgress,
  loadProgress,
  type Progress,
  type ProgressReport,
  recordPassed,
  type SetAside,
} from "./progress.ts";
export { type Choice, type Quiz, quizzesOf, type TextPart, textParts } from "./quiz.ts";
export type { LessonName } from "./slug.ts";
