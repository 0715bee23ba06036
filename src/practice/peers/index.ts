import { connectingPeers } from "./connecting.ts";
import type { PeerFault, PeerGroup } from "./peer-fault.ts";
import { proxyPeers } from "./proxy.ts";
import { tlsHandshakePeers } from "./tls-handshake.ts";

/** Every fault that needs a port of its own, by what it concerns. */
export const peerGroups: readonly PeerGroup[] = [
  { title: "Connecting", peers: connectingPeers },
  { title: "TLS handshake", peers: tlsHandshakePeers },
  { title: "Proxy", peers: proxyPeers },
];

export const peers: readonly PeerFault[] = peerGroups.flatMap((group) => group.peers);
