import { parseSync } from "rolldown/utils";

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

/** The bodies of all functions and methods of a TypeScript source, those in others included, as they are written. */
export function functionBodies(source: string): string[] {
  const { program, errors } = parseSync("module.ts", source);
  if (errors.length > 0) throw new Error(errors[0]!.message);
  return bodiesIn(program as never).map(({ start, end }) => source.slice(start, end));
}

function bodiesIn(value: unknown): Node[] {
  if (typeof value !== "object" || value === null) return [];
  const { type, body } = value as { type?: string; body?: Node | null };
  const inside = Object.values(value).flatMap(bodiesIn);
  return /Function/.test(type ?? "") && body ? [body, ...inside] : inside;
}
