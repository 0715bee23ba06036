/** What authors of lessons need: running what a lesson shows, so that its text is what happened. */
export { existingFile, newLessonFiles, withLessonRow, writeNewFiles } from "./new-lesson.ts";
export { prepareLesson } from "./prepare-lesson.ts";
export { type Replacement, replaceOutputs } from "./replace-outputs.ts";
export { runSnippet, type SnippetOptions } from "./run-snippet.ts";
export { findSnippets } from "./snippets.ts";
