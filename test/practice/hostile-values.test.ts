// Every endpoint with values that nobody should send: an answer, and never the service's own failure.

import { describe, expect, test } from "vitest";
import { answer, answerRefusal, type Surroundings } from "../../src/practice/answer.ts";
import { routeGroups } from "../../src/practice/index.ts";
import { latin1Octets, latin1Text } from "../../src/practice/octets.ts";
import type { Refusal } from "../../src/practice/refusal.ts";
import { RequestReader } from "../../src/practice/request-reader.ts";
import { newMemory } from "../../src/practice/service-memory.ts";

const surroundings: Surroundings = {
  clientAddress: "127.0.0.1",
  serviceHost: "127.0.0.1:8080",
  isSecure: false,
  tls: undefined,
  peers: undefined,
  connection: { number: 1, clientPort: 50_000, requests: 0 },
  memory: newMemory(),
  stages: new Map(),
  now: () => new Date(),
};

const VALUES = [
  "",
  "0",
  "-1",
  "1.5",
  "NaN",
  "1e309",
  "x",
  "%C3%A9",
  "%F0%9F%A6%8A",
  "%ff",
  "%zz",
  "%00",
  "%0d%0aX:%201",
  "%22%5C%3B%2C",
  "a%2Fb",
  "..",
  "__proto__",
  "%3Cb%3E",
  "9".repeat(400),
  "*",
  "=",
  "W/%22a%22",
];

// Every name that any endpoint reads, and one that none does.
const NAMES = [
  "absolute",
  "answer",
  "chunk_size",
  "code",
  "count",
  "cut",
  "delay",
  "duration",
  "failure_rate",
  "failures",
  "framing",
  "numbytes",
  "require-cookie",
  "retry_after",
  "seed",
  "show_env",
  "status_code",
  "url",
  "X-Other",
];

const FIELDS = [
  "Accept",
  "Accept-Encoding",
  "Authorization",
  "Cookie",
  "If-Match",
  "If-None-Match",
  "If-Range",
  "Range",
];

const endpoints = routeGroups
  .flatMap(({ routes }) => routes)
  .filter(({ path }) => !path.startsWith("/fault/"));

describe.each(endpoints)("$path", ({ path, methods }) => {
  const method = methods === "any" ? "POST" : (methods[0] ?? "GET");

  test("values in the path", () => {
    for (const value of VALUES) expectAnswer(method, path.replace(/\{[^}]*\}/g, value || "%20"), []);
  });

  test("values in the query, one name at a time and all together", () => {
    const known = path
      .replace(/\{n\}|\{offset\}|\{seconds\}|\{codes\}/g, "200")
      .replace("/delay/200", "/delay/0");
    for (const value of VALUES) {
      const queries = [
        ...NAMES.map((name) => `${name}=${value}`),
        NAMES.map((name) => `${name}=${value}`).join("&"),
      ];
      for (const query of queries) expectAnswer(method, `${known}?${query}`.replace(/\{[^}]*\}/g, "x"), []);
    }
  });

  test("values in the fields", () => {
    const target = path.replace(/\{seconds\}/, "0").replace(/\{[^}]*\}/g, "7");
    for (const value of VALUES) {
      const decoded = value
        .replace(/%(?:00|0d|0a)/gi, " ")
        .replace(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
      for (const prefix of ["", "Digest ", "bytes=", "Basic ", "a="]) {
        expectAnswer(
          method,
          target,
          FIELDS.map((name) => `${name}: ${prefix}${decoded}`),
        );
      }
    }
  });
});

/** In memory: the octets that a service would send first. */
function expectAnswer(method: string, target: string, fields: readonly string[]): void {
  const head = [`${method} ${target} HTTP/1.1`, "Host: x", ...fields, "", ""].join("\r\n");
  const octets = latin1Text(firstOctets(head));
  const mayBe500 = /^\/(?:status\/|unstable)/.test(target);
  expect(octets, head).toMatch(mayBe500 ? /^HTTP\/1\.1 \d{3} / : /^HTTP\/1\.1 (?!500)\d{3} /);
  expect(octets.split("\r\n\r\n", 1)[0], head).not.toMatch(/\r\nX: 1/);
}

function firstOctets(head: string): Uint8Array {
  const reader = new RequestReader();
  reader.push(latin1Octets(head));
  const event = reader.next();
  const { steps } =
    event?.kind === "request"
      ? answer(event.request, surroundings)
      : answerRefusal((event as { refusal: Refusal }).refusal, "GET", surroundings);
  for (const step of steps) if ("send" in step) return step.send;
  throw new Error(`Nothing is sent in answer to ${head}`);
}
