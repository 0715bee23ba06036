import { createTheme, renderError, type Theme } from "../screen/index.ts";

const WIDEST = 80;

/** Where the runner writes: the only place that knows of process.stdout. */
export interface Terminal {
  readonly theme: Theme;
  /** Both ends are a person's: questions can be asked. */
  readonly isInteractive: boolean;
  /** Rows that are to be seen at a time; without end where no person looks. */
  rows(): number;
  /** Writes text and a line end. */
  write(text: string): void;
  /** Writes a sentence that a person should see, if there is one. */
  warn(sentence: string | undefined): void;
  /**
   * Shows a note while something is under way, and takes it away again. Keys that are typed meanwhile are meant for
   * nothing that is to be seen, so they do nothing, Ctrl-C apart. Where no person looks, no note.
   */
  during<T>(note: string, act: () => Promise<T>): Promise<T>;
}

export function openTerminal({ stdin, stdout, pid, kill }: NodeJS.Process): Terminal {
  const isInteractive = stdin.isTTY === true && stdout.isTTY === true;
  // `npm run lesson 3 read | head` is an ordinary case: whoever stops listening ends it.
  stdout.on("error", () => process.exit(0));
  const color = stdout.isTTY === true && stdout.hasColors();
  const theme = createTheme({ width: Math.min(stdout.columns || WIDEST, WIDEST), color, links: color });
  const write = (text: string) => void stdout.write(`${text}\n`);
  return {
    theme,
    isInteractive,
    rows: () => (isInteractive && stdout.rows ? stdout.rows : Number.POSITIVE_INFINITY),
    write,
    warn: (sentence) => sentence && write(renderError(sentence, undefined, theme)),
    during: async (note, act) => {
      if (!isInteractive) return act();
      const giveBackKeys = takeKeys(stdin, () => kill(pid, "SIGINT"));
      stdout.write(note);
      try {
        return await act();
      } finally {
        stdout.write("\r\x1b[2K");
        giveBackKeys();
      }
    },
  };
}

/** Keeps keys from everyone until the returned function is called. */
function takeKeys(stdin: NodeJS.ReadStream, onCtrlC: () => void): () => void {
  const take = (octets: Buffer) => {
    if (octets.includes(CTRL_C)) onCtrlC();
  };
  stdin.setRawMode(true);
  stdin.on("data", take);
  stdin.resume();
  return () => {
    stdin.pause();
    stdin.off("data", take);
    stdin.setRawMode(false);
  };
}

const CTRL_C = 0x03;

/** Shows the cursor again that a prompt may have hidden. */
export function restoreTerminal({ stdout }: NodeJS.Process): void {
  if (stdout.isTTY) stdout.write("\x1b[?25h");
}
