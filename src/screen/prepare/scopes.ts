import type { StyleLetter } from "../tokens.ts";

// The first rule whose scope starts a TextMate scope decides. What stands inside `${}` of a template is code again.
const RULES: readonly (readonly [scope: string, letter: StyleLetter])[] = [
  ["comment", "c"],
  ["punctuation.definition.comment", "c"],
  ["punctuation.definition.template-expression", ""],
  ["meta.template.expression", ""],
  ["constant.character.escape", "o"],
  ["string", "s"],
  ["constant.numeric", "n"],
  ["constant", "o"],
  ["keyword.operator.new", "k"],
  ["keyword.operator.expression", "k"],
  ["keyword.operator", ""],
  ["keyword", "k"],
  ["storage.type.function.arrow", ""],
  ["storage", "k"],
  ["variable.language", "k"],
  ["entity.name.function", "f"],
  ["support.function", "f"],
  ["entity.name.type", "t"],
  ["entity.other.inherited-class", "t"],
  ["support.type", "t"],
  ["support.class", "t"],
  ["entity.name.field", "h"],
];

/**
 * The style of a piece of code, by its innermost scope that has one.
 *
 * @param scopes From the outermost to the innermost
 */
export function letterOf(scopes: readonly string[]): StyleLetter {
  for (const scope of scopes.toReversed()) {
    const rule = RULES.find(([prefix]) => scope === prefix || scope.startsWith(`${prefix}.`));
    if (rule !== undefined) return rule[1];
  }
  return "";
}
