/**
 * Puts in the place of what a lesson does not want to be used what throws a sentence about that.
 *
 * @param without The sentences, by the names of globals
 */
export function takeAway(without: Readonly<Record<string, string>>): void {
  for (const [name, sentence] of Object.entries(without)) {
    if (!(name in globalThis)) continue;
    const refuse = function refuse() {
      throw new Error(sentence);
    };
    Object.defineProperty(globalThis, name, { value: refuse, writable: true, configurable: true });
  }
}
