/** What a grader is made of, by its source: what vitest does not tell, because it would say nothing or stop. */
import type { ESTree } from "rolldown/utils";
import { lineAt, type Module } from "./read-module.ts";

export interface GraderSource {
  /** The `describe` blocks, in order. */
  readonly suites: readonly Suite[];
  /** Checks and blocks that are not run, or alone: `check.skip`. */
  readonly leftOut: readonly Place[];
  /** Comparisons that nobody waits for: what they find is lost. */
  readonly unawaited: readonly Place[];
  /** What it imports, types apart. */
  readonly imported: readonly Place[];
  /** Of that, what comes from where the answers are. */
  readonly answersImported: readonly Place[];
}

export interface Suite {
  /** `undefined` when it is no plain text. */
  readonly title: string | undefined;
  readonly line: number;
  readonly isNested: boolean;
}

/** A piece of the source, and its line. */
interface Place {
  readonly what: string;
  readonly line: number;
}

/** Reads the tree of a grader. */
export async function readGrader(grader: Module): Promise<GraderSource> {
  const { Visitor } = await import("rolldown/utils");
  const suites: Suite[] = [];
  const leftOut: Place[] = [];
  const unawaited: Place[] = [];
  let depth = 0;
  const line = ({ start }: ESTree.Span) => lineAt(grader.source, start);
  new Visitor({
    MemberExpression(member) {
      const what = choiceOf(member);
      if (what !== undefined) leftOut.push({ what, line: line(member) });
    },
    CallExpression(call) {
      if (!isDescribe(call)) return;
      suites.push({ title: textOf(call.arguments[0]), line: line(call), isNested: depth > 0 });
      depth += 1;
    },
    "CallExpression:exit"(call) {
      if (isDescribe(call)) depth -= 1;
    },
    ExpressionStatement({ expression }) {
      const what = comparisonOf(expression);
      if (what !== undefined) unawaited.push({ what, line: line(expression) });
    },
  }).visit(grader.program);
  const imported = importsOf(grader);
  const answersImported = imported.filter(({ what }) => ANSWERS.test(what));
  return { suites, leftOut, unawaited, imported, answersImported };
}

/** `describe("...")` and `describe.each(...)`. */
function isDescribe({ callee }: ESTree.CallExpression): boolean {
  const root = callee.type === "MemberExpression" ? callee.object : callee;
  return root.type === "Identifier" && root.name === "describe";
}

// What vitest offers to run some checks and not others.
const CHOICES: ReadonlySet<string> = new Set(["only", "skip", "todo", "skipIf", "runIf", "fails"]);

function choiceOf({ object, property }: ESTree.MemberExpression): string | undefined {
  const isOfVitest = object.type === "Identifier" && (object.name === "describe" || object.name === "check");
  if (!isOfVitest || property.type !== "Identifier" || !CHOICES.has(property.name)) return undefined;
  return `${object.name}.${property.name}`;
}

function textOf(node: ESTree.Node | undefined): string | undefined {
  if (node?.type === "Literal" && typeof node.value === "string") return node.value;
  if (node?.type === "TemplateLiteral" && node.expressions.length === 0)
    return node.quasis[0]!.value.cooked ?? undefined;
  return undefined;
}

// What of an answer, and of the practice service, is a promise.
const COMPARISONS: ReadonlySet<string> = new Set([
  "returns",
  "returnsSame",
  "throws",
  "throwsSame",
  "yields",
  "mustBeClosed",
]);

/** The name of the comparison that a statement is, without an `await` in front of it. */
function comparisonOf(expression: ESTree.Expression): string | undefined {
  if (expression.type === "UnaryExpression" && expression.operator === "void")
    return comparisonOf(expression.argument);
  if (expression.type !== "CallExpression" || expression.callee.type !== "MemberExpression") return undefined;
  const { property } = expression.callee;
  return property.type === "Identifier" && COMPARISONS.has(property.name) ? property.name : undefined;
}

// The untouched stub by its short name, and the folders where a grader could find more.
const ANSWERS = /^#submission\/|(?:^|\/)(?:exercises|solutions|wrong-answers|other-answers)\//;

function importsOf({ source, module }: Module): Place[] {
  const imports = module.staticImports
    .filter(({ entries }) => entries.length === 0 || entries.some(({ isType }) => !isType))
    .map(({ moduleRequest, start }) => ({ what: moduleRequest.value, start }));
  const later = module.dynamicImports.map(({ moduleRequest: { start, end } }) => ({
    what: source.slice(start + 1, end - 1),
    start,
  }));
  return [...imports, ...later].map(({ what, start }) => ({ what, line: lineAt(source, start) }));
}
