import { endless, type Fault, OK, oddity, TWO, wrong } from "./fault.ts";

const CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";

// Interim responses: RFC 9110 §15.2. A client reads on until the final response.
// biome-ignore format: one fault a line reads as the table it is
export const interimFaults: readonly Fault[] = [
  oddity("continue-first", "keep", [`${CONTINUE}${OK}${TWO}`], "A 100 may come unasked, and is not the answer."),
  oddity("early-hints-first", "keep", [`HTTP/1.1 103 Early Hints\r\nLink: </lamp.css>; rel=preload\r\n\r\n${OK}${TWO}`], "Every 1xx but 101 is passed over, with its fields: 103 too."),
  oddity("unknown-interim-first", "keep", [`HTTP/1.1 199 Not Yet\r\n\r\n${OK}${TWO}`], "A 1xx that nobody registered is an interim response like the others."),
  wrong("length-in-interim", "RFC 9110 §8.6", "keep", [`HTTP/1.1 102 Processing\r\nContent-Length: 5\r\n\r\n${OK}${TWO}`], "An interim response has no content, whatever its fields say."),
  wrong("switches-unasked", "RFC 9110 §7.8", "close", ["HTTP/1.1 101 Switching Protocols\r\nUpgrade: lamp\r\nConnection: upgrade\r\n\r\nlamp on\n"], "101 ends HTTP on this connection, and only who asked for it knows what begins."),
  wrong("continue-only", "RFC 9110 §15.2", "close", [CONTINUE], "An interim response is no answer: the connection ended without one."),
  oddity("hundred-continues", "keep", [`${CONTINUE.repeat(100)}${OK}${TWO}`], "How many interim responses are too many is the client's to say."),
  wrong("endless-continues", "RFC 9110 §15.2", "reset", endless("", CONTINUE.repeat(40), 2048), "Each of these 80,000 arrives in time, and the answer never: a time-out for each read sees nothing."),
];
