/**
 * Does something that Ctrl-C shall end, and not the whole process at once: what is known by then is still worth
 * showing. A second Ctrl-C ends the process as ever.
 *
 * @param act Is given the signal that Ctrl-C aborts
 * @param names Signals that mean the same as Ctrl-C
 */
export async function untilInterrupt<T>(
  process: NodeJS.Process,
  act: (signal: AbortSignal) => Promise<T>,
  names: readonly NodeJS.Signals[] = ["SIGINT"],
): Promise<T> {
  const abort = new AbortController();
  const before = names.map((name) => ({ name, listeners: process.listeners(name) }));
  const giveBack = () => {
    for (const { name, listeners } of before) {
      process.removeListener(name, interrupt);
      for (const listener of listeners)
        if (!process.listeners(name).includes(listener)) process.on(name, listener);
    }
  };
  const interrupt = () => {
    giveBack();
    abort.abort();
  };
  for (const name of names) {
    process.removeAllListeners(name);
    process.on(name, interrupt);
  }
  return act(abort.signal).finally(giveBack);
}
