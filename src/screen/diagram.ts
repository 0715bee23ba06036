/**
 * A Mermaid sequence diagram on a screen: as a drawing where one was prepared and fits, and always in words. The words
 * are the diagram for who listens to it, and for who has a narrow window; the drawing adds nothing that they lack.
 */
import { CODE_GUTTER } from "./code.ts";
import { sentence } from "./inline.ts";
import { columns, indent, type Line, line, plainText, span, stack } from "./line.ts";
import { type DiagramStep, parseSequenceDiagram, type SequenceDiagram } from "./sequence-diagram.ts";
import { wrapAfter } from "./wrap.ts";

/**
 * Shows a diagram as its drawing, if it has one and there is room, and as a numbered list: who says what to whom.
 *
 * @param drawing Rows that were prepared for this very source
 * @returns `undefined` when the diagram cannot be told in words
 *
 * @example
 * diagramLines("sequenceDiagram\n  participant C as Client\n  C->>Server: GET /", 80) // "1. Client to Server: GET /"
 */
export function diagramLines(
  source: string,
  width: number,
  drawing: readonly Line[] = [],
): Line[] | undefined {
  const diagram = parseSequenceDiagram(source);
  if (diagram === undefined) return undefined;
  const words = wordLines(diagram, width);
  const rows = indent(drawing, CODE_GUTTER);
  const isDrawn = rows.length > 0 && rows.every((row) => columns(plainText(row)) <= width);
  return isDrawn ? stack(rows, [line("In words:", "muted"), ...words]) : words;
}

function wordLines(diagram: SequenceDiagram, width: number): Line[] {
  return diagram.steps.flatMap((step, index) => {
    const number = `${index + 1}. `.padStart(`${diagram.steps.length}. `.length);
    return wrapAfter([span(number)], sentence(words(step, diagram.participants)), width);
  });
}

/** The kind of arrow does not matter in words; where a note stands does. */
function words(step: DiagramStep, names: ReadonlyMap<string, string>): string {
  const [ids, joint] = step.kind === "message" ? [[step.from, step.to], " to "] : [step.at, " and "];
  return `${ids.map((id) => names.get(id)).join(joint)}: ${step.text.join(" ")}`;
}
