// A call that is made once for each way to cut its octets. What came out is told by the first cut of its kind, and looked
// at one after the other, as answers of their own.

import { Answer, type Answered } from "./answer.ts";
import { readThrown } from "./bridge/read-reply.ts";
import { decodeValue, type Json } from "./bridge/values.ts";
import { CheckFailure } from "./check-failure.ts";
import type { EveryCut } from "./given.ts";
import type { CutCall, CutFeed } from "./host/tools.ts";
import { showCall, showValue } from "./show.ts";
import type { CallOutcome, Submission } from "./submission.ts";

/** What is done in every cut. */
export interface CutRun {
  readonly tool: "callInEveryCut" | "feedInEveryCut";
  readonly order: CutCall | CutFeed;
  /** What is done for one cut, as TypeScript. */
  textFor(cut: number): string;
}

/** The call of a function whose argument `at` is an async iterable of octets. */
export function callInEveryCut(name: string, args: readonly unknown[], at: number): CutRun {
  const cut = args[at] as EveryCut;
  const { octets, cuts, isOpen } = cut;
  return {
    tool: "callInEveryCut",
    order: { name, args: args.with(at, undefined), at, octets, cuts, isOpen },
    textFor(number) {
      const texts = args.map((each, index) => (index === at ? piecesText(cut, number) : showValue(each)));
      return `${name}(${texts.join(", ")})`;
    },
  };
}

/** The pieces given to a new instance, one by one. */
export function feedInEveryCut(
  name: string,
  cut: EveryCut,
  { args, reads, hasEnd }: Pick<CutFeed, "args" | "reads" | "hasEnd">,
): CutRun {
  const { octets, cuts } = cut;
  return {
    tool: "feedInEveryCut",
    order: { name, args, octets, cuts, hasEnd, reads },
    textFor(number) {
      const pushes = cut.piecesOf(number).map((piece) => `decoder.push(${showValue(piece)});`);
      const made = `const decoder = new ${showCall(name, args)};`;
      return [made, ...pushes, ...(hasEnd ? ["decoder.end();"] : [])].join("\n");
    },
  };
}

function piecesText(cut: EveryCut, number: number): string {
  return `pieces(${cut.piecesOf(number).map(showValue).join(", ")})`;
}

/** Every answer that differs from the others, as one `Answer`. */
export function answersForCuts(submission: Submission, task: string, run: CutRun): Answer<unknown> {
  const { tool, order } = run;
  const { compiled } = submission;
  const asked = (cut: number) => ({ text: run.textFor(cut), compiled });
  const whole = submission.tool(task, tool, [order], [order.name]);
  const answers = whole.then((outcome): Answered[] => {
    if (outcome.kind !== "returned") return [{ asked: asked(0), outcome }];
    return readOutcomes(outcome.value).map(({ cut, outcome: one }) => ({ asked: asked(cut), outcome: one }));
  });
  return new Answer(answers);
}

interface OneOutcome {
  readonly cut: number;
  readonly outcome: CallOutcome;
}

// It comes from the learner's process: whatever it is, it becomes outcomes or a failure.
function readOutcomes(value: unknown): OneOutcome[] {
  try {
    const outcomes = (value as readonly unknown[]).map(readOutcome);
    if (outcomes.length > 0) return outcomes;
  } catch {
    // As with none.
  }
  throw new CheckFailure(NO_OUTCOMES);
}

function readOutcome(value: unknown): OneOutcome {
  const { cut, returned, threw, waits } = value as Readonly<Record<string, unknown>>;
  if (!Number.isSafeInteger(cut)) throw new TypeError("Not the number of a cut");
  const number = cut as number;
  if (waits === true) return { cut: number, outcome: { kind: "waits" } };
  if (threw !== undefined) return { cut: number, outcome: { kind: "threw", thrown: readThrown(threw) } };
  return { cut: number, outcome: { kind: "returned", value: decodeValue(returned as Json) } };
}

const NO_OUTCOMES = {
  reason: "crashed",
  message: "The process that ran the call gave no answer that can be read.",
} as const;
