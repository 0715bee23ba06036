// The learner must see: giving the fields as an object: the task asks for a list of pairs, `[["Content-Type", "..."], ...]`.

export * from "../../../../../solutions/05-sending-data.ts";

export function jsonBody(value: unknown) {
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) throw new TypeError("Cannot write undefined as JSON");
  const octets = new TextEncoder().encode(text);
  return { octets, fields: { "Content-Type": "application/json", "Content-Length": String(octets.length) } };
}
