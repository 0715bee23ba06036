/** A TypeScript file as a syntax tree, and what is asked of it. */
import { existsSync, readFileSync } from "node:fs";
import type { ESTree, ParseResult } from "rolldown/utils";

export interface Module extends Pick<ParseResult, "program" | "module"> {
  readonly source: string;
}

/**
 * Reads a file.
 *
 * @param file Absolute path
 * @returns `undefined` when it is not there, or is no TypeScript: both are problems that are told of elsewhere
 */
export async function readModule(file: string): Promise<Module | undefined> {
  if (!existsSync(file)) return undefined;
  return parseModule(readFileSync(file, "utf8"));
}

/** Parses a source; a `.d.ts` is one too. */
export async function parseModule(source: string): Promise<Module | undefined> {
  const { parseSync } = await import("rolldown/utils");
  const { program, module, errors } = parseSync("module.ts", source);
  return errors.length > 0 ? undefined : { source, program, module };
}

/** Why a source is no TypeScript: the first reason and its line; `undefined` when it is. */
export async function syntaxErrorOf(source: string): Promise<{ message: string; line: number } | undefined> {
  const { parseSync } = await import("rolldown/utils");
  const [error] = parseSync("module.ts", source).errors;
  return error && { message: error.message, line: lineAt(source, error.labels[0]?.start ?? 0) };
}

/** The line of an offset, from 1. */
export function lineAt(source: string, offset: number): number {
  return source.slice(0, offset).split("\n").length;
}

/** What a task may ask for. */
export function isTaskExport({ kind }: Export): boolean {
  return kind === "function" || kind === "class";
}

export interface Export {
  readonly name: string;
  readonly kind: "function" | "class" | "type" | "value";
  readonly line: number;
}

/** What a module exports by name, in order. `export *` is nothing of its own. */
export function exportsOf({ source, program, module }: Module): Export[] {
  const declarations = program.body.map(declarationOf);
  const functions = new Set(declarations.flatMap(functionsOf));
  const classes = new Set(declarations.flatMap(classesOf));
  return module.staticExports
    .flatMap(({ entries }) => entries)
    .filter(({ exportName }) => exportName.name !== null)
    .map(({ exportName, localName, isType, start }) => {
      const local = localName.name ?? "";
      const isFunction = functions.has(local);
      const kind = isType ? "type" : isFunction ? "function" : classes.has(local) ? "class" : "value";
      return { name: exportName.name!, kind, line: lineAt(source, start) };
    });
}

/** What a statement declares, exported or not. */
export function declarationOf(statement: ESTree.Statement | ESTree.Directive): ESTree.Node | null {
  const isExport =
    statement.type === "ExportNamedDeclaration" || statement.type === "ExportDefaultDeclaration";
  return isExport ? statement.declaration : statement;
}

function classesOf(declaration: ESTree.Node | null): string[] {
  const isNamed = declaration?.type === "ClassDeclaration" && declaration.id !== null;
  return isNamed ? [declaration.id!.name] : [];
}

/** The names under which a declaration has functions: `function f() {}`, `const g = () => 1`. */
function functionsOf(declaration: ESTree.Node | null): string[] {
  if (declaration?.type === "FunctionDeclaration" || declaration?.type === "TSDeclareFunction")
    return declaration.id === null ? [] : [declaration.id.name];
  if (declaration?.type !== "VariableDeclaration") return [];
  return declaration.declarations
    .filter(({ init }) => init?.type === "ArrowFunctionExpression" || init?.type === "FunctionExpression")
    .flatMap(({ id }) => (id.type === "Identifier" ? [id.name] : []));
}

/**
 * The parameters of a function that a module declares, as a caller sees them.
 *
 * @returns `undefined` where there is no function of that name
 *
 * @example
 * parametersOf(module, "getSecure") // ["url", "{ ca, address }"]
 */
export function parametersOf({ program }: Module, name: string): string[] | undefined {
  const declared = program.body.map(declarationOf).find((each) => functionsOf(each).includes(name));
  const own =
    declared?.type === "VariableDeclaration"
      ? declared.declarations.find(({ id }) => id.type === "Identifier" && id.name === name)?.init
      : declared;
  return (own as { params: readonly ESTree.Node[] } | undefined)?.params.map(parameterText);
}

function parameterText(parameter: ESTree.Node): string {
  switch (parameter.type) {
    case "Identifier":
      return parameter.name;
    case "AssignmentPattern":
      return parameterText(parameter.left);
    case "RestElement":
      return `...${parameterText(parameter.argument)}`;
    case "ObjectPattern":
      return `{ ${parameter.properties.map(propertyText).join(", ")} }`;
    default:
      return "_";
  }
}

function propertyText(property: ESTree.Node): string {
  if (property.type === "Property" && property.key.type === "Identifier") return property.key.name;
  return parameterText(property);
}
