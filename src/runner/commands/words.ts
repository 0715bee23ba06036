import { findWords, loadGlossary, nearestWords } from "../../course/index.ts";
import { renderWords } from "../../screen/index.ts";
import { type Context, EXIT } from "../context.ts";
import { UsageError } from "../parse-command.ts";
import { writeByScreens } from "../write-by-screens.ts";

/**
 * Prints what the words of the course mean.
 *
 * @param typed One word, or the beginning of some; all when left out
 * @throws {UsageError} When there is no such word; it names those that are most like it
 */
export async function words({ root, terminal }: Context, typed?: string): Promise<number> {
  const glossary = await loadGlossary(root);
  const found = typed === undefined ? glossary : findWords(glossary, typed);
  if (typed !== undefined && found.length === 0) {
    const nearest = nearestWords(glossary, typed).map((word) => `\`npm run lesson words ${word}\``);
    const some = new Intl.ListFormat("en-GB", { type: "disjunction" }).format(nearest);
    throw new UsageError(
      `The course has no word "${typed}".`,
      nearest.length === 0 ? "Type `npm run lesson words` to see them all." : `Type ${some}.`,
    );
  }
  await writeByScreens(terminal, renderWords(found, terminal.theme));
  return EXIT.passed;
}
