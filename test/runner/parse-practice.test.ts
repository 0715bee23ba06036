import { describe, expect, test } from "vitest";
import { UsageError } from "../../src/runner/parse-command.ts";
import { parsePractice } from "../../src/runner/parse-practice.ts";

test.each([
  [[], 8080],
  [["9000"], 9000],
  [["0"], 0],
  [["65535"], 65_535],
  [["port", "9000"], 9000],
  [["--port", "9000"], 9000],
  [["--port=9000"], 9000],
])("%j serves on %i", (words, port) => {
  expect(parsePractice(words)).toEqual({ kind: "serve", port });
});

test.each([[["help"]], [["HELP"]], [["--help"]], [["-h"]]])("%j is help", (words) => {
  expect(parsePractice(words)).toEqual({ kind: "help" });
});

describe("what cannot be carried out is said, with what to type", () => {
  test.each([
    [["65536"], {}, /Cannot take "65536" for a port/, /npm run practice 8080/],
    [["-1"], {}, /Cannot take/, /npm run practice 8080/],
    [["http"], {}, /Cannot take "http" for a port/, /npm run practice help/],
    [["9000", "fast"], {}, /Cannot tell what "fast" means after 9000/, /npm run practice 9000/],
    [[], { npm_config_port: "9000" }, /npm took --port/, /npm run practice 9000/],
    [["9000"], { npm_config_port: "true" }, /npm took --port/, /npm run practice 9000/],
    [[], { npm_config_port: "true" }, /npm took --port/, /npm run practice 8080/],
  ])("%j %j", (words, environment, message, next) => {
    const error = refusal(() => parsePractice(words, environment));
    expect(error.message).toMatch(message);
    expect(error.next).toMatch(next);
  });
});

function refusal(act: () => unknown): UsageError {
  try {
    act();
  } catch (error) {
    if (error instanceof UsageError) return error;
    throw error;
  }
  throw new Error("Nothing was refused");
}
