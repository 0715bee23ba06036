import { KEYS, type PseudoTerminal } from "./pseudo-terminal.ts";

/** The menu of a lesson, with nothing after it. */
export const MENU = /\? What next\?\n(?:[ ❯] .+\n)+\n?.*$/;

/** Takes a choice of the menu that is open, where it is not seen by way of "More". */
export async function takeChoice(terminal: PseudoTerminal, label: string): Promise<void> {
  if (rowOf(terminal, `[ ❯] ${label}`) === -1) await openMore(terminal);
  moveTo(terminal, label);
}

/** Opens the second half of the menu. */
export async function openMore(terminal: PseudoTerminal): Promise<void> {
  moveTo(terminal, "More");
  await terminal.waitFor(/✔ What next\? More[\s\S]+Back\n[\s\S]+select/);
}

function moveTo(terminal: PseudoTerminal, label: string): void {
  const [from, to] = [rowOf(terminal, "❯ "), rowOf(terminal, `[ ❯] ${label}`)];
  if (from === -1 || to === -1) throw new Error(`There is no choice ${label}:\n${terminal.text()}`);
  terminal.type((to > from ? KEYS.down : KEYS.up).repeat(Math.abs(to - from)) + KEYS.enter);
}

function rowOf(terminal: PseudoTerminal, start: string): number {
  const rows = terminal
    .text()
    .split(/\? What next\?\n/)
    .at(-1)!
    .split("\n");
  return rows.findIndex((row) => new RegExp(`^${start}`).test(row));
}
