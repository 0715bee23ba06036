import { createTheme, renderError, type Theme } from "../screen/index.ts";

const WIDEST = 80;

/** Where the runner writes: the only place that knows of process.stdout. */
export interface Terminal {
  readonly theme: Theme;
  /** Both ends are a person's: questions can be asked. */
  readonly isInteractive: boolean;
  /** Writes text and a line end. */
  write(text: string): void;
  /** Writes a sentence that a person should see, if there is one. */
  warn(sentence: string | undefined): void;
  /** Shows a note that `clearNote` takes away again. Nothing where no person looks. */
  note(text: string): void;
  clearNote(): void;
}

export function openTerminal({ stdin, stdout }: NodeJS.Process): Terminal {
  const isInteractive = stdin.isTTY === true && stdout.isTTY === true;
  // `npm run lesson 3 read | head` is an ordinary case: whoever stops listening ends it.
  stdout.on("error", () => process.exit(0));
  const color = stdout.isTTY === true && stdout.hasColors();
  const theme = createTheme({ width: Math.min(stdout.columns || WIDEST, WIDEST), color, links: color });
  const write = (text: string) => void stdout.write(`${text}\n`);
  return {
    theme,
    isInteractive,
    write,
    warn: (sentence) => sentence && write(renderError(sentence, undefined, theme)),
    note: (text) => void (isInteractive && stdout.write(text)),
    clearNote: () => void (isInteractive && stdout.write("\r\x1b[2K")),
  };
}

/** Shows the cursor again that a prompt may have hidden. */
export function restoreTerminal({ stdout }: NodeJS.Process): void {
  if (stdout.isTTY) stdout.write("\x1b[?25h");
}
