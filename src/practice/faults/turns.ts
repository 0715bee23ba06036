import type { StagedReply } from "../staged-reply.ts";
import type { Fault } from "./fault.ts";

/** Whose turn it is, for one service: each fault with `next` answers as if it were the only one asked. */
export class FaultTurns {
  readonly #played = new Map<string, number>();

  /** What the next request for the fault gets. */
  take(fault: Fault): StagedReply {
    const replies = [fault, ...(fault.next ?? [])];
    const turn = this.#played.get(fault.name) ?? 0;
    this.#played.set(fault.name, (turn + 1) % replies.length);
    return replies[turn] ?? fault;
  }
}
