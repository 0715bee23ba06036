import { describe, expect, test } from "vitest";
import { UsageError } from "../../src/runner/parse-command.ts";
import { parseWire, type WireCommand } from "../../src/runner/parse-wire.ts";

const CERTIFICATES = ["good", "expired", "notYetValid"];

type Exchange = Extract<WireCommand, { kind: "exchange" }>;

const practice = (certificate: string) => ({ kind: "practice", certificate });
const server = (scheme: string, authority: string) => ({ kind: "server", scheme, authority });

test("a method and a path ask a practice service", () => {
  expect(parseWire(["GET", "/get"], CERTIFICATES)).toEqual({
    kind: "exchange",
    method: "GET",
    target: "/get",
    to: { kind: "practice" },
    options: { fields: [], isChunked: false, version: 11, timeoutMs: 5000 },
  });
});

test.each<[words: string, expected: Partial<Exchange> | object]>([
  ["/get", { method: "GET", target: "/get" }],
  ["/post body x", { method: "POST", options: { body: "x" } }],
  ["get /get", { method: "get" }],
  ["/get HEAD", { method: "HEAD" }],
  ["OPTIONS *", { method: "OPTIONS", target: "*" }],
  ["GET https", { target: "/get", to: practice("good") }],
  ["GET /json https", { target: "/json", to: practice("good") }],
  ["GET /json https expired", { to: practice("expired") }],
  ["GET https NOTYETVALID", { to: practice("notYetValid") }],
  ["GET http://localhost:8080/get?a=b", { target: "/get?a=b", to: server("http", "localhost:8080") }],
  ["GET HTTPS://[::1]:8443", { target: "/", to: server("https", "[::1]:8443") }],
  ["GET http://a?b=c", { target: "/?b=c", to: server("http", "a") }],
  ["GET http://a/b#c", { target: "/b" }],
  ["GET /b#c", { target: "/b" }],
  ["POST /post body x chunked", { options: { body: "x", isChunked: true } }],
  ["POST /post body help", { options: { body: "help" } }],
  ["POST /post body /get", { target: "/post", options: { body: "/get" } }],
  ["GET /get version 1.0", { options: { version: 10 } }],
  ["GET /get version HTTP/1.1", { options: { version: 11 } }],
  ["GET /get timeout 200", { options: { timeoutMs: 200 } }],
  ["GET /get field A:b --field C:", { options: { fields: [["A", "b"], ["C", ""]] } }], // biome-ignore format: pairs
  ["GET https://a/ ca b.pem", { options: { caFile: "b.pem" } }],
  ["expired /get", { method: "expired" }],
])("%s", (words, expected) => {
  expect(parseWire(words.split(" "), CERTIFICATES)).toMatchObject(expected);
});

test("of a field, the whitespace around the value goes, and colons in it stay", () => {
  const { options } = parseWire(["GET", "/", "field", "Referer:  http://a:1/ "], CERTIFICATES) as Exchange;
  expect(options.fields).toEqual([["Referer", "http://a:1/"]]);
});

test.each([[[]], [["help"]], [["HELP"]], [["--help"]], [["-h"]]])("%j is help", (words) => {
  expect(parseWire(words, CERTIFICATES)).toEqual({ kind: "help" });
});

describe("what cannot be carried out is said, with what to type", () => {
  test.each<[words: string[], message: RegExp, next: RegExp]>([
    [["GET"], /what to ask for/, /npm run wire GET \/get.+http:\/\/localhost:8080\/get/],
    [["PUT", "body", "x"], /what to ask for/, /npm run wire PUT \/get/],
    [["GET", "/a", "/b"], /Cannot ask for "\/b" too/, /npm run wire GET \/b/],
    [["GET", "get"], /Cannot tell what "get"/, /begins with `\/`/],
    [["GET", "localhost:8080/get"], /Cannot tell/, /npm run wire GET http:\/\/localhost:8080\/get/],
    [["GET", "example.com"], /Cannot tell/, /http:\/\/example\.com/],
    [["GET", "C:/Program Files/Git/get"], /Cannot tell/, /two slashes/],
    [["GET", "/get", "-H", "A: b"], /Cannot tell what "-H"/, /field 'Name: value'/],
    [["GET", "/get", "expired"], /Cannot tell what "expired"/, /npm run wire help/],
    [["GET", "/get", "field"], /missing/, /field 'Accept: text\/html'/],
    [["GET", "/get", "field", "A"], /Cannot send the field "A"/, /in quotes/],
    [["GET", "/get", "field", "A B: c"], /Cannot send the field/, /in quotes/],
    [["GET", "/get", "field", "A: b\r\nC: d"], /in one line/, /in quotes/],
    [["GET", "/get", "field", "A: ✓"], /ISO-8859-1/, /in quotes/],
    [["GET", "/get", "timeout", "0"], /Cannot wait for "0"/, /timeout 20000/],
    [["GET", "/get", "timeout", "soon"], /Cannot wait/, /timeout 20000/],
    [["GET", "/get", "timeout"], /missing/, /timeout 20000/],
    [["GET", "/get", "version", "2"], /version "2"/, /version 1\.0/],
    [["GET", "/get", "ca", "a.pem"], /`ca` is for a URL/, /Leave it out/],
    [["GET", "https", "ca", "a.pem"], /`ca` is for a URL/, /Leave it out/],
    [["GET", "/get", "chunked"], /nothing to send/, /body 'Hello' chunked/],
    [["GET", "http://a/", "https"], /is for the practice service/, /begin the URL with `https:\/\/`/],
  ])("%j", (words, message, next) => {
    const error = refusal(() => parseWire(words, CERTIFICATES));
    expect(error.message).toMatch(message);
    expect(error.next).toMatch(next);
  });

  test.each([
    ["field", "A: b"],
    ["body", "true"],
    ["timeout", "true"],
    ["chunked", "true"],
  ])("npm took --%s", (name, value) => {
    const error = refusal(() => parseWire(["GET", "/get"], CERTIFICATES, { [`npm_config_${name}`]: value }));
    expect(error.message).toBe(`npm took --${name} for a setting of its own.`);
    expect(error.next).toMatch(new RegExp(`npm run wire GET /get .*${name}`));
  });
});

function refusal(act: () => unknown): UsageError {
  try {
    act();
  } catch (error) {
    if (error instanceof UsageError) return error;
    throw error;
  }
  throw new Error("Nothing was refused");
}
