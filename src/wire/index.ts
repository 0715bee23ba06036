// Octets <-> HTTP messages. Pure: no I/O, and nothing imported from outside this folder.
export * from "./chunked.ts";
export * from "./codec.ts";
export * from "./errors.ts";
export * from "./fields.ts";
export * from "./framing.ts";
export * from "./grammar.ts";
export * from "./start-line.ts";
export * from "./state.ts";
export type * from "./transcript.ts";
