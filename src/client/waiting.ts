// Every wait of the client ends: by what it waits for, by its time-out, or by a signal. Here is how it leaves no timer
// and no listener behind, whichever of them it was.

/**
 * Calls `act` with the signal's reason when it is aborted; at once where it was already.
 *
 * @returns What stops listening. Calling it again is safe
 */
export function onAbort(signal: AbortSignal | undefined, act: (reason: Error) => void): () => void {
  if (signal === undefined) return () => {};
  // A reason may be anything, also nothing: who waits gets an error in any case.
  const listener = () => act(signal.reason || new DOMException("This operation was aborted", "AbortError"));
  if (signal.aborted) listener();
  else signal.addEventListener("abort", listener, { once: true });
  return () => signal.removeEventListener("abort", listener);
}

/** How a wait may end before its time. */
export interface WaitLimits {
  /** Milliseconds; undefined waits for ever. */
  readonly timeout: number | undefined;
  readonly signal: AbortSignal;
  /** The error of a time-out. */
  timedOut(timeoutMs: number): Error;
}

/**
 * Waits for an event: `begin` starts it, and calls `resolve` or `reject` when it came.
 *
 * @param giveUp Called with the error when the limits end the wait: it destroys what was begun
 */
export function waitFor<Value>(
  { timeout, signal, timedOut }: WaitLimits,
  begin: (resolve: (value: Value) => void, reject: (error: Error) => void) => void,
  giveUp: (error: Error) => void,
): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  let forget = () => {};
  const done = new Promise<Value>((resolve, reject) => {
    const stop = (error: Error) => {
      reject(error);
      giveUp(error);
    };
    begin(resolve, reject);
    if (timeout !== undefined) timer = setTimeout(() => stop(timedOut(timeout)), timeout);
    forget = onAbort(signal, stop);
  });
  return done.finally(() => {
    clearTimeout(timer);
    forget();
  });
}
