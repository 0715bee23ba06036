// The learner must see: giving text where octets are due: a `TextEncoder` makes octets of it, a `Uint8Array`.

export * from "../../../../../solutions/05-sending-data.ts";

export function jsonBody(value: unknown) {
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) throw new TypeError("Cannot write undefined as JSON");
  const fields = [
    ["Content-Type", "application/json"],
    ["Content-Length", String(Buffer.byteLength(text))],
  ];
  return { octets: text, fields };
}
