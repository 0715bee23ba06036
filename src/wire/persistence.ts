import type { BodyFraming } from "./body-length.ts";
import type { FieldSection } from "./fields.ts";
import { listMembers } from "./grammar.ts";

/** What it depends on whether a connection can serve another request. */
export interface Exchange {
  /** Version of the response: `[1, 1]`. */
  readonly version: readonly [major: number, minor: number];
  readonly requestFields: FieldSection;
  readonly responseFields: FieldSection;
  readonly framing: BodyFraming;
}

/** Says whether the connection stays usable after the exchange (RFC 9112 §9.3). */
export function isPersistent({ version, requestFields, responseFields, framing }: Exchange): boolean {
  if (framing.kind === "until-close") return false;
  const options = listMembers(responseFields.getAll("Connection"));
  if (options.includes("close") || listMembers(requestFields.getAll("Connection")).includes("close"))
    return false;
  // A body in chunks from an HTTP/1.0 server is faulty framing: close after it.   RFC 9112 §6.1
  const [major, minor] = version;
  if (major === 1 && minor >= 1) return true;
  return options.includes("keep-alive") && framing.kind !== "chunked";
}
