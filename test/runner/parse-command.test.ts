import { describe, expect, test } from "vitest";
import { noticeNpmFlags } from "../../src/runner/npm-flags.ts";
import { parseCommand, UsageError } from "../../src/runner/parse-command.ts";

describe("parseCommand", () => {
  test.each([
    ["", { kind: "resume" }],
    ["list", { kind: "list" }],
    ["next", { kind: "next" }],
    ["words", { kind: "words" }],
    ["words chunk-size", { kind: "words", word: "chunk-size" }],
    ["--words Field line", { kind: "words", word: "Field line" }],
    ["help", { kind: "help" }],
    ["--help", { kind: "help" }],
    ["-h", { kind: "help" }],
    ["3", { kind: "open", lesson: "3" }],
    ["responses", { kind: "open", lesson: "responses" }],
    ["three", { kind: "open", lesson: "three" }],
    ["3 read", { kind: "read", lesson: "3" }],
    ["3 READ", { kind: "read", lesson: "3" }],
    ["3 --read", { kind: "read", lesson: "3" }],
    ["3 check", { kind: "check", lesson: "3" }],
    ["check 3", { kind: "check", lesson: "3" }],
    ["3 check 2", { kind: "check", lesson: "3", task: 2 }],
    ["3 check seed 17", { kind: "check", lesson: "3", seed: 17 }],
    ["3 check 2 seed 17", { kind: "check", lesson: "3", task: 2, seed: 17 }],
    ["3 check seed 17 2", { kind: "check", lesson: "3", task: 2, seed: 17 }],
    ["3 check all", { kind: "check", lesson: "3", inFull: true }],
    ["3 check 2 all seed 17", { kind: "check", lesson: "3", task: 2, seed: 17, inFull: true }],
    ["3 hint", { kind: "hint", lesson: "3" }],
    ["3 hint 2", { kind: "hint", lesson: "3", task: 2 }],
    ["3 hint 2 3", { kind: "hint", lesson: "3", task: 2, hint: 3 }],
    ["3 solution", { kind: "solution", lesson: "3", giveUp: false }],
    ["3 diff 2", { kind: "solution", lesson: "3", task: 2, giveUp: false }],
    ["3 solution give-up", { kind: "solution", lesson: "3", giveUp: true }],
    ["3 solution 2 --give-up", { kind: "solution", lesson: "3", task: 2, giveUp: true }],
    ["3 try", { kind: "try", lesson: "3" }],
    ["3 try 2", { kind: "try", lesson: "3", task: 2 }],
    ["try 3 2", { kind: "try", lesson: "3", task: 2 }],
    ['3 try statusClass(600, "A")', { kind: "try", lesson: "3", call: 'statusClass(600, "A")' }],
    ["3 debug", { kind: "debug", lesson: "3" }],
    ["03-responses debug 2", { kind: "debug", lesson: "03-responses", task: 2 }],
    ["3 debug port 9300", { kind: "debug", lesson: "3", port: 9300 }],
    [
      '3 debug statusClass(600, "A") port 9300',
      { kind: "debug", lesson: "3", call: 'statusClass(600, "A")', port: 9300 },
    ],
    ["3 quiz", { kind: "quiz", lesson: "3" }],
    ["3 quiz 1 2", { kind: "quiz", lesson: "3", quiz: 1, choice: 2 }],
    ["3 edit", { kind: "edit", lesson: "3" }],
    ["3 reset", { kind: "reset", lesson: "3" }],
  ])("%j", (words, command) => {
    expect(parseCommand(split(words))).toEqual(command);
  });

  test.each([
    ["3 chekc", 'There is no command "chekc" for a lesson.'],
    ["check", "Cannot tell which lesson to check."],
    ["check hint", "Cannot tell which lesson to check."],
    ["3 check two", 'Cannot take "two" for the number of a task.'],
    ["3 check -1", 'Cannot take "-1" for the number of a task.'],
    ["3 check seed", "The seed is missing."],
    ["3 check seed x", 'Cannot take "x" for the number of a seed.'],
    ["3 read 2", 'Cannot tell what "2" means after read.'],
    ["next check", 'Cannot tell what "check" means after next.'],
    ["3 try two", 'Cannot try "two": it is neither the number of a task nor a call.'],
    ["3 try -1", 'Cannot take "-1" for the number of a task.'],
    ["3 debug two", 'Cannot debug "two": it is neither the number of a task nor a call.'],
    ["3 debug port", "The port is missing."],
    ["3 debug 2 port 0", 'Cannot take "0" for a port.'],
    ["3 debug 2 port 9300 x", 'Cannot tell what "x" means after debug.'],
    ["3 solution now", 'Cannot take "now" for the number of a task.'],
    ["3 quiz 1 2 3", 'Cannot tell what "3" means after quiz.'],
    ["3 hint 2 3 4", 'Cannot tell what "4" means after hint.'],
  ])("%j is refused in one sentence, with what to type instead", (words, message) => {
    const error = refusal(() => parseCommand(split(words)));
    expect(error.message).toBe(message);
    expect(error.next).toMatch(/`npm run lesson /);
  });
});

describe("noticeNpmFlags", () => {
  test("lets an ordinary environment pass", () => {
    noticeNpmFlags(["3"], { npm_config_cache: "/home/someone/.npm" });
  });

  test.each([
    [{ npm_config_check: "true" }, "`npm run lesson 3 check`"],
    [{ npm_config_seed: "17" }, "`npm run lesson 3 seed 17`"],
    [{ npm_config_give_up: "true" }, "`npm run lesson 3 give-up`"],
  ])("says what to type when npm took %j", (environment, typed) => {
    const error = refusal(() => noticeNpmFlags(["3"], environment));
    expect(error.message).toMatch(/^npm took --[\w-]+ for a setting of its own\.$/);
    expect(error.next).toContain(typed);
  });

  test("puts the word where the flag stood, in front of its number", () => {
    const error = refusal(() => noticeNpmFlags(["3", "check", "5"], { npm_config_seed: "true" }));
    expect(error.next).toContain("`npm run lesson 3 check seed 5`");
  });
});

function split(words: string): string[] {
  return words.split(" ").filter((word) => word !== "");
}

function refusal(act: () => unknown): UsageError {
  try {
    act();
  } catch (error) {
    if (error instanceof UsageError) return error;
    throw error;
  }
  throw new Error("Nothing was refused");
}
