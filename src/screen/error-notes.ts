/** What an error of the client's means to the person who met it, and what to do: by its name, or by Node's code. */

// biome-ignore format: one error a line reads as the table it is
const ERROR_NOTES: Readonly<Record<string, string>> = {
  BadStatusLine: "What answers there may speak something else than HTTP.",
  RemoteDisconnected: "The request arrived, perhaps: nobody knows what was done with it. Only what is idempotent is sent again (RFC 9112 §9.3.1).",
  IncompleteRead: "What came is the beginning of the body, and must not pass for the whole (RFC 9112 §8).",
  LineTooLong: "A client that sets no limit keeps whatever a server likes to send.",
  ConnectionResetError: "A reset is the operating system's word, not HTTP's: what was on the way may be lost.",
  TimeoutError: "Something may come yet: with `timeout 20000` behind the other words the client waits for 20 seconds.",
  UnknownProtocol: "In another major version even the first line may mean something else.",
  TypeError: "The client does not send what a server could read as something else. Change the fields or the body.",
  ECONNREFUSED: "Nobody listens on that port. Is the server running, and is the port right? `npm run practice` starts one on 8080.",
  ENOTFOUND: "No address is known for that name: is it spelt right?",
  EAI_AGAIN: "The name could not be looked up: is there a network?",
  EHOSTUNREACH: "There is no way to that address from here.",
  ENETUNREACH: "There is no way to that network from here.",
  EACCES: "The operating system does not allow it.",
  EPROTO: "The two could not agree on TLS: is that port one of https?",
  ERR_SSL_WRONG_VERSION_NUMBER: "What answered is no TLS. Try `http://` with this port.",
  ERR_SSL_PACKET_LENGTH_TOO_LONG: "What answered is no TLS. Try `http://` with this port.",
  CERT_HAS_EXPIRED: "The certificate was good until a day that is over. Or is this machine's clock wrong?",
  CERT_NOT_YET_VALID: "The certificate begins on a day that is to come. Or is this machine's clock wrong?",
  DEPTH_ZERO_SELF_SIGNED_CERT: "Nobody but the server itself says who it is.",
  SELF_SIGNED_CERT_IN_CHAIN: "The chain ends at a CA that this client does not know; `ca FILE` behind the other words makes it known.",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "The certificate is signed by somebody of whom the client knows nothing; `ca FILE` behind the other words makes a CA known.",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "The certificate is signed by somebody of whom the client knows nothing; `ca FILE` behind the other words makes a CA known.",
  ERR_TLS_CERT_ALTNAME_INVALID: "The certificate is a good one, and for another host.",
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: "The server wants a certificate from the client, and this one has none.",
};

/** Undefined where the error's own sentence is enough. @param name As the exchange tells it: a class, or a code */
export function errorNote(name: string): string | undefined {
  return Object.hasOwn(ERROR_NOTES, name) ? ERROR_NOTES[name] : undefined;
}
