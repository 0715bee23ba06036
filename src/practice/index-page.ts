import type { Fault } from "./faults.ts";
import type { Route, RouteGroup } from "./routes.ts";

/** `/`: every endpoint and fault with a command to try it, as plain ASCII text. */
export function renderIndexPage(
  base: string,
  groups: readonly RouteGroup[],
  faults: readonly Fault[],
): string {
  return [
    "http-by-hand: the practice service",
    "",
    ...groups.flatMap(({ title, routes }) => [
      title.toUpperCase(),
      ...routes.map((route) => routeEntry(base, route)),
      "",
    ]),
    "FAULTS BY NAME",
    ...faults.map(({ name, teaches }) => entry(name, teaches, `curl -i ${base}/fault/${name}`)),
    "",
  ].join("\n");
}

function routeEntry(base: string, { path, methods, purpose, example }: Route): string {
  const needsMore = methods !== "any" && !methods.includes("GET");
  const content = needsMore ? `${methods[0] === "POST" ? "" : `-X ${methods[0]} `}-d name=value ` : "";
  const title = `${methods === "any" ? "any method" : methods.join(" ")} ${path}`;
  return entry(title, purpose, `curl -i ${content}${quoted(`${base}${example ?? path}`)}`);
}

function entry(title: string, purpose: string, command: string): string {
  return `\n${title}\n  ${purpose}\n  ${command}`;
}

// A shell would read "?" and "&".
function quoted(url: string): string {
  return /[?&]/.test(url) ? `'${url}'` : url;
}
