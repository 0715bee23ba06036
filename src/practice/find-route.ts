import type { Field } from "./request-head.ts";
import type { Route } from "./routes.ts";

/** A route, and what stood for each `{name}` of its path, percent-decoded. */
export interface FoundRoute {
  readonly route: Route;
  readonly parameters: readonly Field[];
}

/** Parts that stand for digits only, as in httpbin: with anything else there, the path is another one. */
const WHOLE_NUMBERS: ReadonlySet<string> = new Set(["n", "offset"]);

/**
 * Finds the endpoint of a path. A pattern's `{name}` stands for one segment that is not empty, `{name...}` at
 * the end for that and all that follow.
 *
 * @param path Not decoded, without query
 *
 * @example
 * findRoute("/links/3/0", routes) // { route: { path: "/links/{n}/{offset}", … }, parameters: [["n", "3"], ["offset", "0"]] }
 */
export function findRoute(path: string, routes: readonly Route[]): FoundRoute | undefined {
  const segments = segmentsOf(path);
  for (const route of routes) {
    const parameters = matchSegments(route.path.split("/"), segments);
    if (parameters !== undefined) return { route, parameters };
  }
  return undefined;
}

/** Paths that begin as `path` does, for whoever asked for one that is not there. */
export function similarPaths(path: string, routes: readonly Route[]): string[] {
  const [, first = ""] = segmentsOf(path);
  return routes.map((route) => route.path).filter((other) => first !== "" && other.split("/")[1] === first);
}

// httpbin answers "//get" as "/get".
function segmentsOf(path: string): string[] {
  return path.replace(/^\/+/, "/").split("/").map(decoded);
}

function matchSegments(pattern: readonly string[], segments: readonly string[]): Field[] | undefined {
  const parameters: Field[] = [];
  for (const [index, expected] of pattern.entries()) {
    const { name, isRest } = placeholder(expected);
    const rest = isRest ? segments.slice(index) : segments.slice(index, index + 1);
    if (name === undefined ? rest[0] !== expected : !canStandFor(name, rest[0])) return undefined;
    if (name !== undefined) parameters.push([name, rest.join("/")]);
    if (isRest) return parameters;
  }
  return pattern.length === segments.length ? parameters : undefined;
}

function placeholder(part: string): { name: string | undefined; isRest: boolean } {
  const [, name, rest] = /^\{(\w+)((?:\.{3})?)\}$/.exec(part) ?? [];
  return { name, isRest: rest === "..." };
}

function canStandFor(name: string, segment = ""): boolean {
  return WHOLE_NUMBERS.has(name) ? /^\d+$/.test(segment) : segment !== "";
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
