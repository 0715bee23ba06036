import { OCTETS, type PeerFault, plays } from "./peer-fault.ts";

const BAD_REQUEST = "HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";

// A fatal alert: type 21, TLS 1.2 (as TLS 1.3 says too), two octets; level 2, and its number   RFC 8446 §5.1, §6
const fatalAlert = (number: number) => `\x15\x03\x03\0\x02\x02${String.fromCharCode(number)}`;

// The client speaks first: what awaits octets awaits its ClientHello   RFC 8446 §4.1.2
// biome-ignore format: one peer a line reads as the table it is
export const tlsHandshakePeers: readonly PeerFault[] = [
  { name: "handshake-silence", role: "https", behaviour: plays("hold"), teaches: "The connection is open and TLS is not: a time-out that ends with connecting does not cover this." },
  { name: "handshake-closed", role: "https", breaks: "RFC 8446 §6.1", behaviour: plays("close", OCTETS), teaches: "An end inside the handshake says nothing about certificates." },
  { name: "handshake-reset", role: "https", breaks: "RFC 8446 §6.1", behaviour: plays("reset", OCTETS), teaches: "A reset inside the handshake often comes from a box on the way, not from the server." },
  { name: "handshake-refused", role: "https", behaviour: plays("close", OCTETS, fatalAlert(40)), teaches: "Alert 40, handshake_failure: the two found nothing that both accept." },
  { name: "handshake-version-refused", role: "https", behaviour: plays("close", OCTETS, fatalAlert(70)), teaches: "Alert 70, protocol_version: the two have no version of TLS in common." },
  { name: "handshake-name-refused", role: "https", behaviour: plays("close", OCTETS, fatalAlert(112)), teaches: "Alert 112, unrecognized_name: nobody by the name that SNI gave lives here." },
  { name: "handshake-answered-in-http", role: "https", breaks: "RFC 8446 §5.1", behaviour: plays("close", OCTETS, BAD_REQUEST), teaches: "https:// to a port that speaks http://: its answer is read as a TLS record of an unknown version." },
  { name: "handshake-cut-short", role: "https", breaks: "RFC 8446 §6.1", behaviour: plays("close", OCTETS, "\x16\x03\x03\0\x7a\x02\0\0\x76"), teaches: "Four octets of a ServerHello of 122, and the end: TLS has its truncated bodies too." },
];
