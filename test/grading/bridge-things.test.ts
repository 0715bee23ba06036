// Things that stay in their process and are asked from the other one: what a grader gives, and what a submission does with
// it, however hostile. Asked without vitest's fixtures, which test/grading/trial-lessons.test.ts has.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { CheckFailure } from "../../src/grading/check-failure.ts";
import { type Compiled, compileSubmission } from "../../src/grading/compile.ts";
import { everyCut, NEVER, octets, pieces, token } from "../../src/grading/given.ts";
import type { Failure } from "../../src/grading/grade.ts";
import { hostFixture } from "../../src/grading/host-fixture.ts";
import { remoteModule } from "../../src/grading/remote.ts";
import type { Remote } from "../../src/grading/remote-types.ts";
import { Submission } from "../../src/grading/submission.ts";
import { built, fixture, root } from "../support/grade-file.ts";

type Things = typeof import("../fixtures/hostile-things.ts");

let compiled: Compiled;
let submission: Submission;
let things: Remote<Things>;

beforeAll(async () => {
  compiled = await compileSubmission(fixture("hostile-things.ts"), { root, built });
  submission = new Submission(compiled, built);
});
beforeEach(() => {
  submission.deadlineMs = undefined;
  things = remoteModule(submission, "Task 1", false) as Remote<Things>;
});
afterAll(() => submission.close());

/** What the learner would read. */
async function failureOf(answer: PromiseLike<unknown>): Promise<Failure> {
  try {
    await answer;
  } catch (error) {
    if (error instanceof CheckFailure) return error.failure;
    throw error;
  }
  throw new Error("It did not fail");
}

describe("an instance", () => {
  test("is made, called and read where it is", async () => {
    const counter = await new things.Counter(3);
    await counter.count.returns(0);
    await counter.add().returns(3);
    expect(await counter.add()).toBe(6);
    const failure = await failureOf(counter.count.returns(7));
    expect(failure).toMatchObject({
      asked: "const counter = new Counter(3);\ncounter.add();\ncounter.add();\ncounter.count",
      expected: "7",
      received: "6",
    });
  });

  test("says what its constructor and its getters throw", async () => {
    await new things.Counter(-1).throws("RangeError");
    const counter = await new things.Counter(1);
    expect(await failureOf(counter.poisoned.returns(1))).toMatchObject({
      reason: "threw",
      message: "It threw TypeError: nobody may look",
    });
  });

  test("is one and the same, however it comes", async () => {
    const counter = await new things.Counter(1);
    const again = await counter.itself();
    await again.add();
    await counter.count.returns(1);
    await things.give(counter).value();
  });

  test("is refused from the thousandth on", async () => {
    const many = (await things.givesManyThings()) as readonly unknown[];
    expect(many).toHaveLength(1_001);
    expect(String((many.at(-1) as { text?: unknown }).text)).toMatch(/one object too many/);
    await submission.endCheck();
    const again = (await things.givesManyThings()) as readonly unknown[];
    expect(again.slice(0, 1_000).map(String)).toEqual(Array(1_000).fill("[counter]"));
    await submission.endCheck();
  });

  test("means nothing any more when its process was lost", async () => {
    const counter = await new things.Counter(1);
    const { reason } = await failureOf(things.waitsForWhatIsNeverCalled(async () => {}));
    expect(reason).toBe("never-settled");
    expect((await failureOf(counter.add())).reason).toBe("never-settled");
    await (await new things.Counter(1)).add().returns(1);
  });
});

describe("what a grader gives", () => {
  test("comes back as itself", async () => {
    const value = token("a token");
    await things.give(value).returnsSame(value);
    await things.callWith(async (given) => given, value).returnsSame(value);
    const copy = await failureOf(things.give({ a: 1 }).returnsSame({ a: 1 }));
    expect(copy.message).toBe("The value that came back is not the expected one.");
  });

  test.each([undefined, null, "stop", -0, token("thrown"), new Error("from the grader")])(
    "and throws goes on as itself: %s",
    async (thrown) => {
      const callback = async () => {
        throw thrown;
      };
      await things.callWith(callback).throwsSame(thrown);
    },
  );

  test("is forgotten with its check, and asked for in vain later", async () => {
    await things.keep(token("kept"));
    await submission.endCheck();
    expect(await things.giveKept()).not.toHaveProperty("label");
  });

  test("is taken piece by piece, to its end and no further", async () => {
    const source = pieces([octets("ab"), octets("c")]);
    await things.drainsAfterTheEnd(source).returns(3);
    expect(source.taken).toBe(2);
  });

  test("fails the check when a callback finds what must not be", async () => {
    const callback = async () => {
      await things.give(1).returns(2);
    };
    expect((await failureOf(things.callWith(callback).value())).expected).toBe("2");
    await submission.endCheck();
  });
});

describe("time", () => {
  test("stands still while the grader is at work", async () => {
    submission.deadlineMs = 300;
    const slow = () => new Promise((resolve) => setTimeout(resolve, 1_000, "late"));
    await things.callWith(slow).returns("late");
  });

  test("runs while the answer is one that never comes", async () => {
    submission.deadlineMs = 300;
    const failure = await failureOf(things.callWith(() => NEVER));
    expect(failure).toMatchObject({ reason: "never-settled", asked: expect.stringContaining("callWith(") });
    const silent = await failureOf(things.drainsAfterTheEnd(pieces([octets("a")], "silence")));
    expect(silent.reason).toBe("never-settled");
  });

  test("runs in a question that a callback asks", async () => {
    submission.deadlineMs = 500;
    const callback = async () => {
      await things.give(1);
    };
    const failure = await failureOf(things.loopsAfterCalling(callback));
    expect(failure.reason).toBe("endless-loop");
  });
});

describe("what has no end", () => {
  test("callbacks are ended by their number, or by the time that they take", async () => {
    submission.deadlineMs = 30_000;
    expect(await failureOf(things.floods(async () => {}))).toMatchObject({
      reason: "crashed",
      message: "The call called back more than 10000 times, and the process was ended.",
    });
    submission.deadlineMs = 200;
    const { reason } = await failureOf(things.callsBackWithoutEnd(async () => {}));
    expect(reason).toMatch(/^(never-settled|crashed)$/);
  });

  test("an iterable is taken so far and no further", async () => {
    expect(await failureOf(things.countsForEver().yields([0, 1]))).toMatchObject({
      message: "It threw RangeError: the iterable gave 10000 members, and did not end",
    });
    const taken: number[] = [];
    for await (const count of await things.countsForEver()) {
      taken.push(count);
      if (count === 2) break;
    }
    expect(taken).toEqual([0, 1, 2]);
  });

  test("an iterable that never gives the next is told as such", async () => {
    submission.deadlineMs = 300;
    expect((await failureOf(things.neverGivesTheNext().yields([]))).reason).toBe("never-settled");
  });
});

describe("what is poisoned", () => {
  test("in an iterable is told, or nothing but an answer", async () => {
    await things.throwsAfterOne().throws("RangeError");
    expect((await failureOf(things.throwsAfterOne().yields([1]))).message).toBe(
      "It threw RangeError: no more",
    );
    const garbage = things.givesGarbageForTheNext() as unknown as { yields(all: unknown[]): Promise<void> };
    expect((await failureOf(garbage.yields([]))).message).toMatch(/^It threw TypeError/);
    expect((await failureOf(things.poisonsTheIterator().returns(1))).received).toBe("{}");
  });

  test("in `then` or behind a Proxy is told", async () => {
    expect((await failureOf(things.poisonsThen().returns(1))).message).toBe(
      "It threw Error: nobody may wait",
    );
    expect((await failureOf(things.poisonsWithAProxy().returns(1))).received).toMatch(/cannot be read/);
  });
});

describe("every cut", () => {
  test("is whole, at each place, octet by octet, and each result is told once", async () => {
    const cut = everyCut(octets("abc"));
    expect(cut.cuts).toEqual([[], [1], [2], [1, 2]]);
    await things.drainsAfterTheEnd(cut).returns(3);
    expect(await failureOf(things.drainsAfterTheEnd(cut).returns(4))).toMatchObject({
      asked: 'drainsAfterTheEnd(pieces(octets("abc")))',
      received: "3",
    });
  });

  test("says who waits for octets that do not come", async () => {
    expect(
      await failureOf(things.drainsAfterTheEnd(everyCut(octets("abc"), "silence")).returns(3)),
    ).toMatchObject({
      reason: "never-settled",
      message: "The call asked for more octets when it had all that it needs, and waited for them.",
    });
  });
});

test("tools look at the process", async () => {
  const host = hostFixture(submission, "Task 1");
  const { heapOctets, bufferOctets } = await host.memory();
  expect(heapOctets).toBeGreaterThan(1_000_000);
  expect(bufferOctets).toBeGreaterThan(0);
  await host.mustBeAtRest("nothing");
  const fields = await host.make("FieldSection", [["A", "b"]]);
  await fields.get("a").returns("b");
});

test("a clock passes when somebody sleeps, and values come in turn", async () => {
  const host = hostFixture(submission, "Task 1");
  const clock = await host.clock(1_000);
  const random = await host.inTurn(0.5, 0.25);
  await things.waitsTwice(clock.now, clock.sleep, random).returns(45_000);
  await clock.slept.returns([30_000, 15_000]);
});

test("a real AbortSignal is handed in, and the grader says when it aborts", async () => {
  const { controller, signal } = await hostFixture(submission, "Task 1").abortController();
  const answer = things.waitsForAbort(signal);
  await signal.aborted.returns(false);
  await controller.abort();
  await answer.returns("AbortError");
  await signal.aborted.returns(true);
});

test("a grader's calls have the types of the stub", () => {
  // Never run: only TypeScript reads it.
  async function typed(stub: Remote<Things>): Promise<void> {
    const counter = await new stub.Counter(1);
    const count: number = await counter.count;
    // @ts-expect-error: a text is no step
    await new stub.Counter("1");
    // @ts-expect-error: add takes nothing
    counter.add(count);
    // @ts-expect-error: there is no such method
    counter.subtract();
    // @ts-expect-error: octets are no iterable of octets
    stub.drainsAfterTheEnd(octets("a"));
    // @ts-expect-error: there is no such export
    stub.drain();
  }
  expect(typed).toBeTypeOf("function");
});
