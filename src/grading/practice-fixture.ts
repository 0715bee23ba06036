import { type PracticeService, startPractice } from "../practice/index.ts";
import { CheckFailure } from "./check-failure.ts";
import { lossFailure } from "./failure-words.ts";
import type { Failure } from "./grade.ts";
import type { Submission } from "./submission.ts";

/** What was under way when a process was lost between its answer and the end of the check. */
export const AFTER_THE_ANSWER = "What the call left running";

/** How long a connection may take to end before it counts as left open. */
const CLOSED_WITHIN_MS = 1_000;

/** A practice service of the check's own, and what a check demands of what it saw. */
export interface PracticeFixture extends PracticeService {
  /** The submission must have closed every connection that it opened. */
  mustBeClosed(cause: string): Promise<void>;
  /** These requests must have come and no others: `["GET /get"]`. */
  mustHaveReceived(requests: readonly string[], cause: string): void;
}

export async function startPracticeFixture(submission: Submission): Promise<PracticeFixture> {
  const service = await startPractice({ clientHasRead: () => submission.hasRead() });
  return Object.assign(service, {
    async mustBeClosed(cause: string) {
      const isClosed = await service.allClosed(CLOSED_WITHIN_MS);
      // A process that died closes its connections too, and that is not what was asked for.
      const loss = await submission.lossAfterAnswer();
      if (loss) throw new CheckFailure(lossFailure(loss, AFTER_THE_ANSWER, submission.compiled));
      if (!isClosed) throw new CheckFailure({ ...calledBy(submission), ...leftOpen(cause) });
    },
    mustHaveReceived(requests: readonly string[], cause: string) {
      const received = service.connections
        .flatMap((each) => each.requests)
        .map(({ method, target }) => `${method} ${target}`);
      if (received.join("\n") === requests.join("\n")) return;
      throw new CheckFailure({
        reason: "wrong-answer",
        message: "The service did not get the requests that the task needs.",
        ...calledBy(submission),
        expected: requests.join("\n") || "no request",
        received: received.join("\n") || "no request",
        cause,
      });
    },
  });
}

function calledBy({ latestCall }: Submission): Pick<Failure, "asked"> {
  return latestCall === undefined ? {} : { asked: latestCall };
}

function leftOpen(cause: string): Failure {
  const message = "What came back was right, but a connection was still open a second later.";
  return { reason: "wrong-answer", message, cause };
}
