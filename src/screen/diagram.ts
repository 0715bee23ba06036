import { sentence } from "./inline.ts";
import { type Line, span } from "./line.ts";
import { wrapAfter } from "./wrap.ts";

// A message of a Mermaid sequence diagram: `C->>S: GET /`. The kind of arrow does not matter in words.
const MESSAGE = /^(\w+)\s*<?-?-(?:>>|>|x|\))\s*[+-]?(\w+)\s*:\s*(.*)$/;
const PARTICIPANT = /^(?:participant|actor)\s+(\w+)(?:\s+as\s+(.+))?$/;
const NOTE = /^note\s+(?:over|left of|right of)\s+[^:]*:\s*(.*)$/i;

/**
 * Tells a Mermaid sequence diagram as a numbered list: who says what to whom, in order.
 *
 * @returns `undefined` when the diagram holds anything else
 *
 * @example
 * diagramLines("sequenceDiagram\n  participant C as Client\n  C->>Server: GET /", 80) // "1. Client to Server: GET /"
 */
export function diagramLines(source: string, width: number): Line[] | undefined {
  const [kind, ...statements] = source
    .split(/\r?\n/)
    .map((text) => text.trim())
    .filter((text) => text !== "" && !text.startsWith("%%"));
  if (kind !== "sequenceDiagram") return undefined;
  const names = new Map<string, string>();
  const steps = statements.map((statement) => step(statement, names)).filter((step) => step !== "");
  if (steps.includes(undefined)) return undefined;
  return steps.flatMap((step, index) => {
    const number = `${index + 1}. `.padStart(`${steps.length}. `.length);
    return wrapAfter([span(number)], sentence(step ?? ""), width);
  });
}

/** One statement as a sentence: empty for one that says nothing by itself, `undefined` for one that is not known. */
function step(statement: string, names: Map<string, string>): string | undefined {
  const [, id, label] = PARTICIPANT.exec(statement) ?? [];
  if (id !== undefined) names.set(id, label ?? id);
  if (id !== undefined || statement === "autonumber") return "";
  const [, from, to, message] = MESSAGE.exec(statement) ?? [];
  if (from === undefined || to === undefined) return NOTE.exec(statement)?.[1];
  return `${names.get(from) ?? from} to ${names.get(to) ?? to}: ${message}`;
}
