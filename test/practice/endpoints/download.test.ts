import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type PracticeService, startPractice } from "../../../src/practice/index.ts";
import { exchange, field, parseResponse, request } from "../raw-client.ts";

let practice: PracticeService;
beforeAll(async () => {
  practice = await startPractice();
});
afterAll(() => practice.close());

/** The content, stated once more: lines of 100 octets. */
function content(octets: number): string {
  let text = "";
  for (let place = 0; place < octets; place += 100) {
    text += `${String(place).padStart(15, "0")} octets came before this line `.padEnd(99, ".");
    text += "\n";
  }
  return text.slice(0, octets);
}

describe("/download/{n}", () => {
  test.each([1, 99, 100, 101, 99_999, 100_000, 100_001, 234_567])("of %i octets", async (octets) => {
    const response = await request(practice.port, `GET /download/${octets}`);
    expect(response.statusLine).toBe("HTTP/1.1 200 OK");
    expect(field(response, "Content-Length")).toBe(String(octets));
    expect(field(response, "ETag")).toBe(`"download-${octets}"`);
    expect(response.body).toBe(content(octets));
  });

  test.each([
    ["bytes=0-", 0, 250_000],
    ["bytes=0-0", 0, 1],
    ["bytes=99999-100000", 99_999, 100_001],
    ["bytes=150050-", 150_050, 250_000],
    ["bytes=249999-999999999", 249_999, 250_000],
    ["bytes=-1", 249_999, 250_000],
    ["bytes=-999999999", 0, 250_000],
  ])("%s", async (range, start, end) => {
    const response = await request(practice.port, "GET /download/250000", [`Range: ${range}`]);
    expect(response.statusLine).toBe("HTTP/1.1 206 Partial Content");
    expect(field(response, "Content-Range")).toBe(`bytes ${start}-${end - 1}/250000`);
    expect(field(response, "Content-Length")).toBe(String(end - start));
    expect(response.body).toBe(content(250_000).slice(start, end));
  });

  test.each(["bytes=100-", "bytes=100-200", "bytes=-0"])("%s of 100 octets: 416", async (range) => {
    const response = await request(practice.port, "GET /download/100", [`Range: ${range}`]);
    expect(response.statusLine).toBe("HTTP/1.1 416 Range Not Satisfiable");
    expect(field(response, "Content-Range")).toBe("bytes */100");
  });

  test.each(["bytes=5-4", "bytes=0-1,3-4", "lines=0-1", "bytes=a-b", "bytes=-", "bytes 0-1"])(
    "%s is no range for it: the whole",
    async (range) => {
      const response = await request(practice.port, "GET /download/100", [`Range: ${range}`]);
      expect(response.statusLine).toBe("HTTP/1.1 200 OK");
      expect(field(response, "Content-Range")).toBeUndefined();
      expect(response.body).toHaveLength(100);
    },
  );

  test.each([
    ['"download-100"', 206],
    ['W/"download-100"', 200],
    ['"download-99"', 200],
    ["Tue, 24 Nov 2026 18:00:00 GMT", 200],
  ])("If-Range: %s gets %i", async (tag, status) => {
    const fields = ["Range: bytes=50-", `If-Range: ${tag}`];
    expect((await request(practice.port, "GET /download/100", fields)).statusLine).toContain(` ${status} `);
  });

  test("cut closes after so many octets, and the rest can be had", async () => {
    const first = parseResponse(
      await exchange(practice.port, "GET /download/1000?cut=300 HTTP/1.1\r\nHost: x\r\n\r\n"),
    );
    expect(field(first, "Content-Length")).toBe("1000");
    expect(field(first, "Connection")).toBe("close");
    const second = await request(practice.port, "GET /download/1000?cut=700", ["Range: bytes=300-"]);
    expect(first.body + second.body).toBe(content(1000));
  });

  test("cut in chunks leaves the last chunk out", async () => {
    const { body } = await request(practice.port, "GET /download/1000?cut=300&framing=chunked");
    expect(body).toBe(`12c\r\n${content(300)}\r\n`);
  });

  test.each(["/download/0", "/download/1073741825", "/download/1?cut=-1", "/download/1?framing=close"])(
    "%s is refused",
    async (path) => {
      expect((await request(practice.port, `GET ${path}`)).statusLine).toBe("HTTP/1.1 400 Bad Request");
    },
  );
});

describe("/range/{n}", () => {
  test("comes in pieces, with pauses", async () => {
    const before = practice.connections.length;
    const { body } = await request(practice.port, "GET /range/26?chunk_size=10&duration=0.05");
    expect(body).toBe("abcdefghijklmnopqrstuvwxyz");
    const sent = practice.connections[before]?.transcript.filter(({ from }) => from === "server") ?? [];
    expect(sent.slice(1).map(({ octets }) => octets.length)).toEqual([10, 10, 6]);
  });

  test("If-Range with another entity-tag gets the whole, 416 none", async () => {
    const fields = ["Range: bytes=30-", 'If-Range: "range25"'];
    expect((await request(practice.port, "GET /range/26", fields)).statusLine).toBe("HTTP/1.1 200 OK");
    expect((await request(practice.port, "GET /range/26", fields.slice(0, 1))).statusLine).toContain(" 416 ");
  });

  test.each(["/range/0", "/range/102401"])("%s: 404", async (path) => {
    expect((await request(practice.port, `GET ${path}`)).statusLine).toBe("HTTP/1.1 404 Not Found");
  });
});
