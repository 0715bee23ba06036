/** A file of a pack, in memory. */
export interface PackFile {
  /** From the top of the pack, with slashes. */
  readonly path: string;
  readonly content: Buffer;
  /** It is started by its name, so its mode says that it can be. */
  readonly isExecutable?: true;
}

export function textFile(path: string, text: string): PackFile {
  return { path, content: Buffer.from(text) };
}

/** A value as a file of JSON, as npm writes it. */
export function jsonFile(path: string, value: unknown): PackFile {
  return textFile(path, `${JSON.stringify(value, undefined, 2)}\n`);
}
