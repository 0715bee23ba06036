/** What the promise gives, or undefined when it takes longer. Infinity is no limit. */
export async function within<T>(ms: number, promise: Promise<T>): Promise<T | undefined> {
  // A timer takes it for a millisecond.
  if (ms === Number.POSITIVE_INFINITY) return promise;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
