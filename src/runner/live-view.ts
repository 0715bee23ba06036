// Every connection of the practice service as it happens. What one side sends is gathered until the other has its say, the
// connection ends or a moment has passed, and then shown: so a message is one block, and a slow one shows as it comes.

import type { ConnectionRecording, PracticeEvent } from "../practice/index.ts";
import {
  renderConnectionEnd,
  renderConnectionTitle,
  renderSent,
  type SentOctets,
  type Theme,
} from "../screen/index.ts";

/** How long octets may wait to be shown. */
const GATHER_MS = 200;
/** What is kept of a long message: enough of its beginning for a whole field section, and a little of its end. */
const FRONT_OCTETS = 8 * 1024;
const BACK_OCTETS = 96;

export class LiveView {
  readonly #theme: () => Theme;
  readonly #write: (text: string) => void;
  readonly #gathered = new Map<ConnectionRecording, Gathered>();
  /** The connection that the last rows were about. */
  #shown: ConnectionRecording | undefined;

  constructor(theme: () => Theme, write: (text: string) => void) {
    this.#theme = theme;
    this.#write = write;
  }

  on(event: PracticeEvent): void {
    const { connection } = event;
    switch (event.kind) {
      case "opened":
        this.#turnTo(connection);
        break;
      case "octets":
        this.#gather(connection, event.from, event.octets);
        break;
      case "ended":
        this.#flush(connection);
        this.#turnTo(connection);
        this.#write(renderConnectionEnd(connection, this.#theme()));
    }
  }

  #gather(connection: ConnectionRecording, from: "client" | "server", octets: Uint8Array): void {
    if (this.#gathered.get(connection)?.from !== from) this.#flush(connection);
    const gathered = this.#gathered.get(connection) ?? this.#begin(connection, from);
    gathered.add(octets);
  }

  #begin(connection: ConnectionRecording, from: "client" | "server"): Gathered {
    const timer = setTimeout(() => this.#flush(connection), GATHER_MS);
    const gathered = new Gathered(from, timer);
    this.#gathered.set(connection, gathered);
    return gathered;
  }

  #flush(connection: ConnectionRecording): void {
    const gathered = this.#gathered.get(connection);
    if (gathered === undefined) return;
    clearTimeout(gathered.timer);
    this.#gathered.delete(connection);
    this.#turnTo(connection);
    this.#write(renderSent(gathered, this.#theme()));
  }

  #turnTo(connection: ConnectionRecording): void {
    if (this.#shown === connection) return;
    this.#shown = connection;
    this.#write(`\n${renderConnectionTitle(connection, this.#theme())}`);
  }
}

/** What one side sent, in bounded memory. */
class Gathered implements SentOctets {
  readonly from: "client" | "server";
  readonly timer: NodeJS.Timeout;
  front = new Uint8Array(0);
  leftOut = 0;
  back = new Uint8Array(0);

  constructor(from: "client" | "server", timer: NodeJS.Timeout) {
    this.from = from;
    this.timer = timer;
  }

  add(octets: Uint8Array): void {
    const room = FRONT_OCTETS - this.front.length;
    if (room > 0) this.front = joined(this.front, octets.subarray(0, room));
    const back = joined(this.back, octets.subarray(Math.max(0, room)));
    this.leftOut += Math.max(0, back.length - BACK_OCTETS);
    this.back = back.slice(-BACK_OCTETS);
  }
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}
