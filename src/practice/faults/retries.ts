import { type Fault, type FaultStep, lazily, OK, oddity, reply, TWO, wrong } from "./fault.ts";

const UNAVAILABLE = "HTTP/1.1 503 Service Unavailable\r\n";
const NOTHING = "Content-Length: 0\r\n\r\n";
const RECOVERED = reply("keep", [`${OK}${TWO}`]);

// The first request gets what is named, a later one 200, the one after it the beginning again.
// Retry-After = HTTP-date / delay-seconds   RFC 9110 §10.2.3
// biome-ignore format: one fault a line reads as the table it is
export const retryFaults: readonly Fault[] = [
  inTurn(oddity("busy-once", "keep", [`${UNAVAILABLE}Retry-After: 1\r\n${NOTHING}`], "503 with Retry-After says when to come back, in seconds."), RECOVERED),
  inTurn(oddity("busy-until-a-date", "keep", lazily(busyUntilDate), "Retry-After may be a date: the wait is what lies between it and now, here two seconds."), RECOVERED),
  inTurn(oddity("busy-twice", "keep", [`${UNAVAILABLE}${NOTHING}`], "Once more may be too early: the second wait should be longer than the first."), reply("keep", [`${UNAVAILABLE}${NOTHING}`]), RECOVERED),
  inTurn(oddity("limited-once", "keep", [`HTTP/1.1 429 Too Many Requests\r\nRetry-After: 1\r\n${NOTHING}`], "429 is about the client's haste; it too may say how long to wait."), RECOVERED),
  inTurn(oddity("resets-once", "reset", [], "A connection that broke may work anew: whether to repeat depends on the method."), RECOVERED),
  inTurn(oddity("closes-once", "close", [], "An end without an answer says nothing about whether the request was carried out."), RECOVERED),
  inTurn(oddity("stalls-once", "hold", [], "A time-out is worth a second try, for what is safe to repeat, on a connection of its own."), RECOVERED),
  wrong("retry-after-in-words", "RFC 9110 §10.2.3", "keep", [`${UNAVAILABLE}Retry-After: soon\r\n${NOTHING}`], "What cannot be read is as good as absent: the client's own back-off counts."),
  oddity("retry-after-the-past", "keep", [`${UNAVAILABLE}Retry-After: Fri, 31 Dec 1999 23:59:59 GMT\r\n${NOTHING}`], "A date that is over means no wait, and no negative one."),
  oddity("retry-after-a-year", "keep", [`${UNAVAILABLE}Retry-After: 31536000\r\n${NOTHING}`], "A peer may ask for any wait; how long to wait is the client's to decide."),
];

function inTurn(first: Fault, ...next: Fault["next"] & object): Fault {
  return { ...first, next };
}

function busyUntilDate(): FaultStep[] {
  const now = Date.now();
  const [date, later] = [now, now + 2000].map((time) => new Date(time).toUTCString());
  return [`${UNAVAILABLE}Date: ${date}\r\nRetry-After: ${later}\r\n${NOTHING}`];
}
