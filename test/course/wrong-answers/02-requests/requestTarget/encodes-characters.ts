// The learner must see: encoding characters where octets are meant: `é` is two octets in UTF-8, %C3%A9.
import type { Param } from "../../../../../solutions/02-requests.ts";

export * from "../../../../../solutions/02-requests.ts";

export function requestTarget(path: string, params: readonly Param[]): string {
  const given = params.filter(([, value]) => value !== null && value !== undefined);
  const query = given
    .map(([name, value]) => `${escape(name)}=${escape(String(value)).replaceAll("+", "%2B")}`)
    .join("&");
  return (path || "/") + (query && `?${query}`);
}
