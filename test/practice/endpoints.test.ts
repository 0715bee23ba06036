import { once } from "node:events";
import { Agent, get, request as httpRequest, type IncomingMessage } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type PracticeService, startPractice } from "../../src/practice/index.ts";
import { exchange, field, parseResponse, request } from "./raw-client.ts";

let practice: PracticeService;
beforeAll(async () => {
  practice = await startPractice();
});
afterAll(() => practice.close());

const FIELDS_OF_ALL = [
  "Access-Control-Allow-Credentials",
  "Access-Control-Allow-Origin",
  "Connection",
  "Date",
  "Server",
];

/**
 * Facts of exchanges with psf/httpbin 0.10.2: request, status code, names of the response's fields beside
 * those that every response has, and keys of the JSON.
 */
const recorded: [requestLine: string, statusCode: number, fields: string[], keys?: string[]][] = [
  ["GET /get", 200, ["Content-Length", "Content-Type"], ["args", "headers", "origin", "url"]],
  ["get /get", 200, ["Content-Length", "Content-Type"], ["args", "headers", "origin", "url"]],
  ["HEAD /get", 200, ["Content-Length", "Content-Type"]],
  ["POST /get", 405, ["Allow", "Content-Length", "Content-Type"]],
  ["HEAD /post", 405, ["Allow", "Content-Length", "Content-Type"]],
  ["GET /get/", 404, ["Content-Length", "Content-Type"]],
  ["GET /headers", 200, ["Content-Length", "Content-Type"], ["headers"]],
  [
    "POST /post",
    200,
    ["Content-Length", "Content-Type"],
    ["args", "data", "files", "form", "headers", "json", "origin", "url"],
  ],
  [
    "OPTIONS /get",
    200,
    ["Access-Control-Allow-Methods", "Access-Control-Max-Age", "Allow", "Content-Length", "Content-Type"],
  ],
  ["GET /status/200", 200, ["Content-Length", "Content-Type"]],
  ["GET /status/204", 204, ["Content-Type"]],
  ["GET /status/205", 205, ["Content-Length", "Content-Type"]],
  ["GET /status/301", 301, ["Content-Length", "Location"]],
  ["GET /status/308", 308, ["Content-Length", "Content-Type"]],
  ["GET /status/399", 399, ["Content-Length", "Content-Type"]],
  ["HEAD /status/404", 404, ["Content-Length", "Content-Type"]],
  ["PUT /status/200", 200, ["Content-Length", "Content-Type"]],
  ["DELETE /status/204", 204, ["Content-Type"]],
  ["GET /status/999", 999, ["Content-Length", "Content-Type"]],
  ["GET /status/abc", 400, ["Content-Length", "Content-Type"]],
  ["GET /status/200.5", 400, ["Content-Length", "Content-Type"]],
  ["GET /status/", 404, ["Content-Length", "Content-Type"]],
  [
    "GET /response-headers?X-A=1&X-B=two",
    200,
    ["Content-Length", "Content-Type", "X-A", "X-B"],
    ["Content-Length", "Content-Type", "X-A", "X-B"],
  ],
  [
    "POST /response-headers?X-A=1",
    200,
    ["Content-Length", "Content-Type", "X-A"],
    ["Content-Length", "Content-Type", "X-A"],
  ],
  ["GET /encoding/utf8", 200, ["Content-Length", "Content-Type"]],
];

describe("answers as httpbin does", () => {
  test.each(recorded)("%s -> %i", async (requestLine, statusCode, fields, keys) => {
    const response = await request(practice.port, requestLine);
    expect(response.statusLine).toMatch(new RegExp(`^HTTP/1\\.1 ${statusCode} [A-Z]`));
    expect(response.fields.map(([name]) => name).sort()).toEqual([...FIELDS_OF_ALL, ...fields].sort());
    if (keys !== undefined) expect(Object.keys(JSON.parse(response.body))).toEqual(keys);
    const isWithoutContent = requestLine.startsWith("HEAD") || statusCode === 204;
    expect(response.body.length).toBe(isWithoutContent ? 0 : Number(field(response, "Content-Length")));
  });

  test("/get, octet for octet", async () => {
    const { body } = await request(practice.port, "GET /get?a=1&b=&a=%C3%A9+%2B&n=%FF&bad=%zz#frag", [
      "X_Under: 1",
      "x-dup: a",
      "X-Dup: b",
      "X-L: caf\xe9",
      "Via: 1.1 p",
      "X-Forwarded-For: 1.2.3.4, 5.6.7.8",
    ]);
    expect(body).toBe(`{
  "args": {
    "a": [
      "1",
      "\\u00e9 +"
    ],
    "b": "",
    "bad": "%zz",
    "n": "\\ufffd"
  },
  "headers": {
    "Connection": "close",
    "Host": "localhost",
    "X-Dup": "a,b",
    "X-L": "caf\\u00e9",
    "X-Under": "1"
  },
  "origin": "1.2.3.4, 5.6.7.8",
  "url": "http://localhost/get?a=1&b=&a=\\u00e9++&n=%FF&bad=%zz"
}
`);
  });

  test("a second question mark belongs to the query", async () => {
    const { body } = await request(practice.port, "GET /get??a=1");
    expect(JSON.parse(body)).toMatchObject({ args: { "?a": "1" }, url: "http://localhost/get??a=1" });
  });

  test("HEAD announces the length of GET's content", async () => {
    const [head, whole] = [
      await request(practice.port, "HEAD /json"),
      await request(practice.port, "GET /json"),
    ];
    expect(field(head, "Content-Length")).toBe(String(whole.body.length));
    expect(head.body).toBe("");
  });

  test("the origin of a script is let in", async () => {
    const response = await request(practice.port, "OPTIONS /get", [
      "Origin: http://a.example",
      "Access-Control-Request-Headers: X-A, X-B",
    ]);
    expect(field(response, "Access-Control-Allow-Origin")).toBe("http://a.example");
    expect(field(response, "Access-Control-Allow-Headers")).toBe("X-A, X-B");
    expect(field(response, "Allow")).toBe("GET, HEAD, OPTIONS");
  });
});

describe("/post", () => {
  const MULTIPART =
    '--XBOUNDX\r\nContent-Disposition: form-data; name="field"\r\n\r\nvalue\r\n--XBOUNDX\r\n' +
    'Content-Disposition: form-data; name="up"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\nhello file\r\n' +
    '--XBOUNDX\r\nContent-Disposition: form-data; name="bin"; filename="b"\r\nContent-Type: image/png\r\n\r\n\x81\r\n\xff\r\n' +
    '--XBOUNDX\r\nContent-Disposition: form-data; name="up"; filename="c.txt"\r\n\r\na second file of that name\r\n' +
    "--XBOUNDX--\r\n";
  const nothing = { data: "", files: {}, form: {}, json: null };
  // Contents and what httpbin made of them.
  test.each([
    ["nothing", "", "", nothing],
    [
      "a form",
      "application/x-www-form-urlencoded",
      "a=1&b=two&a=3&c=+%2B&d",
      { ...nothing, form: { a: ["1", "3"], b: "two", c: " +", d: "" } },
    ],
    ["a form without its type", "", "a=1", { ...nothing, data: "a=1" }],
    ["JSON", "application/json; charset=utf-8", '{"a":1}', { ...nothing, data: '{"a":1}', json: { a: 1 } }],
    ["JSON of another type", "text/plain", "42", { ...nothing, data: "42", json: 42 }],
    ["broken JSON", "application/json", '{"a":', { ...nothing, data: '{"a":' }],
    [
      "octets",
      "image/png",
      "\x00\x01\x02\x81\xff",
      { ...nothing, data: "data:application/octet-stream;base64,AAECgf8=" },
    ],
    [
      "multipart",
      "multipart/form-data; boundary=XBOUNDX",
      MULTIPART,
      {
        ...nothing,
        form: { field: "value" },
        files: { up: "hello file", bin: "data:image/png;base64,gQ0K/w==" },
      },
    ],
    ["multipart without boundary", "multipart/form-data", MULTIPART, nothing],
    ["multipart cut short", "multipart/form-data; boundary=XBOUNDX", MULTIPART.slice(0, -20), nothing],
  ])("%s", async (_, type, body, expected) => {
    const fields = type === "" ? [] : [`Content-Type: ${type}`];
    const { data, files, form, json } = JSON.parse(
      (await request(practice.port, "POST /post", fields, body)).body,
    );
    expect({ data, files, form, json }).toEqual(expected);
  });

  test("numbers keep their digits", async () => {
    const { body } = await request(practice.port, "POST /post", [], "[12345678901234567890,1.0]");
    expect(body).toContain("    12345678901234567890,\n    1.0\n");
  });

  test("chunks, which the headers tell of", async () => {
    const answer = await exchange(
      practice.port,
      "POST /post HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n" +
        "5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n",
    );
    const echo = JSON.parse(parseResponse(answer).body);
    expect(echo.data).toBe("hello world");
    expect(echo.headers["Transfer-Encoding"]).toBe("chunked");
  });
});

describe("/status/{code}", () => {
  test("401 and 407 carry a challenge", async () => {
    expect(field(await request(practice.port, "GET /status/401"), "WWW-Authenticate")).toBe(
      'Basic realm="Fake Realm"',
    );
    expect(field(await request(practice.port, "GET /status/407"), "Proxy-Authenticate")).toBe(
      'Basic realm="Fake Realm"',
    );
  });

  test("418 pours tea, 406 names what there is", async () => {
    const teapot = await request(practice.port, "GET /status/418");
    expect(teapot.statusLine).toBe("HTTP/1.1 418 I'm a Teapot");
    expect(teapot.body).toContain("short");
    expect(JSON.parse((await request(practice.port, "GET /status/406")).body).accept).toContain("image/png");
  });

  test("a 1xx goes ahead of the final response", async () => {
    const answer = await exchange(
      practice.port,
      "GET /status/103 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    );
    expect(answer).toMatch(/^HTTP\/1\.1 103 Early Hints\r\n\r\nHTTP\/1\.1 200 OK\r\n/);
  });

  test("but never to HTTP/1.0, and 101 to nobody", async () => {
    expect(await exchange(practice.port, "GET /status/103 HTTP/1.0\r\n\r\n")).toMatch(
      /^HTTP\/1\.0 200 OK\r\n/,
    );
    expect((await request(practice.port, "GET /status/101")).statusLine).toContain(" 400 ");
  });

  test.each(["099", "99", "1000", "-1", "0", "20O", "%00", "200,foo", "200:x,503", "200:0"])(
    "%s is refused with a reason",
    async (code) => {
      const response = await request(practice.port, `GET /status/${code}`);
      expect(response.statusLine).toBe("HTTP/1.1 400 Bad Request");
      expect(JSON.parse(response.body)).toMatchObject({
        status_code: 400,
        detail: expect.stringMatching(/100 to 999|weights are 0/),
      });
    },
  );
});

describe("/response-headers", () => {
  test("repeated names stay apart, in wire order", async () => {
    const { fields, body } = await request(
      practice.port,
      "GET /response-headers?Set-Cookie=a%3D1&X=y&set-cookie=b%3D2",
    );
    expect(fields.slice(-5, -2)).toEqual([
      ["Set-Cookie", "a=1"],
      ["X", "y"],
      ["set-cookie", "b=2"],
    ]);
    expect(JSON.parse(body)["Set-Cookie"]).toEqual(["a=1", "b=2"]);
    expect(JSON.parse(body)["Content-Length"]).toBe(String(body.length));
  });

  test("the JSON tells a Content-Type that was added", async () => {
    const { fields, body } = await request(practice.port, "GET /response-headers?Content-Type=text/plain");
    expect(fields.filter(([name]) => name === "Content-Type")).toHaveLength(2);
    expect(JSON.parse(body)).toEqual({
      "Content-Length": "95",
      "Content-Type": ["application/json", "text/plain"],
    });
  });

  test("the service's own Server and Date give way", async () => {
    const { fields } = await request(practice.port, "GET /response-headers?Date=x&Server=y");
    expect(fields.filter(([name]) => name === "Date" || name === "Server")).toEqual([
      ["Date", "x"],
      ["Server", "y"],
    ]);
  });

  test("a value is ISO-8859-1 on the wire", async () => {
    expect(field(await request(practice.port, "GET /response-headers?X-A=%C3%A9"), "X-A")).toBe("\xe9");
  });

  test("a second length makes the response the last", async () => {
    const answer = await exchange(
      practice.port,
      "GET /response-headers?Content-Length=5 HTTP/1.1\r\nHost: x\r\n\r\n",
    );
    expect(answer).toContain("\r\nConnection: close\r\n");
    expect(answer).toContain("\r\nContent-Length: 86\r\nContent-Length: 5\r\n");
  });

  test.each(["X=a%0d%0ab", "X=%00", "X%0d%0aY=1", "=1", "a%20b=1", "X=%E2%82%AC", "X=%7F"])(
    "%s is refused",
    async (query) => {
      const response = await request(practice.port, `GET /response-headers?${query}`);
      expect(response.statusLine).toBe("HTTP/1.1 400 Bad Request");
      expect(JSON.parse(response.body).detail).toMatch(/^Cannot send the field (name|value)/);
    },
  );
});

describe("documents", () => {
  test("/encoding/utf8 has characters of two, three and four octets", async () => {
    const { fields, body } = await request(practice.port, "GET /encoding/utf8");
    expect(fields).toContainEqual(["Content-Type", "text/html; charset=utf-8"]);
    const text = new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(body, "latin1"));
    const lengths = new Set([...text].map((character) => Buffer.byteLength(character)));
    expect([...lengths].sort()).toEqual([1, 2, 3, 4]);
  });

  test("/encoding/latin1 is not UTF-8", async () => {
    const { fields, body } = await request(practice.port, "GET /encoding/latin1");
    expect(fields).toContainEqual(["Content-Type", "text/plain; charset=ISO-8859-1"]);
    for (const character of "éüß") expect(body).toContain(character);
    expect(() => new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(body, "latin1"))).toThrow();
  });

  test("/ lists every endpoint and fault with a command", async () => {
    const { body } = await request(practice.port, "GET /");
    for (const path of ["/status/404", "/dump/request"]) {
      expect(body).toContain(`curl -i http://localhost${path}`);
    }
    expect(body).toContain("curl -i -m 5 http://localhost/fault/never-answers");
    expect(body).toMatch(/^[\n\x20-\x7e]*$/);
  });
});

test("/dump/request gives back the very octets", async () => {
  const octets =
    "pOsT /dump/request?x HTTP/1.1\r\nhOsT:localhost\r\nX:  a \xe9\t\r\nconnection: close\r\n" +
    'Transfer-Encoding: chunked\r\n\r\n03;x="y"\r\na\xffb\r\n0\r\nTrailer-X: 1\r\n\r\n';
  expect(parseResponse(await exchange(practice.port, octets)).body).toBe(octets);
});

describe("refusals", () => {
  test.each([
    ["garbage", "NONSENSE\r\n\r\n", "400 Bad Request", "NONSENSE"],
    ["no Host", "GET /get HTTP/1.1\r\n\r\n", "400 Bad Request", "no Host"],
    [
      "both lengths",
      "POST /post HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
      "400 Bad Request",
      "section 6.3",
    ],
    [
      "a bad chunk-size",
      "POST /post HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
      "400 Bad Request",
      '"zz"',
    ],
    [
      "too long a head",
      `GET / HTTP/1.1\r\nX: ${"x".repeat(20_000)}\r\n\r\n`,
      "431 Request Header Fields Too Large",
      "octets",
    ],
    ["too long a target", `GET /${"x".repeat(9000)} HTTP/1.1\r\n\r\n`, "414 URI Too Long", "octets"],
    [
      "too much content",
      "POST /post HTTP/1.1\r\nHost: x\r\nContent-Length: 8000000\r\n\r\n",
      "413 Content Too Large",
      "octets",
    ],
  ])("%s: a reason in JSON, then the end", async (_, octets, status, words) => {
    const response = parseResponse(await exchange(practice.port, octets));
    expect(response.statusLine).toBe(`HTTP/1.1 ${status}`);
    expect(field(response, "Connection")).toBe("close");
    expect(JSON.parse(response.body).detail).toContain(words);
  });

  test("HEAD gets no content, even then", async () => {
    const response = parseResponse(await exchange(practice.port, "HEAD /get HTTP/1.1\r\n\r\n"));
    expect(response).toMatchObject({ statusLine: "HTTP/1.1 400 Bad Request", body: "" });
  });

  test("nested beyond measure is no JSON, and harms nobody", async () => {
    const { body } = await request(
      practice.port,
      "POST /post",
      [],
      "[".repeat(100_000) + "]".repeat(100_000),
    );
    expect(JSON.parse(body).json).toBeNull();
  });
});

describe("node:http, a peer that nobody here wrote", () => {
  test("reuses one connection for several requests", async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const before = practice.connections.length;
    for (const path of [
      "/get",
      "/status/204",
      "/json",
      "/fault/mixed-case-fields",
      "/fault/split-character",
    ]) {
      const [response] = (await once(get(`${practice.url}${path}`, { agent }), "response")) as [
        IncomingMessage,
      ];
      await response.resume().toArray();
      expect(response.complete).toBe(true);
    }
    agent.destroy();
    expect(practice.connections.length - before).toBe(1);
    expect(practice.connections.at(-1)?.requests).toHaveLength(5);
  });

  test("waits for 100 Continue, and gets it", async () => {
    const outgoing = httpRequest(`${practice.url}/post`, {
      method: "POST",
      headers: { Expect: "100-continue" },
    });
    outgoing.flushHeaders();
    await once(outgoing, "continue");
    outgoing.end("späße");
    const [response] = (await once(outgoing, "response")) as [IncomingMessage];
    const echo = JSON.parse(Buffer.concat(await response.toArray()).toString());
    expect(echo.data).toBe("späße");
  });

  test("sees an interim response", async () => {
    const outgoing = get(`${practice.url}/status/103`);
    const [[information], [response]] = await Promise.all([
      once(outgoing, "information"),
      once(outgoing, "response"),
    ]);
    expect(information.statusCode).toBe(103);
    expect(response.resume().statusCode).toBe(200);
  });
});
