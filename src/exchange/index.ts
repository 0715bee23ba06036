/** One exchange through the built-in client, as data: octets part by part, the client's decisions, how it ended. */
export { observeExchange } from "./observe.ts";
export type { ExchangeRequest, ObservedExchange, Origin } from "./observed.ts";
