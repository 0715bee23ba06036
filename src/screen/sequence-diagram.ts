/** A Mermaid sequence diagram as data: as much of the language as can be both drawn and told in words. */

/** Who talks to whom, in order. */
export interface SequenceDiagram {
  /** Names by id, from left to right. */
  readonly participants: ReadonlyMap<string, string>;
  readonly steps: readonly DiagramStep[];
}

export type DiagramStep = DiagramMessage | DiagramNote;

interface DiagramMessage {
  readonly kind: "message";
  /** Ids of participants; the same one twice for a message to oneself. */
  readonly from: string;
  readonly to: string;
  readonly isDashed: boolean;
  /** Lines, which Mermaid divides with `<br/>`. */
  readonly text: readonly string[];
}

export interface DiagramNote {
  readonly kind: "note";
  readonly place: "over" | "left of" | "right of";
  /** Ids of one participant or two. */
  readonly at: readonly string[];
  readonly text: readonly string[];
}

type Statement = DiagramStep | Declaration | { readonly kind: "silent" };

interface Declaration {
  readonly kind: "participant";
  readonly id: string;
  readonly name: string;
}

// `C->>S: GET /`. Of the arrow only its line matters, which is dashed in a reply.
const MESSAGE = /^(\w+)\s*<?(--?)(?:>>|>|x|\))\s*[+-]?(\w+)\s*:\s*(.*)$/;
const PARTICIPANT = /^(?:participant|actor)\s+(\w+)(?:\s+as\s+(.+))?$/;
const NOTE = /^note\s+(over|left of|right of)\s+(\w+)(?:\s*,\s*(\w+))?\s*:\s*(.*)$/i;
const SILENT = /^(?:autonumber|(?:de)?activate\s+\w+)$/;

/**
 * Reads the source of a Mermaid sequence diagram.
 *
 * @returns `undefined` when the diagram is of another kind, or holds a statement that is not known here, such as a loop
 *
 * @example
 * parseSequenceDiagram("sequenceDiagram\n  participant C as Client\n  C->>S: GET /")?.participants // C: Client, S: S
 */
export function parseSequenceDiagram(source: string): SequenceDiagram | undefined {
  const [kind, ...lines] = source
    .split(/\r?\n/)
    .map((text) => text.trim())
    .filter((text) => text !== "" && !text.startsWith("%%"));
  const statements = lines.map(parseStatement);
  const known = statements.filter((statement) => statement !== undefined);
  if (kind !== "sequenceDiagram" || known.length < statements.length) return undefined;
  return { participants: participantsOf(known), steps: known.filter(isStep) };
}

function parseStatement(line: string): Statement | undefined {
  if (SILENT.test(line)) return { kind: "silent" };
  const [, id, name] = PARTICIPANT.exec(line) ?? [];
  return id === undefined ? (parseMessage(line) ?? parseNote(line)) : declaration(id, name);
}

function declaration(id: string, name = id): Declaration {
  return { kind: "participant", id, name: textLines(name).join(" ") };
}

function parseMessage(line: string): DiagramMessage | undefined {
  const [, from, arrow, to, text] = MESSAGE.exec(line) ?? [];
  if (from === undefined || to === undefined) return undefined;
  return { kind: "message", from, to, isDashed: arrow === "--", text: textLines(text) };
}

function parseNote(line: string): DiagramNote | undefined {
  const [, place, one, other, text] = NOTE.exec(line) ?? [];
  if (place === undefined || one === undefined) return undefined;
  const at = other === undefined ? [one] : [one, other];
  return { kind: "note", place: place.toLowerCase() as DiagramNote["place"], at, text: textLines(text) };
}

function textLines(text = ""): string[] {
  return text.split(/\s*<br\s*\/?>\s*/i);
}

/** In the order of Mermaid: from left to right as they are first named, whether declared or not. */
function participantsOf(statements: readonly Statement[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const statement of statements) {
    if (statement.kind === "participant") names.set(statement.id, statement.name);
    else for (const id of idsOf(statement)) names.set(id, names.get(id) ?? id);
  }
  return names;
}

function idsOf(statement: Exclude<Statement, Declaration>): readonly string[] {
  if (statement.kind === "message") return [statement.from, statement.to];
  return statement.kind === "note" ? statement.at : [];
}

function isStep(statement: Statement): statement is DiagramStep {
  return statement.kind === "message" || statement.kind === "note";
}
