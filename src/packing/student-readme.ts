/** What the README of a pack says of a lesson. */
export interface ListedLesson {
  readonly slug: string;
  readonly number: number;
  readonly title: string;
  /** One sentence in Markdown. */
  readonly goal: string;
}

const INSTALL = {
  network: "`npm ci` is the one step that uses a network.",
  packages: "No network is needed: what `npm ci` installs lies in `packages/`, for {{platforms}}.",
} as const;

/**
 * The README of a student pack.
 *
 * @param template Text of `student-readme.md`
 * @param platforms Where the packages lie in the pack, those that they are for: `["linux-x64"]`
 */
export function studentReadme(
  template: string,
  lessons: readonly ListedLesson[],
  platforms?: readonly string[],
): string {
  const install =
    platforms === undefined
      ? INSTALL.network
      : INSTALL.packages.replace("{{platforms}}", new Intl.ListFormat("en-GB").format(platforms));
  const rows = lessons.map(
    ({ slug, number, title, goal }) => `| ${number} | [${title}](lessons/${slug}.md): ${goal} |`,
  );
  return template
    .replace("{{install}}", () => install)
    .replace("{{lessons}}", () => ["| | |", "| --- | --- |", ...rows].join("\n"));
}
