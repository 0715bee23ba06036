/** What fields are for, as a table: why a request has one, and what one in a response tells. */
import type { Sender } from "../wire/transcript.ts";

/** Why a field is there, in one sentence each, and where it is defined. */
interface FieldNote {
  readonly request?: string;
  readonly response?: string;
  readonly see: string;
}

// biome-ignore format: one field a line reads as the table it is
const FIELD_NOTES: Readonly<Record<string, FieldNote>> = {
  "accept": { request: "Which media types the client would like, by weight.", see: "RFC 9110 §12.5.1" },
  "accept-encoding": { request: "Which content codings the client can undo: `identity` means none, please send the content as it is.", see: "RFC 9110 §12.5.3" },
  "accept-language": { request: "Which languages the person would like, by weight.", see: "RFC 9110 §12.5.4" },
  "accept-ranges": { response: "Whether a part of the content can be asked for by `Range`.", see: "RFC 9110 §14.3" },
  "access-control-allow-credentials": { response: "Tells a browser whether a page of another origin may read this where the request had cookies; other clients ignore it.", see: "the Fetch standard, CORS" },
  "access-control-allow-origin": { response: "Tells a browser which pages of other origins may read this; other clients ignore it.", see: "the Fetch standard, CORS" },
  "age": { response: "How many seconds ago a cache had this from the origin server.", see: "RFC 9111 §5.1" },
  "allow": { response: "The methods that this resource takes.", see: "RFC 9110 §10.2.1" },
  "authorization": { request: "The credentials, for the scheme that the server asked for.", see: "RFC 9110 §11.6.2" },
  "cache-control": { request: "What caches on the way must do with this request.", response: "How long, and by whom, this response may be kept.", see: "RFC 9111 §5.2" },
  "connection": { request: "What holds for this one connection: `close` asks for its end after the response.", response: "What holds for this one connection: `close` announces its end, `keep-alive` keeps one of HTTP/1.0.", see: "RFC 9110 §7.6.1" },
  "content-disposition": { response: "Whether to show the content or to keep it as a file, and under which name.", see: "RFC 6266" },
  "content-encoding": { request: "How the content was coded; the server undoes it.", response: "How the content was coded, mostly to be shorter; the receiver undoes it after the framing.", see: "RFC 9110 §8.4" },
  "content-language": { response: "The language of those for whom the content is.", see: "RFC 9110 §8.5" },
  "content-length": { request: "Where the request ends: so many octets after the empty line.", response: "How many octets of content there are; mostly it decides where the body ends.", see: "RFC 9110 §8.6" },
  "content-location": { response: "The URL of this very representation.", see: "RFC 9110 §8.7" },
  "content-range": { response: "Which part of the whole this is.", see: "RFC 9110 §14.4" },
  "content-type": { request: "What the octets of the body mean: without it the server has to guess.", response: "What the octets of the content mean, and in which charset.", see: "RFC 9110 §8.3" },
  "cookie": { request: "What the server's `Set-Cookie` asked to be sent back.", see: "RFC 6265 §4.2" },
  "date": { response: "When the response was made, always in GMT: caches count from it.", see: "RFC 9110 §6.6.1" },
  "etag": { response: "A tag of this version of the content, for `If-None-Match` and `If-Match`.", see: "RFC 9110 §8.8.3" },
  "expect": { request: "`100-continue`: the body waits until the server says that it wants it.", see: "RFC 9110 §10.1.1" },
  "expires": { response: "Until when it may be kept, where `Cache-Control` does not say.", see: "RFC 9111 §5.3" },
  "host": { request: "Which host is meant, because one address can serve many; the one field that every request of HTTP/1.1 must have.", see: "RFC 9112 §3.2" },
  "if-match": { request: "Do it only to the version that has this tag, or answer 412.", see: "RFC 9110 §13.1.1" },
  "if-modified-since": { request: "Send it only if it changed since then, or answer 304.", see: "RFC 9110 §13.1.3" },
  "if-none-match": { request: "Send it only if its tag is another by now, or answer 304.", see: "RFC 9110 §13.1.2" },
  "if-range": { request: "Send the part only if the whole is still the same, or send all of it.", see: "RFC 9110 §13.1.5" },
  "if-unmodified-since": { request: "Do it only if it did not change since then, or answer 412.", see: "RFC 9110 §13.1.4" },
  "keep-alive": { response: "How long the server means to wait for another request; never a promise.", see: "RFC 2068 §19.7.1.1" },
  "last-modified": { response: "When the content changed, as the server believes: for `If-Modified-Since`.", see: "RFC 9110 §8.8.2" },
  "link": { response: "Other resources, and what they are to this one.", see: "RFC 8288 §3" },
  "location": { response: "Where to go next in a redirection, or what a 201 made; it may be relative.", see: "RFC 9110 §10.2.2" },
  "origin": { request: "The site of the page that asks, as browsers say it.", see: "RFC 6454 §7" },
  "proxy-authenticate": { response: "What the proxy wants to be authorised.", see: "RFC 9110 §11.7.1" },
  "range": { request: "Only this part of the content, please; the server may send all of it.", see: "RFC 9110 §14.2" },
  "referer": { request: "Where the link was; misspelt since 1996.", see: "RFC 9110 §10.1.3" },
  "retry-after": { response: "When to try again: seconds, or a date.", see: "RFC 9110 §10.2.3" },
  "server": { response: "The software that answers, as it likes to be called.", see: "RFC 9110 §10.2.4" },
  "set-cookie": { response: "A cookie to be sent back; the one field whose lines must not be joined.", see: "RFC 6265 §4.1" },
  "strict-transport-security": { response: "Only https from now on, for so many seconds.", see: "RFC 6797 §6.1" },
  "te": { request: "Which transfer codings the client takes beside chunked, and whether trailers.", see: "RFC 9110 §10.1.4" },
  "trailer": { request: "Which fields will come after the last chunk.", response: "Which fields will come after the last chunk.", see: "RFC 9110 §6.6.2" },
  "transfer-encoding": { request: "The body is sent in chunks: its length is not known when the head leaves.", response: "How the body is coded for this one connection; with `chunked` last, the chunks say where it ends. This client undoes no other coding.", see: "RFC 9112 §6.1" },
  "upgrade": { request: "Another protocol, please, on this connection.", response: "Which other protocols the server would speak here.", see: "RFC 9110 §7.8" },
  "user-agent": { request: "The software that asks, as it likes to be called.", see: "RFC 9110 §10.1.5" },
  "vary": { response: "Which fields of the request this response depends on: a cache compares them.", see: "RFC 9110 §12.5.5" },
  "via": { request: "Who passed it on.", response: "Who passed it on.", see: "RFC 9110 §7.6.3" },
  "www-authenticate": { response: "Which scheme of authentication is wanted, and for what realm.", see: "RFC 9110 §11.6.1" },
};

/**
 * What a field is for, with the place that defines it; undefined for one that the table does not have.
 *
 * @param from Who sent it: the same name may mean something else in an answer
 *
 * @example
 * fieldNote("server", "Date") // "When the response was made, always in GMT: caches count from it (RFC 9110 §6.6.1)."
 */
export function fieldNote(from: Sender, name: string): string | undefined {
  const key = name.toLowerCase();
  if (!Object.hasOwn(FIELD_NOTES, key)) return undefined;
  const { request, response, see } = FIELD_NOTES[key]!;
  const note = from === "client" ? request : response;
  return note && `${note.slice(0, -1)} (${see}).`;
}
