import { describe, expect, test } from "vitest";
import {
  digestAlgorithm,
  expectedResponse,
  parseDigestCredentials,
} from "../../../src/practice/endpoints/digest.ts";

// The example of RFC 7616 §3.9.1.
const CREDENTIALS =
  'Digest username="Mufasa", realm="http-auth@example.org", uri="/dir/index.html", ' +
  'nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", nc=00000001, ' +
  'cnonce="f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ", qop=auth';
const REQUEST = {
  method: "GET",
  target: "/dir/index.html",
  body: new Uint8Array(0),
  password: "Circle of Life",
};

describe("expectedResponse", () => {
  test.each([
    ["MD5", "8ca523f5e9506fed4657c9700eebdbec"],
    ["SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"],
  ] as const)("with %s", (algorithm, expected) => {
    const credentials = parseDigestCredentials(CREDENTIALS);
    expect(expectedResponse(algorithm, credentials ?? new Map(), REQUEST)).toBe(expected);
  });

  test("without qop: the example of RFC 2617 §3.5 in RFC 2069's way", () => {
    const credentials = parseDigestCredentials(
      'Digest username="Mufasa", realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093"',
    );
    expect(
      expectedResponse("MD5", credentials ?? new Map(), { ...REQUEST, password: "Circle Of Life" }),
    ).toBe("670fd8c2df070c60b045671b8b24ff02");
  });
});

test("parseDigestCredentials reads quotes, escapes and any letter case", () => {
  expect(parseDigestCredentials('dIgEsT A="x, \\"y\\"",b = c,  d=""')).toEqual(
    new Map([
      ["a", 'x, "y"'],
      ["b", "c"],
      ["d", ""],
    ]),
  );
  expect(parseDigestCredentials("Basic YTpi")).toBeUndefined();
});

test("digestAlgorithm takes MD5 for what it does not know", () => {
  expect(["sha-256", "SHA-512", "MD5-sess", ""].map(digestAlgorithm)).toEqual([
    "MD5",
    "SHA-512",
    "MD5",
    "MD5",
  ]);
});
