import { expect, test } from "vitest";
import { asShown } from "../../src/authoring/as-shown.ts";

const now = new Date("2026-11-24T14:35:42Z");
const show = (printed: string, written = "") => asShown(printed, { port: 9371, written, now });

test("CRLF is a line end, and one line end at the end is left out", () => {
  expect(show("HTTP/1.1 204 No Content\r\n\r\n")).toBe("HTTP/1.1 204 No Content\n");
  expect(show("no end")).toBe("no end");
});

test("the port of the service is 8080, as in the programs", () => {
  expect(show("Host: 127.0.0.1:9371, 93710")).toBe("Host: 127.0.0.1:8080, 93710");
});

test("a date of the run stays as it is written, any other one is shown", () => {
  const printed = "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT\r\nDate: Tue, 24 Nov 2026 14:35:42 GMT\r\n";
  const written = "Last-Modified: Mon, 07 Nov 1994 08:49:37 GMT\nDate: Fri, 01 May 2026 09:00:00 GMT";
  expect(show(printed, written)).toBe(
    "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT\nDate: Fri, 01 May 2026 09:00:00 GMT",
  );
  expect(show("Date: Tue, 24 Nov 2026 14:35:42 GMT")).toBe("Date: Tue, 24 Nov 2026 14:35:42 GMT");
});
