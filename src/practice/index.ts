/** The practice service: a local httpbin that also misbehaves on demand, and records every octet. */

export type { Identity } from "./authority.ts";
export { certificateKinds, type SecurePortName } from "./certificates.ts";
export type { Fault, FaultGroup } from "./faults/fault.ts";
export { faultGroups, faults } from "./faults/index.ts";
export { peerGroups, peers } from "./peers/index.ts";
export type { PeerBehaviour, PeerFault, PeerGroup, PeerRole, PeerStep } from "./peers/peer-fault.ts";
export { type FaultyPeer, type FaultyPeers, startFaultyPeer, startFaultyPeers } from "./peers/start-peers.ts";
export type { ConnectionRecording, PracticeEvent, RecordedRequest, SecureRecording } from "./recording.ts";
export type { Field } from "./request-head.ts";
export { type Route, type RouteGroup, routeGroups } from "./routes.ts";
export type { SecurePort, SecureSide } from "./secure-side.ts";
export {
  type PracticeOptions,
  type PracticeService,
  type SecurePracticeService,
  startPractice,
} from "./server.ts";
export type { End, StagedReply, Step } from "./staged-reply.ts";
