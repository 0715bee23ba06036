import type { FieldSection } from "../wire/index.ts";
import { type Channel, type Opening, openChannel, type Tunnel } from "./connect.ts";
import { NotConnected } from "./errors.ts";

/** How a link comes to its channel; tunnel and signal are the link's own. */
type LinkOptions = Omit<Opening, "tunnel" | "signal" | "onProxyResponse">;

/** What ties a connection to its server: at most one open channel, and how another one opens. */
export class Link {
  /** The open channel; undefined before it opens and after it closed. */
  channel: Channel | undefined;
  tunnel: Tunnel | undefined;
  /** The fields of the proxy's answer to the last tunnel. */
  proxyFields: FieldSection | undefined;
  readonly #options: LinkOptions;
  #opening: { readonly done: Promise<Channel>; readonly abort: AbortController } | undefined;

  constructor(options: LinkOptions) {
    this.#options = options;
  }

  get isInUse(): boolean {
    return this.channel !== undefined || this.#opening !== undefined;
  }

  /** The open channel, or a new one. Calls at the same time share one. */
  async open(): Promise<Channel> {
    if (this.channel !== undefined) return this.channel;
    this.#opening ??= this.#begin();
    const channel = await this.#opening.done;
    if (this.channel !== channel) throw new NotConnected(); // closed, just when it had opened
    return channel;
  }

  /** Closes one channel, and lets go of it where it is the open one. */
  drop(channel: Channel): void {
    channel.socket.close();
    if (this.channel === channel) this.channel = undefined;
  }

  /** Closes what is open, and gives up what opens. Whoever waits gets `reason`. */
  close(reason: Error): void {
    this.#opening?.abort.abort(reason);
    this.#opening = undefined;
    this.channel?.socket.close(reason);
    this.channel = undefined;
  }

  #begin(): { done: Promise<Channel>; abort: AbortController } {
    const abort = new AbortController();
    const done = this.#connect(abort.signal).finally(() => {
      if (this.#opening?.abort === abort) this.#opening = undefined;
    });
    return { done, abort };
  }

  async #connect(signal: AbortSignal): Promise<Channel> {
    const { tunnel } = this;
    this.proxyFields = undefined;
    const onProxyResponse = (fields: FieldSection) => {
      this.proxyFields = fields;
    };
    const channel = await openChannel({ ...this.#options, tunnel, signal, onProxyResponse });
    if (signal.aborted) {
      channel.socket.close();
      throw signal.reason;
    }
    this.channel = channel;
    return channel;
  }
}
