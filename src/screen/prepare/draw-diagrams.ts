/**
 * Draws sequence diagrams ahead of time. The drawing is that of `beautiful-mermaid`, whose import alone costs 0.16 s;
 * what it gets is not the author's source but the parsed diagram written anew:
 *
 * - Stand-ins take the place of all texts. The library counts UTF-16 code units as columns, reads a `\n` as a line end
 *   and the stars of an `Accept` field as italics.
 * - Messages of our own come first, one between each two neighbours, and are cut out of the drawing. The library leaves
 *   out a note that no message precedes, and sets lifelines apart for messages alone: so these are as long as the notes
 *   and the messages to oneself beside them need.
 * - The names are not repeated at the foot, where they would cost rows and say nothing new.
 *
 * Drawn in ASCII, because terminals disagree about the width of `│`, `─` and `▶`. A drawing in which a text is covered
 * or cut is none: the words remain.
 */
import { renderMermaidASCII } from "beautiful-mermaid";
import { type DiagramStep, parseSequenceDiagram, type SequenceDiagram } from "../sequence-diagram.ts";
import type { Token, TokenDiagram } from "../tokens.ts";
import type { CodeBlock } from "./code-blocks.ts";
import { roomBetween } from "./diagram-room.ts";
import { STAND_INS, StandIns } from "./stand-ins.ts";

/** Draws the blocks in Mermaid; a diagram that is not understood whole is left out, and a repeated one. */
export function drawDiagrams(blocks: readonly CodeBlock[]): TokenDiagram[] {
  const diagrams = blocks.filter((block) => block.language.toLowerCase() === "mermaid");
  const sources = new Set(diagrams.map(({ code }) => code.replaceAll("\r\n", "\n").trimEnd()));
  return [...sources].flatMap((source) => {
    const diagram = parseSequenceDiagram(source);
    const lines = diagram === undefined ? [] : draw(diagram);
    return lines.length === 0 ? [] : { source, lines };
  });
}

/** The rows of a box with a name in it, and those of a message: an empty one, the text, the arrow. */
const BOX_ROWS = 3;
const MESSAGE_ROWS = 3;

function draw(diagram: SequenceDiagram): Token[][] {
  const standIns = new StandIns();
  const statements = [
    ...participantStatements(diagram, standIns),
    ...openingStatements(diagram),
    ...diagram.steps.map((step) => statementOf(step, diagram, standIns)),
  ];
  const source = ["sequenceDiagram", ...statements].join("\n");
  const rows = renderMermaidASCII(source, { useAscii: true, colorMode: "none" }).split("\n");
  const opening = BOX_ROWS + MESSAGE_ROWS * (diagram.participants.size - 1);
  const shown = [...rows.slice(0, BOX_ROWS), ...rows.slice(opening, -BOX_ROWS)];
  const isWhole = standInCount(statements) === standInCount(shown) && diagram.steps.length > 0;
  return isWhole ? shown.map((row) => pieces(row.trimEnd(), standIns)) : [];
}

function participantStatements({ participants }: SequenceDiagram, standIns: StandIns): string[] {
  return [...participants.values()].map((name, index) => `participant p${index} as ${standIns.for(name)}`);
}

function openingStatements(diagram: SequenceDiagram): string[] {
  return roomBetween(diagram).map((room, gap) => `p${gap}->>p${gap + 1}: ${"x".repeat(room)}`);
}

function statementOf(step: DiagramStep, { participants }: SequenceDiagram, standIns: StandIns): string {
  const ids = [...participants.keys()];
  const place = (id: string) => `p${ids.indexOf(id)}`;
  // A statement without a text is not read as one, and a message to oneself has room for one line.
  const line = (text: string) => standIns.for(text || " ");
  if (step.kind === "note")
    return `Note ${step.place} ${step.at.map(place).join(",")}: ${step.text.map(line).join("<br>")}`;
  const text = step.from === step.to ? line(step.text.join(" ")) : step.text.map(line).join("<br>");
  return `${place(step.from)}${step.isDashed ? "-->>" : "->>"}${place(step.to)}: ${text}`;
}

function standInCount(rows: readonly string[]): number {
  return Array.from(rows.join("\n")).filter((character) => STAND_INS.test(character)).length;
}

/** The pieces of one row: what is drawn muted, what is written plain. */
function pieces(row: string, standIns: StandIns): Token[] {
  const runs = row.split(STAND_INS);
  return runs
    .map((run, index): Token => (index % 2 === 1 ? ["", standIns.textOf(run)] : ["m", run]))
    .filter(([, text]) => text !== "");
}
