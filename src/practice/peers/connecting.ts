import { MOMENT } from "../faults/fault.ts";
import { HEAD, type PeerFault, plays, STOP_READING } from "./peer-fault.ts";

const OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
const TOO_LARGE = "HTTP/1.1 413 Content Too Large\r\nConnection: close\r\nContent-Length: 9\r\n\r\ntoo large";

// biome-ignore format: one peer a line reads as the table it is
export const connectingPeers: readonly PeerFault[] = [
  { name: "refused", role: "http", behaviour: { kind: "refuses" }, teaches: "Nobody listens: the answer comes at once, and it is no time-out." },
  { name: "black-hole", role: "http", behaviour: { kind: "accepts-nothing" }, teaches: "Connecting takes forever where nothing comes back: it needs a time-out of its own." },
  { name: "closes-on-accept", role: "http", behaviour: plays("close"), teaches: "A connection that opened says nothing about whether anybody will answer on it." },
  { name: "resets-on-accept", role: "http", behaviour: plays("reset"), teaches: "A reset may come before the request, or while it is being written: who writes has to expect it." },
  { name: "speaks-first", role: "http", breaks: "RFC 9112 §9.2", behaviour: plays("hold", OK), teaches: "A response that was there before the request cannot be its answer." },
  { name: "never-reads", role: "http", needsContent: true, behaviour: { kind: "reads-nothing" }, teaches: "Writing waits too: once the buffers are full, only a time-out ends it." },
  { name: "answers-early", role: "http", needsContent: true, behaviour: plays("close", HEAD, TOO_LARGE), teaches: "An answer may come before the content was sent: it says that the rest is not wanted." },
  { name: "answers-early-and-resets", role: "http", needsContent: true, behaviour: plays("reset", HEAD, STOP_READING, TOO_LARGE, MOMENT), teaches: "Closing with unread octets is a reset, and it takes the answer along: read while you write." },
];
