import { HEAD, OCTETS, type PeerFault, plays } from "./peer-fault.ts";

const ESTABLISHED = "HTTP/1.1 200 Connection Established\r\n\r\n";
const EVIL = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil";
const IN_TUNNEL = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok";

// CONNECT: RFC 9110 §9.3.6. None of these connects to anything, whatever is asked for.
// biome-ignore format: one peer a line reads as the table it is
export const proxyPeers: readonly PeerFault[] = [
  { name: "proxy-forbids", role: "proxy", behaviour: plays("close", HEAD, "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"), teaches: "A tunnel that was refused is no tunnel: the status code is the proxy's, not the server's." },
  { name: "proxy-wants-credentials", role: "proxy", behaviour: plays("close", HEAD, "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"gate\"\r\nContent-Length: 0\r\n\r\n"), teaches: "407 asks for Proxy-Authorization: the server's own credentials are not for the proxy." },
  { name: "proxy-reaches-nobody", role: "proxy", behaviour: plays("close", HEAD, "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n"), teaches: "With a proxy, a refused connection comes as a status code." },
  { name: "proxy-never-answers", role: "proxy", behaviour: plays("hold", HEAD), teaches: "Setting up the tunnel needs a time-out as connecting does." },
  { name: "proxy-closes", role: "proxy", behaviour: plays("close", HEAD), teaches: "An end before the proxy's answer: the server was perhaps never asked." },
  { name: "proxy-is-no-proxy", role: "proxy", breaks: "RFC 9112 §4", behaviour: plays("close", HEAD, "220 mail ready\r\n"), teaches: "What answers on the proxy's port may be no proxy." },
  { name: "proxy-speaks-first", role: "proxy", breaks: "RFC 9110 §9.3.6", behaviour: plays("hold", HEAD, ESTABLISHED + EVIL), teaches: "Octets that came with the proxy's answer are the proxy's, and would pass for the server's." },
  { name: "proxy-adds-length", role: "proxy", breaks: "RFC 9110 §9.3.6", behaviour: plays("close", HEAD, "HTTP/1.1 200 Connection Established\r\nContent-Length: 5\r\n\r\n", OCTETS, IN_TUNNEL), teaches: "A 2xx to CONNECT has no content, whatever its fields say: what follows is the tunnel." },
  { name: "proxy-closes-in-tunnel", role: "proxy", behaviour: plays("close", HEAD, ESTABLISHED, OCTETS), teaches: "The proxy's end is all that one sees of the server's." },
];
