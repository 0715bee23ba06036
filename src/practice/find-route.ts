import { Refusal } from "./refusal.ts";
import { type Route, routes } from "./routes.ts";

/**
 * Finds the endpoint of a path.
 *
 * @param path Not decoded, without query
 * @returns The route, and what stood for its `{…}`, percent-decoded
 * @throws {Refusal} 404
 */
export function findRoute(path: string): [Route, string] {
  // httpbin answers "//get" as "/get".
  const segments = path.replace(/^\/+/, "/").split("/");
  for (const candidate of routes) {
    const parameter = matchSegments(candidate.path.split("/"), segments);
    if (parameter !== undefined) return [candidate, parameter];
  }
  throw new Refusal(404, `There is no endpoint ${path}. GET / lists them.`);
}

/** The segment that stands for `{…}`, `""` when there is none, `undefined` when the paths differ. */
function matchSegments(pattern: readonly string[], segments: readonly string[]): string | undefined {
  let parameter = "";
  const fits = pattern.every((expected, index) => {
    const segment = segments[index];
    if (!expected.startsWith("{")) return segment === expected;
    parameter = decoded(segment ?? "");
    return parameter !== "";
  });
  return fits && pattern.length === segments.length ? parameter : undefined;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
