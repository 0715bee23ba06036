// The learner must see: leaving out the version, which ends each request-line.
export * from "../../../../../solutions/99-template.ts";

export function requestLine(method: string, target: string): string {
  return `${method} ${target}`;
}
