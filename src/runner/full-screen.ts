// The whole screen for a while, beside the one that scrolls (the "alternate screen"): what was there comes back.

import { type Key, readKeys } from "./keys.ts";

export interface FullScreen {
  /** Replaces what is there. At most as many rows as there are, none wider than the screen. */
  draw(rows: readonly string[]): void;
}

/** Who acts on what a person does at a full screen. */
export interface AtFullScreen {
  onKey(key: Key): void;
  /** The size is another one. */
  onResize(): void;
}

const ENTER = "\x1b[?1049h\x1b[?25l";
const LEAVE = "\x1b[?25h\x1b[?1049l";
// A terminal that knows of synchronized updates shows nothing half-drawn; any other ignores them.
const BEGIN_UPDATE = "\x1b[?2026h";
const END_UPDATE = "\x1b[?2026l";

/** Takes the screen and the keys. @returns How to draw, and how to give both back */
export function takeScreen(
  process: NodeJS.Process,
  { onKey, onResize }: AtFullScreen,
): { screen: FullScreen; giveBack: () => void } {
  const { stdout } = process;
  const giveBackKeys = takeKeys(process, onKey);
  const leave = () => void stdout.write(LEAVE);
  stdout.write(ENTER);
  stdout.on("resize", onResize);
  // A signal ends the process without giving anything back.
  process.once("exit", leave);
  return {
    screen: { draw: (rows) => void stdout.write(frame(rows)) },
    giveBack() {
      process.off("exit", leave);
      stdout.off("resize", onResize);
      leave();
      giveBackKeys();
    },
  };
}

/** Each row is written over the one before it, and only what is left of that is cleared: nothing flickers. */
function frame(rows: readonly string[]): string {
  const written = rows.map((row) => `${row}\x1b[K`).join("\r\n");
  return `${BEGIN_UPDATE}\x1b[H${written}\x1b[J${END_UPDATE}`;
}

/** Keeps keys from everyone else until the returned function is called. Ctrl-C is what it always is. */
export function takeKeys(process: NodeJS.Process, onKey: (key: Key) => void): () => void {
  const { stdin } = process;
  const take = (octets: Buffer) => {
    for (const key of readKeys(octets.toString())) {
      // In raw mode the terminal makes no signal of it.
      if (key === "ctrl-c") process.emit("SIGINT");
      else onKey(key);
    }
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
