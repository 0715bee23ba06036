import { type IPty, spawn } from "@lydell/node-pty";
import headless from "@xterm/headless";
import { launcher } from "./course-copy.ts";

export const KEYS = {
  enter: "\r",
  down: "\x1b[B",
  up: "\x1b[A",
  ctrlC: "\x03",
  ctrlD: "\x04",
  ctrlZ: "\x1a",
  escape: "\x1b",
} as const;

/** A program in a terminal that nobody looks at. Nothing in it waits for a time: it waits for a text to show. */
export class PseudoTerminal {
  readonly #pty: IPty;
  readonly #terminal: InstanceType<typeof headless.Terminal>;
  readonly #exit: Promise<number>;
  #onChange: () => void = () => {};
  #raw = "";

  /** @param underShell A shell starts the program, and shows how the terminal is set when it has ended */
  constructor(
    folder: string,
    words: readonly string[],
    { columns = 80, rows = 40, env = {}, underShell = false } = {},
  ) {
    this.#terminal = new headless.Terminal({
      cols: columns,
      rows,
      scrollback: 5_000,
      allowProposedApi: true,
    });
    const program = [process.execPath, launcher, ...words];
    const [command = "", ...args] = underShell ? ["/bin/sh", "-c", THEN_SETTINGS, "sh", ...program] : program;
    this.#pty = spawn(command, args, {
      cols: columns,
      rows,
      cwd: folder,
      env: { ...personsEnvironment(), ...env },
    });
    this.#pty.onData((text) => {
      this.#raw += text;
      this.#terminal.write(text, () => this.#onChange());
    });
    // As a shell tells the end by a signal: between two prompts Ctrl-C is one, for the shell above the program too.
    this.#exit = new Promise((resolve) =>
      this.#pty.onExit(({ exitCode, signal }) => resolve(signal ? 128 + signal : exitCode)),
    );
  }

  /** Number of the process, or of the shell that started it. */
  get pid(): number {
    return this.#pty.pid;
  }

  type(keys: string): void {
    this.#pty.write(keys);
  }

  resize(columns: number, rows: number): void {
    this.#pty.resize(columns, rows);
    this.#terminal.resize(columns, rows);
  }

  /** Everything on the screen and scrolled off it, as text. */
  text(): string {
    const { active } = this.#terminal.buffer;
    // A row keeps what stood beyond the edge before the terminal became narrower.
    const { cols } = this.#terminal;
    const lines = Array.from(
      { length: active.length },
      (_, row) => active.getLine(row)?.translateToString(true, 0, cols) ?? "",
    );
    return lines.join("\n").trimEnd();
  }

  /** Every octet that the program wrote, escape sequences included. */
  raw(): string {
    return this.#raw;
  }

  /** Resolves when the text is as wanted. Until then vitest's own time limit runs; what is there is said before. */
  async waitFor(wanted: string | RegExp | ((text: string) => boolean)): Promise<void> {
    const isThere = () =>
      typeof wanted === "function" ? wanted(this.text()) : new RegExp(wanted).test(this.text());
    const timer = setTimeout(() => console.error(`Still waiting for ${wanted}:\n${this.text()}`), 20_000);
    while (!isThere()) {
      await new Promise<void>((resolve) => {
        this.#onChange = resolve;
      });
    }
    clearTimeout(timer);
  }

  exitCode(): Promise<number> {
    return this.#exit;
  }

  kill(): void {
    this.#pty.kill();
  }
}

const THEN_SETTINGS = '"$@"; code=$?; stty -a; exit $code';

/** The environment of a person at a terminal, also where the tests run without one. */
function personsEnvironment(): Record<string, string> {
  const { NO_COLOR, FORCE_COLOR, CI, ...environment } = process.env;
  return { ...environment, TERM: "xterm-256color" } as Record<string, string>;
}
