import { spawnSync } from "node:child_process";
import { setTimeout } from "node:timers/promises";

export interface Process {
  readonly pid: number;
  readonly parent: number;
  /** As `ps` tells it; `Z` begins that of one which has ended and was not waited for. */
  readonly state: string;
  readonly words: string;
}

/** Every process of this machine. Not on Windows. */
export function processes(): Process[] {
  const { stdout } = spawnSync("ps", ["-A", "-ww", "-o", "pid=,ppid=,stat=,args="], { encoding: "utf8" });
  return [...stdout.matchAll(/^ *(\d+) +(\d+) +(\S+) +(.*)$/gm)].map(([, pid, parent, state, words]) => ({
    pid: Number(pid),
    parent: Number(parent),
    state: state!,
    words: words!,
  }));
}

/** Waits until something holds, for as long as a busy machine may take. */
export async function eventually(what: string, holds: () => boolean): Promise<void> {
  const untilMs = Date.now() + 30_000;
  while (!holds()) {
    if (Date.now() > untilMs) throw new Error(`Waited for 30 seconds, and not: ${what}`);
    await setTimeout(20);
  }
}

/** What a process started, and what that started, and so on. */
export function startedBy(pid: number, all = processes()): Process[] {
  const children = all.filter(({ parent }) => parent === pid);
  return children.flatMap((child) => [child, ...startedBy(child.pid, all)]);
}

/** Whether it is still running, and not merely waiting in the system's table for somebody to hear of its end. */
export function isThere({ pid, words }: Process): boolean {
  return processes().some((each) => each.pid === pid && each.words === words && !each.state.startsWith("Z"));
}
