// What the recorded exchanges do not show, or show only once: rules of httpbin's endpoints, and where ours differ.

import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type PracticeService, startPractice } from "../../../src/practice/index.ts";
import { field, type RawResponse, request } from "../raw-client.ts";

let practice: PracticeService;
beforeAll(async () => {
  practice = await startPractice();
});
afterAll(() => practice.close());

const get = (path: string, fields: readonly string[] = []) => request(practice.port, `GET ${path}`, fields);
const all = ({ fields }: RawResponse, name: string) =>
  fields.filter(([other]) => other === name).map(([, value]) => value);

describe("redirects", () => {
  test.each([
    ["/redirect/3", "/relative-redirect/2"],
    ["/redirect/1", "/get"],
    ["/redirect/3?absolute=TRUE", "http://localhost/absolute-redirect/2"],
    ["/absolute-redirect/1", "http://localhost/get"],
    ["/redirect-to?url=a/b", "a/b"],
    ["/redirect-to?url=", ""],
    ["/redirect-to?url=//127.0.0.1:8080/x", "//127.0.0.1:8080/x"],
    ["/redirect-to?url=http://[::1]:8080/", "http://[::1]:8080/"],
    ["/redirect-to?url=http://a.localhost/", "http://a.localhost/"],
    ["/redirect-to?url=/a%20%22%3C%C3%A9%2520", "/a%20%22%3C%C3%A9%20"],
    ["/redirect-to?url=HTTP://user@localhost:-1/", "HTTP://user@localhost:-1/"],
    // A browser would take a backslash for a slash, and the rest for a host.
    ["/redirect-to?url=/%5Cexample.com/", "/%5Cexample.com/"],
    ["/redirect-to?Url=/get&STATUS_CODE=307", "/get"],
  ])("%s to %s", async (path, location) => {
    expect(field(await get(path), "Location")).toBe(location);
  });

  test("absolute ones are https where the proxy in front is", async () => {
    const response = await get("/absolute-redirect/2", ["X-Forwarded-Proto: https"]);
    expect(field(response, "Location")).toBe("https://localhost/absolute-redirect/1");
  });

  test.each([
    "/redirect/0",
    "/redirect/1001",
    "/redirect-to",
    "/redirect-to?url=http://example.com/",
    "/redirect-to?url=//example.com/",
    "/redirect-to?url=https://127.0.0.1.example.com/",
    "/redirect-to?url=http://127.0.0.1@example.com/",
    "/redirect-to?url=///example.com/",
    "/redirect-to?url=http:///example.com/",
    "/redirect-to?url=http://[::1]:80@example.com/",
    "/redirect-to?url=http:example.com",
    "/redirect-to?url=ftp://127.0.0.1/",
    "/redirect-to?url=javascript:alert(1)",
    "/redirect-to?url=/a%0d%0aX:1",
    "/redirect-to?url=/get&status_code=x",
  ])("%s is refused", async (path) => {
    expect((await get(path)).statusLine).toBe("HTTP/1.1 400 Bad Request");
  });
});

describe("cookies", () => {
  test("the first of several counts, values are unquoted as Python quotes them", async () => {
    const { body } = await get("/cookies", [
      'Cookie: a=1; a=2;b = "x\\054\\303\\251\\"" ;c;=d; e=f=g; u=\xc3\xa9',
    ]);
    expect(JSON.parse(body).cookies).toEqual({ a: "1", b: 'x,é"', c: "", e: "f=g", u: "é" });
  });

  test("set: one for each name, quoted where need be", async () => {
    const response = await get("/cookies/set?b=1&a=x%20y&b=2&c=%22%5C%2C&d=%E2%82%AC");
    expect(all(response, "Set-Cookie")).toEqual([
      "b=1; Path=/",
      'a="x y"; Path=/',
      'c="\\"\\\\\\054"; Path=/',
      'd="\\342\\202\\254"; Path=/',
    ]);
    expect(field(response, "Location")).toBe("/cookies");
  });

  test("what was set comes back as it was", async () => {
    const value = 'é "\\;,=\t\r\n~';
    const set = await get(`/cookies/set/a/${encodeURIComponent(value)}`);
    const cookie = field(set, "Set-Cookie")?.replace(/; Path=\/$/, "");
    expect(JSON.parse((await get("/cookies", [`Cookie: ${cookie}`])).body).cookies).toEqual({ a: value });
  });

  test("Secure through https", async () => {
    const response = await get("/cookies/set?a=1", ["X-Forwarded-Proto: https"]);
    expect(field(response, "Set-Cookie")).toBe("a=1; Secure; Path=/");
  });

  test.each(["/cookies/set?a%0d%0a=1", "/cookies/set?=1", "/cookies/delete?a%20b"])(
    "%s is refused",
    async (path) => {
      expect((await get(path)).statusLine).toBe("HTTP/1.1 400 Bad Request");
    },
  );
});

describe("authentication", () => {
  const basic = (pair: string) => `Authorization: bAsIc ${Buffer.from(pair).toString("base64")}`;

  test.each([
    ["/basic-auth/user/pass", "user:pass", 200],
    ["/basic-auth/user/pa%3Ass", "user:pa:ss", 200],
    ["/basic-auth/us%C3%A9r/p%C3%A4ss", "usér:päss", 200],
    ["/basic-auth/user/pass", "user:pass ", 401],
    ["/basic-auth/user/pass", "user", 401],
    ["/hidden-basic-auth/user/pass", "user:pass", 200],
    ["/hidden-basic-auth/user/pass", "user:x", 404],
  ])("%s with %s gets %i", async (path, pair, status) => {
    const response = await get(path, [basic(pair)]);
    expect(response.statusLine).toContain(` ${status} `);
    expect(field(response, "WWW-Authenticate")).toBe(status === 401 ? 'Basic realm="Fake Realm"' : undefined);
  });

  test.each([
    ["Bearer a.b-c", 200],
    ["Bearer a b", 200],
    ["bearer a", 401],
    ["Bearer", 401],
  ])("Authorization: %s gets %i", async (value, status) => {
    expect((await get("/bearer", [`Authorization: ${value}`])).statusLine).toContain(` ${status} `);
  });
});

describe("content codings", () => {
  test.each([
    ["/gzip", "gzip", "gzipped", gunzipSync],
    ["/deflate", "deflate", "deflated", inflateSync],
    ["/brotli", "br", "brotli", brotliDecompressSync],
  ])("%s", async (path, coding, member, decode) => {
    const response = await get(path, ["Accept-Encoding: identity"]);
    expect(field(response, "Content-Encoding")).toBe(coding);
    const echo = JSON.parse(decode(Buffer.from(response.body, "latin1")).toString());
    expect(Object.keys(echo)).toEqual([member, "headers", "method", "origin"].sort());
    expect(echo).toMatchObject({ [member]: true, method: "GET" });
  });
});

describe("/negotiate", () => {
  test.each([
    [[], "identity"],
    [["Accept-Encoding:"], "identity"],
    [["Accept-Encoding: gzip"], "gzip"],
    [["Accept-Encoding: deflate, gzip, br"], "br"],
    [["Accept-Encoding: br;q=0.5, GZIP;q=0.8, deflate;q=0.801"], "deflate"],
    [["Accept-Encoding: *"], "br"],
    [["Accept-Encoding: *;q=0.5, identity"], "identity"],
    [["Accept-Encoding: br;q=0, *"], "gzip"],
    [["Accept-Encoding: zstd", "Accept-Encoding: gzip ; q=0.1"], "gzip"],
    [["Accept-Encoding: zstd"], "identity"],
    [["Accept-Encoding: gzip;q=0"], "identity"],
  ])("%j gets %s", async (fields, coding) => {
    const response = await get("/negotiate", fields);
    expect(field(response, "Content-Encoding") ?? "identity").toBe(coding);
    expect(field(response, "Vary")).toBe("Accept-Encoding");
    const octets = Buffer.from(response.body, "latin1");
    const decode =
      { br: brotliDecompressSync, gzip: gunzipSync, deflate: inflateSync }[coding] ??
      ((text: Buffer) => text);
    expect(JSON.parse(decode(octets).toString()).coding).toBe(coding);
  });

  test.each([
    ["*;q=0", 406],
    ["identity;q=0, zstd", 406],
    ["gzip;q=2", 400],
    ["gzip;q=0.1234", 400],
    ["gzip br", 400],
  ])("Accept-Encoding: %s gets %i", async (value, status) => {
    const { statusLine } = await get("/negotiate", [`Accept-Encoding: ${value}`]);
    expect(statusLine).toContain(` ${status} `);
  });
});

describe("/image", () => {
  test.each([
    [[], "image/png"],
    [["Accept: image/*"], "image/png"],
    [["Accept: text/html, image/JPEG;q=0.1, image/png"], "image/jpeg"],
    [["Accept: image/svg+xml, image/webp"], "image/webp"],
  ])("%j gets %s", async (fields, type) => {
    expect(field(await get("/image", fields), "Content-Type")).toBe(type);
  });

  test.each([
    ["png", /^\x89PNG\r\n\x1a\n[\s\S]*IEND\xaeB`\x82$/],
    ["jpeg", /^\xff\xd8\xff[\s\S]*\xff\xd9$/],
    ["webp", /^RIFF[\s\S]{4}WEBPVP8/],
    ["svg", /^<svg [\s\S]*<\/svg>\n$/],
  ])("/image/%s is one", async (format, pattern) => {
    expect((await get(`/image/${format}`)).body).toMatch(pattern);
  });
});

describe("small ones", () => {
  test.each([
    ["SFRUUCBieSBoYW5k", "HTTP by hand"],
    ["4pyTIC8_", "✓ /?"],
    ["4pyTIC8%2F", "✓ /?"],
    ["YQ==YQ==", "a"],
    ["%21%21", ""],
  ])("/base64/%s", async (value, text) => {
    const { statusLine, body } = await get(`/base64/${value}`);
    expect([statusLine, Buffer.from(body, "latin1").toString()]).toEqual(["HTTP/1.1 200 OK", text]);
  });

  test.each(["YQ", "Y", "YQ=", "gP8="])("/base64/%s is refused", async (value) => {
    expect(JSON.parse((await get(`/base64/${value}`)).body)).toMatchObject({ status_code: 400 });
  });

  test("/links/{n}/{offset}", async () => {
    expect((await get("/links/3/1")).body).toContain(
      "<a href='/links/3/0'>0</a> 1 <a href='/links/3/2'>2</a> </body>",
    );
    expect((await get("/links/201/0")).body.match(/<a /g)).toHaveLength(199);
  });

  test("/uuid is another one each time", async () => {
    const uuids = [(await get("/uuid")).body, (await get("/uuid")).body];
    expect(uuids[0]).toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/);
    expect(uuids[0]).not.toBe(uuids[1]);
  });

  test("/bytes without a seed are other octets each time", async () => {
    expect((await get("/bytes/32")).body).not.toBe((await get("/bytes/32")).body);
    expect((await get("/bytes/32?seed=x")).statusLine).toContain(" 400 ");
  });

  test("/delay caps at 10 seconds what is beyond, and reads 1e-2", async () => {
    expect(JSON.parse((await get("/delay/1e-2?a=1")).body)).toMatchObject({ args: { a: "1" }, data: "" });
  });

  test("/sse and /jsonl: an event a chunk", async () => {
    const sse = await get("/sse?count=2&duration=20ms");
    expect(field(sse, "Content-Type")).toBe("text/event-stream");
    expect(sse.body).toMatch(
      /^[0-9a-f]+\r\nevent: ping\ndata: \{"id": 0, "timestamp": \d{13}\}\n\n\r\n[0-9a-f]+\r\nevent: ping\ndata: \{"id": 1, .*\}\n\n\r\n0\r\n\r\n$/,
    );
    const lines = await get("/jsonl?count=2&duration=0");
    expect(lines.body).toMatch(
      /^[0-9a-f]+\r\n\{"id": 0, .*\}\n\r\n[0-9a-f]+\r\n\{"id": 1, .*\}\n\r\n0\r\n\r\n$/,
    );
  });

  test("/etag: weak tags, lists and *", async () => {
    const statusOf = async (...fields: string[]) => (await get("/etag/abc", fields)).statusLine.split(" ")[1];
    expect(await statusOf('If-None-Match: "x", W/"abc"')).toBe("304");
    expect(await statusOf("If-None-Match: *")).toBe("304");
    expect(await statusOf('If-None-Match: "x"')).toBe("200");
    expect(await statusOf('If-Match: "x", "abc"')).toBe("200");
    expect(await statusOf('If-Match: "x"')).toBe("412");
  });

  test("404 and 405 are pages that cannot be written by whoever asks", async () => {
    const missing = await get("/<script>alert(1)</script>");
    expect(missing.statusLine).toBe("HTTP/1.1 404 Not Found");
    expect(missing.body).not.toContain("<script>");
    expect(missing.body).toContain("&#60;script&#62;");
  });
});
