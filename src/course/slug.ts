/** What can be known of a lesson without opening its file. */
export interface LessonName {
  /** `NN-name`, the key that joins the files of a lesson. */
  readonly slug: string;
  readonly number: number;
  /** The part of the slug after the number: `responses`. */
  readonly name: string;
}

// Two digits keep the files in order in every listing.
const SLUG = /^(\d\d)-([a-z0-9]+(?:-[a-z0-9]+)*)$/;

/**
 * Takes a slug apart.
 *
 * @returns `undefined` when `slug` is not two digits, a hyphen and a name in lower case
 *
 * @example
 * parseSlug("03-responses") // { slug: "03-responses", number: 3, name: "responses" }
 */
export function parseSlug(slug: string): LessonName | undefined {
  const [, number, name] = SLUG.exec(slug) ?? [];
  return name === undefined ? undefined : { slug, number: Number(number), name };
}
