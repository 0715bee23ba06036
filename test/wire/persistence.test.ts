import { expect, test } from "vitest";
import { type BodyFraming, FieldSection, isPersistent } from "../../src/wire/index.ts";

const length: BodyFraming = { kind: "content-length", octets: 5 };
const chunked: BodyFraming = { kind: "chunked" };
const untilClose: BodyFraming = { kind: "until-close" };
const none: BodyFraming = { kind: "none" };

/** Version of the response, Connection of the request, Connection of the response (one line each), framing. */
test.each<[version: string, request: string[], response: string[], BodyFraming, expected: boolean]>([
  ["1.1", [], [], length, true],
  ["1.1", [], [], chunked, true],
  ["1.1", [], [], none, true],
  ["1.1", [], [], untilClose, false],
  ["1.1", [], ["keep-alive"], untilClose, false],
  ["1.1", [], ["close"], length, false],
  ["1.1", [], ["Close"], length, false],
  ["1.1", [], ["upgrade, close"], length, false],
  ["1.1", [], ["upgrade", "close"], length, false],
  ["1.1", [], ["keep-alive, close"], length, false],
  ["1.1", ["close"], [], length, false],
  ["1.1", ["TE, CLOSE"], [], length, false],
  ["1.1", [], ["not-closed"], length, true],
  ["1.1", [], ["close-notify"], length, true],
  ["1.9", [], [], length, true],
  ["1.0", [], [], length, false],
  ["1.0", [], ["keep-alive"], length, true],
  ["1.0", [], ["Keep-Alive"], none, true],
  ["1.0", [], ["x-keep-alive"], length, false],
  ["1.0", [], ["keep-alive, close"], length, false],
  ["1.0", ["close"], ["keep-alive"], length, false],
  ["1.0", [], ["keep-alive"], chunked, false],
  ["0.9", [], [], length, false],
])("HTTP/%s, request %j, response %j, %j: %s", (version, request, response, framing, expected) => {
  const [major, minor] = version.split(".").map(Number) as [number, number];
  const connection = (values: string[]) => new FieldSection(values.map((value) => ["Connection", value]));
  expect(
    isPersistent({
      version: [major, minor],
      requestFields: connection(request),
      responseFields: connection(response),
      framing,
    }),
  ).toBe(expected);
});
