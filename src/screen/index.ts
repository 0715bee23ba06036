/**
 * From plain data to the text of a screen: pure functions, no terminal, no files.
 *
 *     lesson, grade, transcript  ->  lines of styled spans  ->  text
 *
 * Text comes in through `span`, which makes control characters visible, and goes out through `paint`, the one place that
 * writes escape sequences. In between a line is data and its width is known. No line is wider than `theme.width`, and no
 * text ends in a line end.
 */
export { renderCode } from "./code.ts";
export {
  isStillPassed,
  type Rechecked,
  renderCourseEnd,
  renderRechecked,
  renderRecheckStart,
} from "./course-end.ts";
export {
  renderCourseDemand,
  renderCourseReport,
  renderCourseSummary,
  renderRecalled,
} from "./course-reports.ts";
export { renderDebugAttached, renderDebugWait } from "./debug.ts";
export { renderDiagnostics } from "./diagnostics.ts";
export { renderError } from "./error.ts";
export { type ExchangeSetting, renderExchange } from "./exchange.ts";
export { renderExplanation } from "./failure.ts";
export { type Finding, type NamedFinding, renderDiagnosis, renderFinding } from "./findings.ts";
export { renderWords } from "./glossary.ts";
export { renderGrade } from "./grade.ts";
export { type GradeChanges, gradeChanges, isComparable } from "./grade-changes.ts";
export { renderGradebook } from "./gradebook.ts";
export { renderHint, renderLesson, renderQuiz, renderTask, renderTasks } from "./lesson.ts";
export { type LessonListEntry, renderLessonList } from "./lesson-list.ts";
export { renderLessonStatus, type TaskStatus } from "./lesson-status.ts";
export { columns } from "./line.ts";
export { renderMarkdown } from "./markdown.ts";
export type { Standing } from "./next.ts";
export {
  renderConnectionEnd,
  renderConnectionTitle,
  renderPracticeStart,
  renderSent,
} from "./practice-screen.ts";
export { renderProgressBar } from "./progress-bar.ts";
export { renderReport, withoutCommands } from "./report.ts";
export { renderSentence } from "./sentence.ts";
export { renderSolutionDiff, renderTaskSolutionDiff, type SolutionFiles } from "./solution-diff.ts";
export { renderStubChanges } from "./stub-changes.ts";
export { type CodeStyle, createTheme, type Style, type Theme } from "./theme.ts";
export { type CodeTokens, likeWritten, parseTokens, type TokenFile } from "./tokens.ts";
export { renderTranscript, type SentOctets } from "./transcript.ts";
export { renderTrial } from "./trial.ts";
export { firstFailure, type TaskVerdict, taskVerdicts } from "./verdict.ts";
export { visible, visibleLines } from "./visible.ts";
export {
  renderWatchResult,
  renderWatchScreen,
  renderWatchStart,
  type WatchPhase,
} from "./watch.ts";
