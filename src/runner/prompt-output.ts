import { Writable } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import stringWidth from "fast-string-width";

/** What a terminal that becomes narrower makes of rows that are too long; some leave the one that the cursor is in. */
export type Wrapping = "cut" | "all broken" | "broken but the cursor's";

/**
 * Where a prompt draws: the terminal, and a memory of what was drawn last. A terminal that becomes narrower breaks each
 * row that does not fit any more, and the prompt, which takes away as many rows as it drew, would leave some behind.
 */
export class PromptOutput extends Writable {
  readonly isTTY = true;
  readonly #stdout: NodeJS.WriteStream;
  #drawing: Drawing | undefined;

  constructor(stdout: NodeJS.WriteStream) {
    super({ decodeStrings: false });
    this.#stdout = stdout;
  }

  get columns(): number {
    return this.#stdout.columns;
  }

  override _write(text: string | Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    this.#drawing = readDrawing(String(text)) ?? this.#drawing;
    this.#stdout.write(text);
    // At once: what waited here would come after what others write to the terminal meanwhile.
    done();
  }

  /**
   * Takes away what was drawn, and leaves blank rows in its place, the cursor where the prompt believes it to be.
   *
   * @param rowsThatAreTooLong What the terminal makes of them
   */
  blank(rowsThatAreTooLong: Wrapping): void {
    if (this.#drawing === undefined) return;
    const { rows, cursorRow, cursorColumn } = this.#drawing;
    const width = rowsThatAreTooLong === "cut" ? Number.POSITIVE_INFINITY : this.columns;
    const above = rows.slice(0, cursorRow).reduce((sum, row) => sum + rowsTaken(row, width), 0);
    const aboveInRow = rowsThatAreTooLong === "all broken" ? Math.floor(cursorColumn / width) : 0;
    this.#stdout.write(
      `${up(above + aboveInRow)}\r\x1b[J${"\n".repeat(rows.length - 1)}${up(rows.length - 1 - cursorRow)}`,
    );
    this.#drawing = undefined;
  }
}

/** What stands on the screen, and where in it the cursor is. Both from 0. */
interface Drawing {
  /** Columns of each row. */
  readonly rows: readonly number[];
  readonly cursorRow: number;
  readonly cursorColumn: number;
}

// The one before is taken away first (down to its end, then row by row upwards); at the end the cursor goes to its place.
const BEFORE = /^(?:\x1b\[\d+B)?(?:\x1b\[2K(?:\x1b\[1A)?)*(?:\x1b\[G)?/;
const CURSOR = /(?:\x1b\[(\d+)A)?\x1b\[(\d+)G$/;

/** Undefined for what only moves the cursor. */
function readDrawing(text: string): Drawing | undefined {
  const drawn = text.replace(BEFORE, "");
  const [end = "", rowsUp = "0", column = "1"] = CURSOR.exec(drawn) ?? [];
  const rows = stripVTControlCharacters(drawn.slice(0, drawn.length - end.length))
    .split("\n")
    .map((row) => stringWidth(row));
  if (rows.length === 1 && rows[0] === 0) return undefined;
  return { rows, cursorRow: rows.length - 1 - Number(rowsUp), cursorColumn: Number(column) - 1 };
}

function rowsTaken(columns: number, width: number): number {
  return Math.max(1, Math.ceil(columns / width));
}

function up(rows: number): string {
  return rows > 0 ? `\x1b[${rows}A` : "";
}
