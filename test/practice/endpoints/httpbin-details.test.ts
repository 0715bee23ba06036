// Details of httpbin that its recordings do not show, found by sending the same requests to both.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type PracticeService, startPractice } from "../../../src/practice/index.ts";
import { field, request } from "../raw-client.ts";

let practice: PracticeService;
beforeAll(async () => {
  practice = await startPractice();
});
afterAll(() => practice.close());

const get = (path: string, fields: readonly string[] = []) => request(practice.port, `GET ${path}`, fields);
const json = async (path: string, fields: readonly string[] = []) =>
  JSON.parse((await get(path, fields)).body);

describe("the url that is echoed", () => {
  test.each([
    ["//get", "/get"],
    ["/anything/%ff", "/anything/\ufffd"],
    ["/anything/a%25b%3F%C3%A9", "/anything/a%b%3Fé"],
    ["/get?a=%ff", "/get?a=%FF"],
    ["/get?a=%0d%26%3d%C3%A9", "/get?a=%0d%26%3dé"],
  ])("%s is shown as %s", async (path, shown) => {
    expect((await json(path)).url).toBe(`http://localhost${shown}`);
  });
});

describe("fields", () => {
  test("an empty Content-Type is not echoed, several User-Agents are joined", async () => {
    expect((await json("/headers", ["Content-Type:"])).headers).not.toHaveProperty("Content-Type");
    expect(await json("/user-agent", ["User-Agent: a", "User-Agent: b"])).toEqual({ "user-agent": "a,b" });
  });

  test("cookies of visitor statistics are shown with show_env alone", async () => {
    const cookie = ["Cookie: __utmz=1; x=2"];
    expect(await json("/cookies", cookie)).toEqual({ cookies: { x: "2" } });
    expect(await json("/cookies?show_env=1", cookie)).toEqual({ cookies: { __utmz: "1", x: "2" } });
  });

  test("OPTIONS tells what may cross origins also where nothing is", async () => {
    const response = await request(practice.port, "OPTIONS /nope", ["Access-Control-Request-Headers: X-A"]);
    expect(field(response, "Access-Control-Max-Age")).toBe("3600");
    expect(field(response, "Access-Control-Allow-Headers")).toBe("X-A");
  });

  test("an empty Accept is no missing one", async () => {
    expect((await get("/image", ["Accept:"])).statusLine).toContain(" 406 ");
  });
});

describe("parameters", () => {
  test("/bytes reads seed, /stream-bytes chunk_size in any letter case", async () => {
    expect((await get("/bytes/9?SEED=1")).body).toBe((await get("/bytes/9?seed=1")).body);
    expect((await get("/stream-bytes/9?Chunk_Size=9&Seed=1")).body).toMatch(/^9\r\n/);
  });

  test("numbers lose their leading zeros", async () => {
    expect(field(await get("/links/05"), "Location")).toBe("/links/5/0");
    expect(field(await get("/cache/007"), "Cache-Control")).toBe("public, max-age=7");
  });
});

describe("parts of multipart/form-data", () => {
  const post = async (part: string) => {
    const body = `--B\r\n${part}\r\n--B--\r\n`;
    const fields = ["Content-Type: multipart/form-data; boundary=B"];
    const { form, files } = JSON.parse((await request(practice.port, "POST /post", fields, body)).body);
    return { form, files };
  };

  test.each([
    ["name=\"a\"; filename*=UTF-8''%C3%A9\r\n\r\nv", {}, { a: "v" }],
    ["name*=UTF-8''%C3%A9\r\n\r\nv", { é: "v" }, {}],
    ['name = "a"\r\n\r\nv', { a: "v" }, {}],
    ['name="a\\b\\"c"\r\n\r\nv', { 'a\\b"c': "v" }, {}],
    ['name="a";\r\n filename="f"\r\n\r\nv', {}, { a: "v" }],
    ['name="a"\r\nno colon\r\n\r\nv', { a: "v" }, {}],
    ['name="a"\r\n\r\nx\r\n--Bx\r\ny', { a: "x\r\n--Bx\r\ny" }, {}],
    ['name="a"\r\nContent-Type: text/plain; charset=ISO-8859-1\r\n\r\n\xe9', { a: "é" }, {}],
  ])("%j", async (part, form, files) => {
    expect(await post(`Content-Disposition: form-data; ${part}`)).toEqual({ form, files });
  });
});
