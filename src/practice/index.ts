/** The practice service: a local httpbin that also misbehaves on demand, and records every octet. */
export { type Fault, faults } from "./faults.ts";
export type { ConnectionRecording, RecordedRequest } from "./recorder.ts";
export type { Field } from "./request-head.ts";
export { type Route, type RouteGroup, routeGroups } from "./routes.ts";
export { type PracticeOptions, type PracticeService, startPractice } from "./server.ts";
export type { End, StagedReply, Step } from "./staged-reply.ts";
