import { createTheme, renderError, renderSentence, type Theme } from "../screen/index.ts";
import { type AtFullScreen, type FullScreen, takeKeys, takeScreen } from "./full-screen.ts";

const WIDEST = 80;

/** Where the runner writes: the only place that knows of process.stdout. */
export interface Terminal {
  /** For the width that the terminal has now: it may be resized at any time. */
  readonly theme: Theme;
  /** Both ends are a person's: questions can be asked. */
  readonly isInteractive: boolean;
  /** Rows that are to be seen at a time; without end where no person looks. */
  rows(): number;
  /** Writes text and a line end. */
  write(text: string): void;
  /** Writes a sentence about what was done. */
  tell(sentence: string): void;
  /** Writes a sentence that a person should see, if there is one. */
  warn(sentence: string | undefined): void;
  /**
   * Shows a note while something is under way, and takes it away again. Where no person looks, no note.
   *
   * @param act Is given what changes the note
   */
  during<T>(note: string, act: (say: (note: string) => void) => Promise<T>): Promise<T>;
  /** Writes a line to standard error where `during` shows no note, for whoever reads the log of something long. */
  log(line: string): void;
  /**
   * Keeps keys from the prompt that follows: those that are typed while something is under way are meant for nothing
   * that is to be seen. Ctrl-C apart. For a session; after a single command they are the shell's.
   */
  withoutKeys<T>(act: () => Promise<T>): Promise<T>;
  /** Takes the whole screen while something is under way. What is written meanwhile comes after it. */
  onFullScreen<T>(at: AtFullScreen, act: (screen: FullScreen) => Promise<T>): Promise<T>;
}

export function openTerminal(process: NodeJS.Process): Terminal {
  const { stdin, stdout, stderr } = process;
  const isInteractive = stdin.isTTY === true && stdout.isTTY === true;
  // `npm run lesson 3 read | head` is an ordinary case: whoever stops listening ends it.
  stdout.on("error", () => process.exit());
  // A log is beside the matter: who stops reading that one still wants the rest.
  stderr.on("error", () => {});
  const color = stdout.isTTY === true && stdout.hasColors();
  const themeNow = () =>
    createTheme({
      width: Math.min(stdout.columns || WIDEST, WIDEST),
      color,
      links: color,
      drawings: stdout.isTTY === true,
    });
  /** What was written while a full screen had the terminal. */
  let later: string[] | undefined;
  const write = (text: string) => void (later?.push(text) ?? stdout.write(`${text}\n`));
  return {
    get theme() {
      return themeNow();
    },
    isInteractive,
    rows: () => (isInteractive && stdout.rows ? stdout.rows : Number.POSITIVE_INFINITY),
    write,
    tell: (sentence) => write(renderSentence(sentence, themeNow())),
    warn: (sentence) => sentence && write(renderError(sentence, undefined, themeNow())),
    during: async (note, act) => {
      if (!isInteractive) return act(() => {});
      // A note that goes on in a second row could not be taken away.
      const say = (text: string) => void stdout.write(`\r\x1b[2K${text.slice(0, themeNow().width - 1)}`);
      say(note);
      return act(say).finally(() => stdout.write("\r\x1b[2K"));
    },
    log: (line) => void (isInteractive || stderr.write(`${line}\n`)),
    withoutKeys: async (act) => {
      if (!isInteractive) return act();
      const giveBackKeys = takeKeys(process, () => {});
      return act().finally(giveBackKeys);
    },
    onFullScreen: async (at, act) => {
      const { screen, giveBack } = takeScreen(process, at);
      later = [];
      return act(screen).finally(() => {
        giveBack();
        const texts = later ?? [];
        later = undefined;
        for (const text of texts) write(text);
      });
    },
  };
}

/** Takes a note away, and shows the cursor again that a prompt may have hidden. */
export function restoreTerminal({ stdout }: NodeJS.Process): void {
  if (stdout.isTTY) stdout.write("\r\x1b[2K\x1b[?25h");
}
