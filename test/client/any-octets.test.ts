import fc from "fast-check";
import { expect, test } from "vitest";
import { ConnectionResetError, HTTPException, TimeoutError } from "../../src/client/index.ts";
import { octets } from "../wire/support.ts";
import { exchangeInMemory, shown } from "./memory-peer.ts";

/** Pieces of which responses, and what is nearly one, are made. */
const fragments = fc.constantFrom(
  ..."HTTP/1.1 200 OK|HTTP/1.0 404|HTTP/1.1 100 Continue|HTTP/1.1 204 |HTTP/2.0 200 OK|Content-Length: 5|Content-Length: 0|content-length:6|Transfer-Encoding: chunked|Connection: close|Set-Cookie: a=1|A: b|hello|5|0|a;x=y| folded|\t|:| |\0|\xff".split(
    "|",
  ),
  "\r\n",
  "\r\n",
  "\r\n\r\n",
  "\n",
  "\r",
);
const reply = fc.oneof(
  { weight: 4, arbitrary: fc.array(fragments, { maxLength: 25 }).map((parts) => octets(parts.join(""))) },
  {
    weight: 4,
    arbitrary: fc
      .array(fragments, { maxLength: 15 })
      .map((parts) => octets(`HTTP/1.1 200 OK\r\n${parts.join("\r\n")}`)),
  },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }) },
);

function cut(whole: Uint8Array, sizes: readonly number[]): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = 0, turn = 0; at < whole.length; turn += 1) {
    const size = sizes[turn % sizes.length]!;
    pieces.push(whole.subarray(at, at + size));
    at += size;
  }
  return pieces;
}

test("any octets in any segmentation give a response or an error of the client, and always the same", async () => {
  const property = fc.asyncProperty(
    reply,
    fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 5 }),
    fc.constantFrom("GET", "HEAD", "POST"),
    fc.constantFrom("fin", "reset"),
    async (whole, sizes, method, end) => {
      const outcome = await exchangeInMemory(cut(whole, sizes), { method, end });
      if ("error" in outcome) {
        const { error } = outcome;
        const isOurs = [HTTPException, ConnectionResetError, TimeoutError].some(
          (type) => error instanceof type,
        );
        expect(isOurs, shown(outcome)).toBe(true);
      }
      expect(shown(outcome)).toBe(shown(await exchangeInMemory([whole], { method, end })));
    },
  );
  await fc.assert(property, { numRuns: 2000 });
});
