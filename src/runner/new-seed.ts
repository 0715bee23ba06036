/** A seed that makes other inputs than the one before. */
export function newSeed(): number {
  return Math.floor(Math.random() * 1_000_000);
}
