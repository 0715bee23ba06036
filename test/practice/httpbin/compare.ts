import { createHash } from "node:crypto";
import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";
import type { SeenResponse } from "./response-octets.ts";

/** What psf/httpbin 0.10.2 answered. */
export interface RecordedResponse extends Omit<SeenResponse, "body" | "chunks"> {
  /** The recorder kept the first forty, and then `"..."`. */
  readonly chunks?: readonly (number | "...")[];
  readonly octets?: number;
  readonly sha256?: string;
  /** A JSON document. */
  readonly text?: string;
  /** A JSON document that came coded. */
  readonly decoded?: unknown;
}

export interface Recording {
  readonly id: string;
  readonly request: string;
  readonly responses: readonly RecordedResponse[];
}

/** In what a response may differ: words of the table in HTTPBIN.md. */
export type Difference = "responses" | "status" | "framing" | "fields" | "values" | "content";

export function differences(
  recorded: readonly RecordedResponse[],
  seen: readonly SeenResponse[],
): Difference[] {
  if (recorded.length !== seen.length) return ["responses"];
  return [...new Set(recorded.flatMap((one, index) => differencesOfOne(one, seen[index]!)))];
}

function differencesOfOne(recorded: RecordedResponse, seen: SeenResponse): Difference[] {
  const found: Difference[] = [];
  if (recorded.status !== seen.status) found.push("status");
  if (recorded.framing !== seen.framing) found.push("framing");
  if (names(recorded) !== names(seen)) found.push("fields");
  else if (values(recorded) !== values(seen)) found.push("values");
  if (!hasSameContent(recorded, seen)) found.push("content");
  return found;
}

type Fields = Pick<SeenResponse, "fields">;

/** Names as often as they come, in any order and letter case. */
function names({ fields }: Fields): string {
  const relevant = fields
    .map(([name]) => name.toLowerCase())
    .filter((name) => !/^(?:date|server)$/.test(name));
  return relevant.sort().join(" ");
}

function values({ fields }: Fields): string {
  const relevant = fields.filter(([name]) => !/^(?:date|server|content-length|last-modified)$/i.test(name));
  return relevant
    .map(([name, value]) => `${name.toLowerCase()}: ${comparable(name.toLowerCase(), value)}`)
    .sort()
    .join("\n");
}

/** Without what is random, or ours to choose. */
function comparable(name: string, value: string): string {
  if (name === "allow") return value.split(", ").sort().join(", ");
  if (name === "www-authenticate") return value.replace(/(nonce|opaque)="[0-9a-f]+"/g, '$1="…"');
  if (name === "etag") return value.replace(/^[0-9a-f]{32}$/, "…");
  return name === "x-more-info" ? "…" : value;
}

function hasSameContent(recorded: RecordedResponse, seen: SeenResponse): boolean {
  const coding = seen.fields.find(([name]) => name === "Content-Encoding")?.[1];
  if (recorded.decoded !== undefined) return same(recorded.decoded, JSON.parse(decode(seen.body, coding)));
  // HEAD and the like: nothing was recorded, so nothing may come.
  if (recorded.octets === 0) return seen.body === "";
  if (!hasSameChunks(recorded, seen)) return false;
  const type = recorded.fields.find(([name]) => name === "Content-Type")?.[1] ?? "";
  // HTML, XML, plain texts, pictures and the tea are our own; that there is some content is all that is compared.
  if (/^(?:text|image)\/|xml|^$/.test(type)) return seen.body !== "";
  if (recorded.text !== undefined) return unvarying(recorded.text) === unvarying(seen.body);
  return createHash("sha256").update(seen.body, "latin1").digest("hex") === recorded.sha256;
}

function hasSameChunks(recorded: RecordedResponse, seen: SeenResponse): boolean {
  const known = recorded.chunks?.filter((size) => size !== "...");
  return known === undefined || same(known, seen.chunks?.slice(0, known.length));
}

function unvarying(text: string): string {
  return text.replace(
    /"uuid": "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"/,
    '"uuid": "…"',
  );
}

function decode(body: string, coding: string | undefined): string {
  const octets = Buffer.from(body, "latin1");
  if (coding === "gzip") return gunzipSync(octets).toString();
  return (coding === "br" ? brotliDecompressSync(octets) : inflateSync(octets)).toString();
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a, sortedKeys) === JSON.stringify(b, sortedKeys);
}

function sortedKeys(_: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
