/**
 * Does something that Ctrl-C shall end, and not the whole process at once: what is known by then is still worth
 * showing. A second Ctrl-C ends the process as ever.
 *
 * @param act Is given the signal that Ctrl-C aborts
 */
export async function untilInterrupt<T>(
  process: NodeJS.Process,
  act: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const abort = new AbortController();
  const listeners = process.listeners("SIGINT");
  const giveBack = () => {
    process.removeListener("SIGINT", interrupt);
    for (const listener of listeners)
      if (!process.listeners("SIGINT").includes(listener)) process.on("SIGINT", listener);
  };
  const interrupt = () => {
    giveBack();
    abort.abort();
  };
  process.removeAllListeners("SIGINT");
  process.on("SIGINT", interrupt);
  return act(abort.signal).finally(giveBack);
}
