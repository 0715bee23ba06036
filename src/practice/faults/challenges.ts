import { type Fault, oddity, wrong } from "./fault.ts";

const UNAUTHORIZED = "HTTP/1.1 401 Unauthorized\r\n";
const NOTHING = "Content-Length: 0\r\n\r\n";

// WWW-Authenticate = #challenge   RFC 9110 §11.6.1. Whatever is sent in Authorization, these stay as they are.
// biome-ignore format: one fault a line reads as the table it is
export const challengeFaults: readonly Fault[] = [
  wrong("no-challenge", "RFC 9110 §15.5.2", "keep", [`${UNAUTHORIZED}${NOTHING}`], "A 401 has to say how to authenticate; without that there is nothing to try."),
  oddity("never-satisfied", "keep", [`${UNAUTHORIZED}WWW-Authenticate: Basic realm="lamps", charset="UTF-8"\r\n${NOTHING}`], "The same challenge again means that the password is wrong: try once."),
  oddity("challenges-in-one-line", "keep", [`${UNAUTHORIZED}WWW-Authenticate: Lamp type=1, title="\\"Red\\", or not", Basic realm="lamps"\r\n${NOTHING}`], "Commas stand between challenges, between their parameters, and inside quotes."),
  oddity("challenges-in-two-lines", "keep", [`${UNAUTHORIZED}WWW-Authenticate: Bearer\r\nWWW-Authenticate: Basic realm="lamps"\r\n${NOTHING}`], "Two lines are one list: the client takes the strongest that it knows."),
  oddity("challenge-in-odd-case", "keep", [`${UNAUTHORIZED}WWW-Authenticate: bAsIc ReAlM = "lamps, doors"\r\n${NOTHING}`], "Scheme and parameter names have no letter case, and a realm may hold a comma."),
  oddity("challenge-of-unknown-scheme", "keep", [`${UNAUTHORIZED}WWW-Authenticate: Lamp c2FsdA==\r\n${NOTHING}`], "A scheme that one does not know is no reason to send a password."),
  oddity("digest-of-unknown-algorithm", "keep", [`${UNAUTHORIZED}WWW-Authenticate: Digest realm="lamps", nonce="7c5a", qop="auth", algorithm=SHA-999\r\n${NOTHING}`], "An algorithm that one does not know makes the challenge one to ignore, not one for MD5."),
  wrong("digest-without-qop", "RFC 7616 §3.3", "keep", [`${UNAUTHORIZED}WWW-Authenticate: Digest realm="lamps", nonce="7c5a"\r\n${NOTHING}`], "The oldest form of Digest has no qop, and is computed without nc and cnonce."),
];
