import { describe, expect, test } from "vitest";
import { BadStatusLine, HTTPException, parseStatusLine } from "../../src/wire/index.ts";

describe("reads", () => {
  test.each<[line: string, version: [number, number], statusCode: number, reasonPhrase: string]>([
    ["HTTP/1.1 200 OK", [1, 1], 200, "OK"],
    ["HTTP/1.0 404 Not Found", [1, 0], 404, "Not Found"],
    ["HTTP/1.1 204 ", [1, 1], 204, ""],
    ["HTTP/1.1 204", [1, 1], 204, ""],
    ["HTTP/1.1 200  two spaces", [1, 1], 200, " two spaces"],
    ["HTTP/1.1 200 a\tb \xe9", [1, 1], 200, "a\tb \xe9"],
    ["HTTP/1.1 999 Highest", [1, 1], 999, "Highest"],
    ["HTTP/1.1 100 Lowest", [1, 1], 100, "Lowest"],
    ["HTTP/2.0 200 OK", [2, 0], 200, "OK"],
    ["HTTP/0.9 200 OK", [0, 9], 200, "OK"],
  ])("%j", (line, version, statusCode, reasonPhrase) => {
    expect(parseStatusLine(line)).toEqual({ version, statusCode, reasonPhrase });
  });
});

describe("refuses", () => {
  test.each([
    "",
    "HTTP/1.1",
    "HTTP/1.1 ",
    "HTTP/1.1  200 OK",
    " HTTP/1.1 200 OK",
    "HTTP/1.1\t200 OK",
    "http/1.1 200 OK",
    "HTTP/1.1 2OO OK",
    "HTTP/1.1 099 Low",
    "HTTP/1.1 99 Short",
    "HTTP/1.1 1000 Long",
    "HTTP/1.1 +20 Sign",
    "HTTP/1.1 200OK",
    "HTTP/1.1 \u0662\u0660\u0660 Digits",
    "HTTP/1.10 200 OK",
    "HTTP/2 200 OK",
    "HTTP/x.y 200 OK",
    "XHTTP/1.1 200 OK",
    "HTTP/1.1 200 \0",
    "HTTP/1.1 200 \x7f",
    "HTTP/1.1 200 a\rb",
    "HTTP/1.1 200 OK\n",
    "HTTP/1.1 200 \u20ac",
    "<html>",
  ])("%j", (line) => {
    const refused = expect(() => parseStatusLine(line));
    refused.toThrow(BadStatusLine);
    refused.toThrow(HTTPException);
    refused.toThrow(expect.objectContaining({ line, name: "BadStatusLine" }));
  });
});
