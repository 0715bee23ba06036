import { describe, expect, test } from "vitest";
import { createTheme, renderTranscript } from "../../src/screen/index.ts";
import { transcript } from "./fixtures.ts";

const theme = createTheme({ width: 60, color: false });

describe("renderTranscript", () => {
  test("marks who sent a line, and shows line ends and octets that are not text", () => {
    const shown = renderTranscript(
      transcript(
        ["client", "GET / HTTP/1.0\r\n\r\n"],
        ["server", "HTTP/1.0 200 OK\nX: \xe9\t\\\r\n\r\n\x00end"],
      ),
      theme,
    );
    expect(shown.split("\n")).toEqual([
      "  > GET / HTTP/1.0\\r\\n",
      "  > \\r\\n",
      "  < HTTP/1.0 200 OK\\n",
      "  < X: \\xe9\\t\\\\\\r\\n",
      "  < \\r\\n",
      "  < \\x00end",
    ]);
  });

  test("does not show how a message was cut", () => {
    const whole = transcript(["server", "HTTP/1.1 200 OK\r\n\r\nhello"]);
    const cut = transcript(
      ["server", "HTTP/1.1 20"],
      ["server", "0 OK\r"],
      ["server", "\n\r\nhel"],
      ["server", "lo"],
    );
    expect(renderTranscript(cut, theme)).toBe(renderTranscript(whole, theme));
  });

  test("shortens a long body in the middle and counts what is left out", () => {
    const head = "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n";
    const shown = renderTranscript(transcript(["server", `${head}${"a".repeat(99_990)}0123456789`]), theme);
    expect(shown).toContain("    (99,584 octets left out)\n");
    expect(shown.endsWith("a0123456789")).toBe(true);
    expect(shown.split("\n").length).toBeLessThan(20);
  });

  test("shortens a body of many lines", () => {
    const chunks = "1\r\na\r\n".repeat(200);
    const shown = renderTranscript(
      transcript(["server", `HTTP/1.1 200 OK\r\n\r\n${chunks}0\r\n\r\n`]),
      theme,
    );
    expect(shown.split("\n")).toHaveLength(2 + 12 + 1 + 3);
    expect(shown).toContain("octets left out");
    expect(shown.endsWith("  < a\\r\\n\n  < 0\\r\\n\n  < \\r\\n")).toBe(true);
  });

  test("says when nothing was sent", () => {
    expect(renderTranscript([], theme)).toBe("    nothing was sent");
    expect(renderTranscript(transcript(["client", ""]), theme)).toBe("    nothing was sent");
  });
});
