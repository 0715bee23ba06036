/** Exchanges as they would be observed, made from octets: what the screens of these tests show. */
import { divideRequest, divideResponses } from "../../src/exchange/divide.ts";
import type { ExchangeRequest, ObservedExchange } from "../../src/exchange/observed.ts";
import { octets } from "../wire/support.ts";

const request: ExchangeRequest = {
  origin: { scheme: "http", host: "127.0.0.1", port: 8080 },
  method: "GET",
  target: "/get",
  fields: [],
  isChunked: false,
  version: 11,
  timeoutMs: 5000,
};

interface Options extends Partial<Omit<ObservedExchange, "sent" | "received" | "request">> {
  readonly request?: Partial<ExchangeRequest>;
  readonly sent?: string;
  /** What the server sent, one octet for each character. */
  readonly received?: string;
}

/** An exchange in which the client made this of those octets. */
export function observed({ request: asked, sent, received = "", ...rest }: Options = {}): ObservedExchange {
  const whole = { ...request, ...asked };
  return {
    request: whole,
    ends: { local: "127.0.0.1:50000", remote: "127.0.0.1:8080" },
    sent: divideRequest(octets(sent ?? "GET /get HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n\r\n"), whole.isChunked),
    received: divideResponses(octets(received), rest.framing?.framing),
    waitMs: 3.4,
    framing: undefined,
    persistence: undefined,
    serverEnd: undefined,
    outcome: { kind: "complete" },
    ...rest,
  };
}
