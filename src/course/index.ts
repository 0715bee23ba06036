/** Reads the folders of the course: lessons, tasks, hints, quizzes; and knows the learner's progress. */
export {
  type AnswerState,
  moveAnswers,
  openAnswers,
  resetAnswers,
  strayAnswers,
  takeStubChange,
} from "./answers.ts";
export { type Course, findLesson, hasSolution, listLessons, loadCourse, loadLesson } from "./course.ts";
export { LessonNotFound, MalformedCourse, MalformedLesson } from "./errors.ts";
export {
  findWords,
  GLOSSARY_FILE,
  loadGlossary,
  nearestWords,
  parseGlossary,
} from "./glossary.ts";
export type {
  Choice,
  Example,
  GlossaryWord,
  Lesson,
  LessonBlock,
  LessonFiles,
  Quiz,
  Section,
  Task,
  TaskKind,
  TextPart,
} from "./lesson.ts";
export { parseLesson } from "./parse-lesson.ts";
export { parseProgress } from "./parse-progress.ts";
export {
  isLessonPassed,
  isPassed,
  isTaskPassed,
  type LessonProgress,
  lessonProgress,
  NO_PROGRESS,
  type Progress,
  type QuizProgress,
  quizProgress,
  type TaskProgress,
  type TaskRun,
  taskProgress,
  withAnswer,
  withGiveUp,
  withHint,
  withName,
  withoutPasses,
  withPagesRead,
  withRecheck,
  withRun,
} from "./progress.ts";
export { loadProgress, type ProgressReport, type SetAside, updateProgress } from "./progress-file.ts";
export { quizzesOf } from "./quiz.ts";
export { type LessonName, parseSlug } from "./slug.ts";
