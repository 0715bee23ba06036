import { availableParallelism } from "node:os";

/**
 * One more than the machine has processors, because a grade also waits: for silences, for bodies that are slow. No more
 * than four: a grade has a thread and a process of its own.
 */
export const AT_A_TIME = Math.min(availableParallelism() + 1, 4);

/**
 * Does something with each item, with a few of them at a time.
 *
 * @param atATime How many
 * @returns The results, in the order of the items
 * @throws What the first one throws that throws
 */
export async function aFewAtATime<T, R>(
  items: readonly T[],
  act: (item: T) => Promise<R>,
  atATime = AT_A_TIME,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const work = async () => {
    while (next < items.length) {
      const index = next++;
      results[index] = await act(items[index]!);
    }
  };
  const workers = Math.min(items.length, atATime);
  await Promise.all(Array.from({ length: workers }, work));
  return results;
}
