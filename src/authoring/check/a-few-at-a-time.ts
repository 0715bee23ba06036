import { availableParallelism } from "node:os";

/** More than this waits for each other more than it helps: a grade has a thread and a process of its own. */
const MOST_AT_A_TIME = 4;

/**
 * Does something with each item, with as many at a time as the machine has processors.
 *
 * @returns The results, in the order of the items
 * @throws What the first one throws that throws
 */
export async function aFewAtATime<T, R>(items: readonly T[], act: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const work = async () => {
    while (next < items.length) {
      const index = next++;
      results[index] = await act(items[index]!);
    }
  };
  const workers = Math.min(items.length, availableParallelism(), MOST_AT_A_TIME);
  await Promise.all(Array.from({ length: workers }, work));
  return results;
}
