import { type FaultyPeer, type PracticeService, startFaultyPeer, startPractice } from "../practice/index.ts";
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
  /** A faulty peer of the check's own, by its name in src/practice/peers: `"refused"`, `"black-hole"`. */
  peer(name: string): Promise<FaultyPeer>;
  /** Octets that the service has got rid of so far: the system took them, the submission perhaps not yet. */
  octetsSent(): number;
  /** What crossed the wire, of the peers too. */
  transcripts(): NonNullable<Failure["exchange"]>;
}

export async function startPracticeFixture(submission: Submission): Promise<PracticeFixture> {
  let sent = 0;
  const service = await startPractice({
    clientHasRead: () => submission.hasRead(),
    watch: (event) => {
      if (event.kind === "octets" && event.from === "server") sent += event.octets.length;
    },
  });
  const peers: FaultyPeer[] = [];
  const endService = service.close.bind(service);
  const everyone = () => [service, ...peers];
  return Object.assign(service, {
    async peer(name: string) {
      const peer = await startFaultyPeer(name);
      peers.push(peer);
      return peer;
    },
    octetsSent: () => sent,
    transcripts: () => everyone().flatMap(({ connections }) => connections.map((each) => each.transcript)),
    async close() {
      await Promise.all([endService(), ...peers.map((peer) => peer.close())]);
    },
    async mustBeClosed(cause: string) {
      const ends = await Promise.all(everyone().map((each) => each.allClosed(CLOSED_WITHIN_MS)));
      const isClosed = ends.every((each) => each);
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
