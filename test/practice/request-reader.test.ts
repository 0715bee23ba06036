import { describe, expect, test } from "vitest";
import { latin1Octets, latin1Text } from "../../src/practice/octets.ts";
import { RequestReader } from "../../src/practice/request-reader.ts";

/** What came of the octets: requests in short, refusals by status code, and `"end"`. */
function read(pieces: readonly string[]): string[] {
  const reader = new RequestReader();
  const events: string[] = [];
  const drain = () => {
    for (let event = reader.next(); event !== undefined; event = reader.next()) {
      if (event.kind === "refused") events.push(`${event.refusal.statusCode} ${event.refusal.message}`);
      else if (event.kind !== "request") events.push(event.kind);
      else {
        const { method, target, path, query, version, fields, body, octets } = event.request;
        const parts = [method, target, path, query, version, fields, latin1Text(body), latin1Text(octets)];
        events.push(JSON.stringify(parts));
      }
      if (event.kind === "end" || event.kind === "refused") return;
    }
  };
  for (const piece of pieces) {
    reader.push(latin1Octets(piece));
    drain();
  }
  if (!events.some((event) => event === "end" || /^\d/.test(event))) {
    reader.end();
    drain();
  }
  return events;
}

function seen(
  head: string,
  method: string,
  target: string,
  fields: [string, string][],
  body = "",
  framed = body,
): string {
  const [path = "", query = ""] = target.split("?");
  return JSON.stringify([method, target, path, query, "HTTP/1.1", fields, body, head + framed]);
}

const GET = "GET /get?a=1 HTTP/1.1\r\nhost:  x \t\r\n\r\n";
const gotGet = seen(GET, "GET", "/get?a=1", [["host", "x"]]);
const POST = "POST /post HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\n";
const gotPost = seen(
  POST,
  "POST",
  "/post",
  [
    ["Host", "x"],
    ["Content-Length", "4"],
  ],
  "\r\n\xe9a",
);
const CHUNKED = "POST /post HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: Chunked\r\n\r\n";
const CHUNKS = '4\r\nab\r\n\r\n0002;name="a b"\r\ncd\r\n0\r\nX-Trailer: t\r\n\r\n';
const gotChunked = seen(
  CHUNKED,
  "POST",
  "/post",
  [
    ["Host", "x"],
    ["Transfer-Encoding", "Chunked"],
  ],
  "ab\r\ncd",
  CHUNKS,
);
const EXPECT = "PUT /x HTTP/1.1\r\nHost: x\r\nExpect: 100-Continue\r\nContent-Length: 1\r\n\r\n";
const gotExpect = seen(
  EXPECT,
  "PUT",
  "/x",
  [
    ["Host", "x"],
    ["Expect", "100-Continue"],
    ["Content-Length", "1"],
  ],
  "!",
);

const readable: [title: string, octets: string, events: string[]][] = [
  ["a request without content", GET, [gotGet, "end"]],
  ["nothing", "", ["end"]],
  ["empty lines before a request-line", `\r\n\r\n${GET}`, [gotGet, "end"]],
  ["content by Content-Length, with CRLF and no UTF-8 in it", `${POST}\r\n\xe9a`, [gotPost, "end"]],
  ["content by chunks, with extension, leading zeros and trailer", CHUNKED + CHUNKS, [gotChunked, "end"]],
  [
    "three pipelined requests",
    `${POST}\r\n\xe9a${CHUNKED}${CHUNKS}${GET}`,
    [gotPost, gotChunked, gotGet, "end"],
  ],
  ["an expectation, before the content", `${EXPECT}!`, ["expects-continue", gotExpect, "end"]],
];

/** The request-line and fields that a server must refuse, and words of the reason. */
const refused: [title: string, octets: string, statusCode: number, words: string][] = [
  ["garbage", "NONSENSE\r\n\r\n", 400, 'request-line "NONSENSE"'],
  ["HTTP/0.9", "GET /\r\n", 400, "expected a method, a request-target"],
  ["a space in the target", "GET /a b HTTP/1.1\r\n\r\n", 400, "%20"],
  ["another major version", "GET / HTTP/2.0\r\n\r\n", 505, "HTTP/2.0"],
  ["a target without a slash", "GET get HTTP/1.1\r\nHost: x\r\n\r\n", 400, 'begin with "/"'],
  ["a target that is not ASCII", "GET /\xe9 HTTP/1.1\r\n", 400, "percent-encode"],
  ["CONNECT", "CONNECT x:443 HTTP/1.1\r\n", 501, "tunnel"],
  ["a method that is no token", "G@T / HTTP/1.1\r\n", 400, 'method "G@T"'],
  ["LF alone", "GET / HTTP/1.1\nHost: x\n\n", 400, "LF alone"],
  ["CR alone", "GET / HTTP/1.1\r\nHost: a\rb\r\n\r\n", 400, "CR without LF"],
  ["NUL in a field value", "GET / HTTP/1.1\r\nHost: x\r\nX: a\0b\r\n\r\n", 400, "0x00"],
  ["a TLS handshake", "\x16\x03\x01\x02\x00", 400, "https://"],
  ["no Host", "GET / HTTP/1.1\r\n\r\n", 400, "no Host"],
  ["two Hosts", "GET / HTTP/1.1\r\nHost: x\r\nhost: x\r\n\r\n", 400, "2 Host fields"],
  ["a Host with a path", "GET / HTTP/1.1\r\nHost: x/y\r\n\r\n", 400, 'Host "x/y"'],
  ["a space before the colon", "GET / HTTP/1.1\r\nHost : x\r\n\r\n", 400, "no space between"],
  ["a line without colon", "GET / HTTP/1.1\r\nHost\r\n\r\n", 400, "a colon"],
  ["line folding", "GET / HTTP/1.1\r\nHost: x\r\nA: b\r\n c\r\n\r\n", 400, "folding"],
  ["both lengths", `${CHUNKED.slice(0, -2)}Content-Length: 3\r\n\r\n`, 400, "only one may frame it"],
  ["two lengths", `${POST.slice(0, -2)}Content-Length: 4\r\n\r\n`, 400, '"4, 4"'],
  ["a signed length", POST.replace("4", "+4"), 400, '"+4"'],
  ["too long a length", POST.replace("4", "1048577"), 413, "1048576 octets"],
  ["a length of 400 digits", POST.replace("4", "9".repeat(400)), 413, "1048576 octets"],
  ["a bad chunk-size", `${CHUNKED}5g\r\n`, 400, 'chunk-size "5g"'],
  ["a signed chunk-size", `${CHUNKED}-5\r\n`, 400, 'chunk-size "-5"'],
  ["a huge chunk-size", `${CHUNKED}fffffffffffffffff\r\n`, 413, "1048576 octets"],
  ["a chunk longer than its size", `${CHUNKED}2\r\nabc\r\n`, 400, "goes on after its 2 octets"],
  ["an endless chunk extension", `${CHUNKED}1;${"x".repeat(1100)}`, 400, "chunk-size is longer"],
  ["an unknown transfer coding", CHUNKED.replace("Chunked", "gzip, chunked"), 501, "gzip"],
  ["a transfer coding that never ends", CHUNKED.replace("Chunked", "gzip"), 400, "chunked must come last"],
  ["chunked twice", CHUNKED.replace("Chunked", "chunked, chunked"), 400, "once"],
  ["chunks in HTTP/1.0", CHUNKED.replace("1.1", "1.0"), 400, "HTTP/1.0 has no"],
  ["the end inside the request-line", "GET / HT", 400, "ended inside the request-line"],
  ["the end before the empty line", "GET / HTTP/1.1\r\nHost: x\r\n", 400, "empty line"],
  ["the end inside the content", `${POST}ab`, 400, "after 2 of 4 octets"],
  ["the end inside the chunks", `${CHUNKED}2\r\nab\r\n`, 400, "last-chunk"],
];

describe.each(readable)("reads %s", (_, octets, events) => {
  test("whole", () => expect(read([octets])).toEqual(events));
  test("octet by octet", () => expect(read([...octets])).toEqual(events));
  test("cut at every octet", () => {
    for (let cut = 1; cut < octets.length; cut += 1) {
      expect(read([octets.slice(0, cut), octets.slice(cut)]), `cut after octet ${cut}`).toEqual(events);
    }
  });
});

describe.each(refused)("refuses %s", (_, octets, statusCode, words) => {
  const whole = read([octets]);
  test("and says why", () => {
    expect(whole).toHaveLength(1);
    expect(whole[0]).toMatch(new RegExp(`^${statusCode} `));
    expect(whole[0]).toContain(words);
  });
  test("the same octet by octet, and at every cut", () => {
    expect(read([...octets])).toEqual(whole);
    for (let cut = 1; cut < octets.length; cut += 1) {
      expect(read([octets.slice(0, cut), octets.slice(cut)]), `cut after octet ${cut}`).toEqual(whole);
    }
  });
  test("the same after a request that it can read", () => {
    expect(read([GET + octets])).toEqual([gotGet, ...whole]);
  });
});

describe("bounds", () => {
  test.each([
    ["a request-line of 8 KiB", `GET /${"a".repeat(8 * 1024)}`, 414],
    ["a field line that never ends", `GET / HTTP/1.1\r\nX: ${"a".repeat(16 * 1024)}`, 431],
    ["field lines that never end", `GET / HTTP/1.1\r\n${"X: y\r\n".repeat(3000)}`, 431],
    ["content in endless chunks", CHUNKED + `400\r\n${"x".repeat(1024)}\r\n`.repeat(1025), 413],
    ["chunk extensions beyond all measure", CHUNKED + `1;${"x".repeat(1000)}\r\nx\r\n`.repeat(9000), 413],
    ["trailers that never end", `${CHUNKED}0\r\n${"X: y\r\n".repeat(3000)}`, 431],
  ])("refuses %s", (_, octets, statusCode) => {
    expect(read([octets])).toEqual([expect.stringMatching(new RegExp(`^${statusCode} `))]);
  });

  test("reads a head of exactly 16 KiB, and no octet more", () => {
    const head = (octets: number) => {
      const start = "GET / HTTP/1.1\r\nHost: x\r\nX: ";
      return `${start}${"a".repeat(octets - start.length - 4)}\r\n\r\n`;
    };
    expect(read([head(16 * 1024)]).at(-1)).toBe("end");
    expect(read([head(16 * 1024 + 1)])).toEqual([expect.stringMatching(/^431 /)]);
  });

  test("reads content of exactly 1 MiB", () => {
    const content = "x".repeat(1024 * 1024);
    expect(read([POST.replace("4", String(content.length)) + content]).at(-1)).toBe("end");
  });
});

test("the absolute-form names its own authority", () => {
  const reader = new RequestReader();
  reader.push(latin1Octets("GET http://other:81?a=1#b HTTP/1.1\r\nHost: x\r\n\r\n"));
  const event = reader.next();
  expect(event).toMatchObject({ request: { authority: "other:81", path: "/", query: "a=1" } });
});
