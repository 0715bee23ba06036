/** An error as the compiler prints it. */
export interface PrintedError {
  /** Where, as printed: relative to the folder in which the compiler runs. Absent for what concerns no file. */
  readonly at?: { readonly path: string; readonly line: number; readonly column: number };
  /** TypeScript's number for it. */
  readonly code: number;
  readonly message: string;
}

/**
 * Parses what `tsc --pretty false` prints. An error may go on in lines that are set in: from the whole to the part that
 * does not fit.
 *
 * @example
 * parseDiagnostics("a.ts(3,7): error TS2322: Type 'A' is not assignable to type 'B'.\n  Types of property 'c' are ….\n")
 * // [{ at: { path: "a.ts", line: 3, column: 7 }, code: 2322, message: "Type 'A' is not assignable …" }]
 */
export function parseDiagnostics(output: string): PrintedError[] {
  const errors: (PrintedError & { readonly lines: string[] })[] = [];
  for (const line of output.split(/\r?\n/)) {
    const error = ERROR.exec(line)?.groups;
    if (error !== undefined) errors.push(errorOf(error));
    else if (/^\s+\S/.test(line)) errors.at(-1)?.lines.push(line.trim());
  }
  return errors.map(({ lines, ...error }) => ({ ...error, message: inShort([error.message, ...lines]) }));
}

const ERROR = /^(?:(?<path>\S.*)\((?<line>\d+),(?<column>\d+)\): )?error TS(?<code>\d+): (?<message>.*)$/;

function errorOf({ path, line, column, code, message = "" }: Record<string, string | undefined>) {
  const at = path === undefined ? {} : { at: { path, line: Number(line), column: Number(column) } };
  return { ...at, code: Number(code), message, lines: [] };
}

/** As one paragraph: what does not fit as a whole, and the two innermost reasons. */
function inShort([whole = "", ...reasons]: readonly string[]): string {
  return [...new Set([whole, ...reasons.slice(-2)])].join(" ");
}
