const MOST_LINES = 30;

/** A problem, and below it what was printed. */
export function describeFailure(problem: string, stdout: string, { stderr }: { stderr: string }): string {
  return [problem, ...section("It printed:", stdout), ...section("On stderr:", stderr)].join("\n");
}

function section(title: string, text: string): string[] {
  const lines = text.trimEnd().split("\n");
  if (lines.join("") === "") return [];
  // A program in a loop prints until it is stopped; how it began says enough.
  const shown = lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES), "..."] : lines;
  return [title, ...shown.map((line) => `    ${line}`)];
}
