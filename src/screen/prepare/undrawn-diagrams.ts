import { CODE_GUTTER } from "../code.ts";
import { columns, plainText } from "../line.ts";
import { parseSequenceDiagram } from "../sequence-diagram.ts";
import type { TokenDiagram } from "../tokens.ts";
import type { CodeBlock } from "./code-blocks.ts";
import { diagramSources } from "./draw-diagrams.ts";

/** A diagram that some readers do not see drawn. */
export interface UndrawnDiagram {
  /** In Mermaid. */
  readonly source: string;
  /** As far as it is known: `it takes 91 columns, and 78 fit`. */
  readonly why: string;
}

/** What a drawing may take with its margin, in a terminal of 80 columns. */
const MOST_COLUMNS = 78;

/** Lists the diagrams that are not drawn, or not everywhere: neither on a page nor in a terminal. */
export function undrawnDiagrams(
  blocks: readonly CodeBlock[],
  drawn: readonly TokenDiagram[],
): UndrawnDiagram[] {
  return diagramSources(blocks).flatMap((source) => {
    const drawing = drawn.find((each) => each.source === source);
    const why = notUnderstood(source) ?? (drawing === undefined ? COVERED : tooWide(drawing));
    return why === undefined ? [] : { source, why };
  });
}

const COVERED = "one of its texts would be covered or cut";

function notUnderstood(source: string): string | undefined {
  const [kind = "", ...statements] = source
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("%%"));
  if (kind !== KIND) return `it does not begin with "${KIND}"`;
  if (parseSequenceDiagram(source)?.steps.length === 0) return "there is no message in it";
  const unknown = statements.find((line) => parseSequenceDiagram(`${KIND}\n${line}`) === undefined);
  if (unknown !== undefined) return `"${unknown}" is not understood`;
  // On a page Mermaid takes a semicolon for the end of a statement, and a number sign for the start of a comment.
  const [sign] = /[;#]/.exec(source) ?? [];
  return sign && `Mermaid does not take "${sign}" for text`;
}

const KIND = "sequenceDiagram";

function tooWide({ lines }: TokenDiagram): string | undefined {
  const rows = lines.map((line) => columns(plainText(CODE_GUTTER) + line.map(([, text]) => text).join("")));
  const widest = Math.max(...rows);
  return widest > MOST_COLUMNS ? `it takes ${widest} columns, and ${MOST_COLUMNS} fit` : undefined;
}
