import { resolve } from "node:path";

/**
 * Where a path leads that somebody typed behind `npm run script`: npm starts a script in the folder of the package,
 * wherever one typed it.
 */
export function typedPath(
  path: string,
  script: string,
  { npm_lifecycle_event, INIT_CWD }: NodeJS.ProcessEnv,
): string {
  return resolve(npm_lifecycle_event === script ? (INIT_CWD ?? ".") : ".", path);
}
