import { describe, expect, test } from "vitest";
import { type CourseCheck, type CourseProblem, runCheck } from "../../../src/authoring/check/index.ts";

const COURSE = { root: "/course", built: "/built", slugs: ["01-numbers"] };
const PROBLEM: CourseProblem = { file: "a.md", problem: "It is wrong.", advice: "Mend it." };

function checkThat(find: CourseCheck["find"]): CourseCheck {
  return { name: "a-check", demands: "Everything is right.", find };
}

describe("runCheck", () => {
  test("counts what the check has looked at, and passes on how far it is", async () => {
    const progress: string[] = [];
    const check = checkThat(async (_course, onLooked) => {
      for (const isFine of [true, false, true]) onLooked?.(isFine, 3);
      return [PROBLEM];
    });
    expect(await runCheck(check, COURSE, (done, of) => progress.push(`${done} of ${of}`))).toEqual({
      name: "a-check",
      demands: "Everything is right.",
      problems: [PROBLEM],
      fine: 2,
    });
    expect(progress).toEqual(["1 of 3", "2 of 3", "3 of 3"]);
  });

  test.each([
    [[], 1],
    [[PROBLEM], 0],
  ])("takes a check that counts nothing for one thing: %j", async (problems, fine) => {
    expect(
      await runCheck(
        checkThat(async () => problems),
        COURSE,
      ),
    ).toMatchObject({ problems, fine });
  });

  test.each([
    ["throws", async () => Promise.reject(new Error("There is no disk."))],
    [
      "throws at once",
      () => {
        throw new Error("There is no disk.");
      },
    ],
  ])("tells of a check that %s, and does not throw", async (_title, find) => {
    expect(await runCheck(checkThat(find), COURSE)).toMatchObject({
      problems: [],
      fine: 0,
      brokeDown: "There is no disk.",
    });
  });
});
