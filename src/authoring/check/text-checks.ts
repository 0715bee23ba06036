import { columns } from "./columns.ts";
import type { CourseCheck } from "./course-problem.ts";
import { extent } from "./extent.ts";
import { fences } from "./fences.ts";
import { glossary } from "./glossary.ts";
import { links } from "./links.ts";
import { markdownLint } from "./markdown-lint.ts";
import { rfcReferences } from "./rfc-references.ts";
import { spelling } from "./spelling.ts";
import { style } from "./style.ts";
import { todos } from "./todos.ts";
import { tokens } from "./tokens.ts";
import { traces } from "./traces.ts";

/** What is asked of the course's text, what is quick to answer first. */
export const TEXT_CHECKS: readonly CourseCheck[] = [
  extent,
  style,
  columns,
  markdownLint,
  links,
  rfcReferences,
  glossary,
  todos,
  traces,
  spelling,
  tokens,
  fences,
];
