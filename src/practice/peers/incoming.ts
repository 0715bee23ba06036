import { latin1Text } from "../octets.ts";
import type { PeerStep } from "./peer-fault.ts";

type Awaited = Extract<PeerStep, { awaits: unknown }>["awaits"];

/** How many octets are kept for a wait to come; older ones are forgotten. */
const MOST_KEPT = 64 * 1024;

/** What arrived and was not waited for yet: enough of it to say whether a wait is over. */
export class Incoming {
  #text = "";
  #hasEnded = false;
  #wake = () => {};

  push(octets: Uint8Array): void {
    this.#text = (this.#text + latin1Text(octets)).slice(-MOST_KEPT);
    this.#wake();
  }

  /** Nothing more will come. */
  end(): void {
    this.#hasEnded = true;
    this.#wake();
  }

  /** Resolves when it has arrived, and takes it; with false when it never will. */
  async has(what: Awaited): Promise<boolean> {
    for (;;) {
      const octets = this.#octetsOf(what);
      if (octets > 0) {
        this.#text = this.#text.slice(octets);
        return true;
      }
      if (this.#hasEnded) return false;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** How many octets make it up; 0 while it has not arrived. */
  #octetsOf(what: Awaited): number {
    if (what === "octets") return this.#text.length;
    const emptyLine = this.#text.indexOf("\r\n\r\n");
    return emptyLine < 0 ? 0 : emptyLine + 4;
  }
}
