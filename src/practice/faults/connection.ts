import { type Fault, MOMENT, OK, oddity, TWO, wrong } from "./fault.ts";

// Persistent connections, and how they end: RFC 9112 §9
// biome-ignore format: one fault a line reads as the table it is
export const connectionFaults: readonly Fault[] = [
  oddity("never-answers", "hold", [], "Without a time-out of its own, a client waits forever."),
  oddity("closes-without-answer", "close", [], "The request arrived, and its answer never will: nobody knows what was done."),
  oddity("resets-without-answer", "reset", [], "A reset is the loudest end: the operating system reports it, not HTTP."),
  oddity("closes-unannounced", "close", [`${OK}${TWO}`], "A server may close an idle connection at any time: look before the next request."),
  oddity("closes-at-next-request", "close-at-next", [`${OK}${TWO}`], "The end and the next request may cross: only what is idempotent is sent again."),
  oddity("resets-at-next-request", "reset-at-next", [`${OK}${TWO}`], "The same race with a reset: another error, the same question."),
  wrong("says-close-and-stays", "RFC 9112 §9.6", "hold", [`${OK}Connection: close\r\n${TWO}`], "The length says where the body ends: waiting for the announced close as well is waiting forever."),
  oddity("close-among-options", "close", [`${OK}Connection: X-Lamp, Close\r\n${TWO}`], "Connection is a list, its options have no letter case, and close may stand anywhere in it."),
  oddity("close-in-another-word", "keep", [`${OK}Connection: disclosed\r\n${TWO}`], "\"close\" inside another word closes nothing."),
  oddity("old-version", "close", [`HTTP/1.0 200 OK\r\n${TWO}`], "HTTP/1.0 closes after a response unless it says otherwise."),
  oddity("old-version-kept", "keep", [`HTTP/1.0 200 OK\r\nConnection: keep-alive\r\n${TWO}`], "In HTTP/1.0, keep-alive is what makes a connection last."),
  wrong("unsolicited-response", "RFC 9112 §9.2", "keep", [`${OK}${TWO}`, MOMENT, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil"], "A response that no request asked for would be the answer to the next one: close, and open anew."),
];
