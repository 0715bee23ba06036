/*
 * What each fault puts on the wire, written out: name, how it ends, every octet as the character of the same number.
 * Nothing here is shared with src/practice. The endless ones
 * are below: how they begin, and what comes how many times after that.
 */

type Row = readonly [name: string, end: string, octets: string];

const numbered = (count: number, value: string) =>
  Array.from({ length: count }, (_, index) => `X-${index + 1}: ${value}\r\n`).join("");

// biome-ignore format: one fault a line
export const faultOctets: readonly Row[] = [
  // Connection
  ["never-answers", "hold", ""],
  ["closes-without-answer", "close", ""],
  ["resets-without-answer", "reset", ""],
  ["closes-unannounced", "close", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"],
  ["closes-at-next-request", "close-at-next", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"],
  ["resets-at-next-request", "reset-at-next", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"],
  ["says-close-and-stays", "hold", "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok"],
  ["close-among-options", "close", "HTTP/1.1 200 OK\r\nConnection: X-Lamp, Close\r\nContent-Length: 2\r\n\r\nok"],
  ["close-in-another-word", "keep", "HTTP/1.1 200 OK\r\nConnection: disclosed\r\nContent-Length: 2\r\n\r\nok"],
  ["old-version", "close", "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok"],
  ["old-version-kept", "keep", "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nok"],
  ["unsolicited-response", "keep", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil"],
  // Status-line
  ["bad-status-line", "close", "HTTP/1.1 2OO OK\r\nContent-Length: 0\r\n\r\n"],
  ["misspelt-protocol", "close", "HTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"],
  ["lower-case-protocol", "close", "http/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"],
  ["another-protocol", "close", "SSH-2.0-OpenSSH_9.6\r\n"],
  ["no-head", "close", "<h1>It works</h1>\n"],
  ["binary-frame", "close", "\x00\x00\x00\x04\x00\x00\x00\x00\x00"],
  ["empty-line-first", "keep", "\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"],
  ["two-spaces-in-status-line", "close", "HTTP/1.1  200 OK\r\nContent-Length: 2\r\n\r\nok"],
  ["two-digit-status-code", "close", "HTTP/1.1 20 OK\r\nContent-Length: 2\r\n\r\nok"],
  ["status-code-zero", "close", "HTTP/1.1 000 Zero\r\nContent-Length: 2\r\n\r\nok"],
  ["status-code-beyond-range", "keep", "HTTP/1.1 999 Denied\r\nContent-Length: 2\r\n\r\nok"],
  ["unknown-status-code", "keep", "HTTP/1.1 299 Calm\r\nContent-Length: 2\r\n\r\nok"],
  ["no-reason-phrase", "keep", "HTTP/1.1 200 \r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: 2\r\n\r\nok"],
  ["no-space-after-status-code", "keep", "HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nok"],
  ["reason-phrase-beyond-ascii", "keep", "HTTP/1.1 200 D'acc\xf4rd\r\nContent-Length: 2\r\n\r\nok"],
  ["minor-version-two", "keep", "HTTP/1.2 200 OK\r\nContent-Length: 2\r\n\r\nok"],
  ["major-version-two", "close", "HTTP/2.0 200 OK\r\nContent-Length: 2\r\n\r\nok"],
  ["lf-line-ends", "keep", "HTTP/1.1 200 OK\nX-Lamp: red\nContent-Length: 2\n\nok"],
  ["cut-status-line", "close", "HTTP/1."],
  // Fields
  ["repeated-fields", "keep", "HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nX-Lamp: red\r\nset-cookie: b=2\r\nX-LAMP: green\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: 2\r\n\r\nok"],
  ["mixed-case-fields", "keep", "HTTP/1.1 200 OK\r\ncOnTeNt-TyPe: Application/JSON\r\nCONTENT-LENGTH: 11\r\n\r\n{\"ok\":true}"],
  ["field-without-colon", "keep", "HTTP/1.1 200 OK\r\nX-Lamp red\r\nContent-Length: 2\r\n\r\nok"],
  ["space-before-colon", "keep", "HTTP/1.1 200 OK\r\nX-Lamp : red\r\nContent-Length: 2\r\n\r\nok"],
  ["empty-field-name", "keep", "HTTP/1.1 200 OK\r\n: red\r\nContent-Length: 2\r\n\r\nok"],
  ["empty-field-value", "keep", "HTTP/1.1 200 OK\r\nX-Lamp:\r\nContent-Length: 2\r\n\r\nok"],
  ["folded-field", "keep", "HTTP/1.1 200 OK\r\nX-Lamp: red,\r\n green\r\nContent-Length: 2\r\n\r\nok"],
  ["space-before-first-field", "keep", "HTTP/1.1 200 OK\r\n X-Lamp: red\r\nContent-Length: 2\r\n\r\nok"],
  ["nul-in-field", "keep", "HTTP/1.1 200 OK\r\nX-Lamp: r\x00ed\r\nContent-Length: 2\r\n\r\nok"],
  ["cr-in-field", "keep", "HTTP/1.1 200 OK\r\nX-Lamp: red\rX-Door: open\r\nContent-Length: 2\r\n\r\nok"],
  ["fields-beyond-ascii", "keep", "HTTP/1.1 200 OK\r\nX-Name: Andr\xe9\r\nX-Place: Z\xc3\xbcrich\r\nContent-Length: 2\r\n\r\nok"],
  ["names-of-objects", "keep", "HTTP/1.1 200 OK\r\n__proto__: lamp\r\nconstructor: door\r\nContent-Length: 2\r\n\r\nok"],
  ["cut-in-fields", "close", "HTTP/1.1 200 OK\r\nX-Lamp: red\r\nContent-Le"],
  ["stalls-in-fields", "hold", "HTTP/1.1 200 OK\r\nX-Lamp: red\r\n"],
  ["drips-head", "keep", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"],
  ["split-response", "keep", "HTTP/1.1 302 Found\r\nLocation: /get?lamp=red\r\nContent-Length: 0\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil"],
  // Content-Length
  ["truncated-body", "close", "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nHello, world"],
  ["resets-in-body", "reset", "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nHello, world"],
  ["stalls-in-body", "hold", "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nHello, world"],
  ["body-longer-than-length", "keep", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nHello, world"],
  ["same-length-twice", "keep", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\nHello"],
  ["length-as-list", "keep", "HTTP/1.1 200 OK\r\nContent-Length: 5, 5\r\n\r\nHello"],
  ["two-lengths", "close", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nHello!"],
  ["negative-length", "close", "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nHello"],
  ["length-with-plus", "close", "HTTP/1.1 200 OK\r\nContent-Length: +5\r\n\r\nHello"],
  ["length-in-hexadecimal", "close", "HTTP/1.1 200 OK\r\nContent-Length: 0x5\r\n\r\nHello"],
  ["empty-length", "close", "HTTP/1.1 200 OK\r\nContent-Length:\r\n\r\nHello"],
  ["huge-length", "close", "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\nHello"],
  ["length-beyond-memory", "close", "HTTP/1.1 200 OK\r\nContent-Length: 9007199254740991\r\n\r\nHello"],
  ["length-and-chunked", "close", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n0\r\n\r\n"],
  ["until-close", "close", "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nHello, world"],
  ["until-close-stalls", "hold", "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nHello, world"],
  ["until-close-resets", "reset", "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nHello, world"],
  ["content-after-no-content", "keep", "HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\nHello"],
  ["content-after-not-modified", "keep", "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\nHello"],
  ["content-for-head", "keep", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nHello"],
  ["drips-body", "keep", "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nSlow, and no failure"],
  // Chunked
  ["split-character", "keep", "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nC\r\n1\r\na\r\n1\r\nf\r\n1\r\n\xc3\r\n1\r\n\xa9\r\n0\r\n\r\n"],
  ["chunk-extensions", "keep", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;lamp=red;door=\"a;b\"\r\nHello\r\n0;last\r\n\r\n"],
  ["trailers", "keep", "HTTP/1.1 200 OK\r\nTrailer: X-Lamp\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nHello\r\n0\r\nX-Lamp: red\r\n\r\n"],
  ["chunked-in-odd-case", "keep", "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n5\r\nHello\r\n0\r\n\r\n"],
  ["chunk-size-not-hexadecimal", "close", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5g\r\nHello\r\n0\r\n\r\n"],
  ["empty-chunk-size", "close", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\r\nHello\r\n0\r\n\r\n"],
  ["negative-chunk-size", "close", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nHello\r\n0\r\n\r\n"],
  ["chunk-size-with-prefix", "close", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0x5\r\nHello\r\n0\r\n\r\n"],
  ["chunk-size-with-plus", "close", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n+5\r\nHello\r\n0\r\n\r\n"],
  ["space-before-chunk-size", "close", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n 5\r\nHello\r\n0\r\n\r\n"],
  ["space-after-chunk-size", "keep", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5 \r\nHello\r\n0\r\n\r\n"],
  ["lf-after-chunk-size", "close", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\nHello\r\n0\r\n\r\n"],
  ["huge-chunk-size", "close", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\nHello\r\n0\r\n\r\n"],
  ["no-last-chunk", "close", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nHello\r\n"],
  ["cut-chunk", "close", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n14\r\nHello, world"],
  ["cut-last-chunk", "close", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nHello\r\n0\r\n"],
  ["chunk-longer-than-size", "close", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nHello, world\r\n0\r\n\r\n"],
  ["octets-after-last-chunk", "keep", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nHello\r\n0\r\n\r\nmore"],
  ["trailer-without-colon", "close", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nHello\r\n0\r\nX-Lamp red\r\n\r\n"],
  ["gzip-and-chunked", "keep", "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n23\r\n\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff\x01\x0c\x00\xf3\xffHello, world\xc2\xa9\x9a\xe7\x0c\x00\x00\x00\r\n0\r\n\r\n"],
  ["chunked-not-last", "close", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, gzip\r\n\r\n5\r\nHello\r\n0\r\n\r\n"],
  ["chunked-twice", "close", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nHello\r\n0\r\n\r\n"],
  ["unknown-transfer-coding", "close", "HTTP/1.1 200 OK\r\nTransfer-Encoding: xchunked\r\n\r\n5\r\nHello\r\n0\r\n\r\n"],
  ["chunked-in-old-version", "close", "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nHello\r\n0\r\n\r\n"],
  // Interim responses
  ["continue-first", "keep", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"],
  ["early-hints-first", "keep", "HTTP/1.1 103 Early Hints\r\nLink: </lamp.css>; rel=preload\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"],
  ["unknown-interim-first", "keep", "HTTP/1.1 199 Not Yet\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"],
  ["length-in-interim", "keep", "HTTP/1.1 102 Processing\r\nContent-Length: 5\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"],
  ["switches-unasked", "close", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: lamp\r\nConnection: upgrade\r\n\r\nlamp on\n"],
  ["continue-only", "close", "HTTP/1.1 100 Continue\r\n\r\n"],
  // Content coding
  ["gzip-cut-short", "keep", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 22\r\n\r\n\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff\x01\x0c\x00\xf3\xffHello, "],
  ["gzip-with-wrong-checksum", "keep", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 35\r\n\r\n\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff\x01\x0c\x00\xf3\xffHello, world\x00\x00\x00\x00\x0c\x00\x00\x00"],
  ["gzip-that-is-none", "keep", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 12\r\n\r\nHello, world"],
  ["gzip-unannounced", "keep", "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 35\r\n\r\n\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff\x01\x0c\x00\xf3\xffHello, world\xc2\xa9\x9a\xe7\x0c\x00\x00\x00"],
  ["octets-after-gzip", "keep", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 39\r\n\r\n\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff\x01\x0c\x00\xf3\xffHello, world\xc2\xa9\x9a\xe7\x0c\x00\x00\x00more"],
  ["gzip-in-two-members", "keep", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 70\r\n\r\n\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff\x01\x0c\x00\xf3\xffHello, world\xc2\xa9\x9a\xe7\x0c\x00\x00\x00\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff\x01\x0c\x00\xf3\xffHello, world\xc2\xa9\x9a\xe7\x0c\x00\x00\x00"],
  ["gzip-twice", "keep", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip, gzip\r\nContent-Length: 58\r\n\r\n\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff\x01#\x00\xdc\xff\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff\x01\x0c\x00\xf3\xffHello, world\xc2\xa9\x9a\xe7\x0c\x00\x00\x00\xafM\xc4L#\x00\x00\x00"],
  ["deflate-raw", "keep", "HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\nContent-Length: 17\r\n\r\n\x01\x0c\x00\xf3\xffHello, world"],
  ["brotli-cut-short", "keep", "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 9\r\n\r\n\x8b\x05\x80Hello,"],
  ["unknown-coding", "keep", "HTTP/1.1 200 OK\r\nContent-Encoding: rot13\r\nContent-Length: 12\r\n\r\nUryyb, jbeyq"],
  // Redirects
  ["redirect-to-itself", "keep", "HTTP/1.1 302 Found\r\nLocation: /fault/redirect-to-itself\r\nContent-Length: 0\r\n\r\n"],
  ["redirect-ring", "keep", "HTTP/1.1 302 Found\r\nLocation: redirect-ring-back\r\nContent-Length: 0\r\n\r\n"],
  ["redirect-ring-back", "keep", "HTTP/1.1 302 Found\r\nLocation: /fault/redirect-ring\r\nContent-Length: 0\r\n\r\n"],
  ["redirect-without-location", "keep", "HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n"],
  ["redirect-with-two-locations", "keep", "HTTP/1.1 302 Found\r\nLocation: /get?first\r\nLocation: /get?second\r\nContent-Length: 0\r\n\r\n"],
  ["redirect-with-content", "keep", "HTTP/1.1 302 Found\r\nLocation: /get\r\nContent-Length: 25\r\n\r\nThe page has moved there."],
  ["redirect-without-scheme", "keep", "HTTP/1.1 302 Found\r\nLocation: //127.0.0.1:9/get\r\nContent-Length: 0\r\n\r\n"],
  ["redirect-with-credentials", "keep", "HTTP/1.1 302 Found\r\nLocation: http://user:secret@127.0.0.1:9/get\r\nContent-Length: 0\r\n\r\n"],
  ["redirect-to-file", "keep", "HTTP/1.1 302 Found\r\nLocation: file:///etc/hosts\r\nContent-Length: 0\r\n\r\n"],
  ["redirect-to-the-inside", "keep", "HTTP/1.1 302 Found\r\nLocation: http://2130706433:9/admin\r\nContent-Length: 0\r\n\r\n"],
  ["redirect-to-nonsense", "keep", "HTTP/1.1 302 Found\r\nLocation: http://[:::\r\nContent-Length: 0\r\n\r\n"],
  // Retries
  ["busy-once", "keep", "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n"],
  ["busy-twice", "keep", "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n"],
  ["limited-once", "keep", "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n"],
  ["resets-once", "reset", ""],
  ["closes-once", "close", ""],
  ["stalls-once", "hold", ""],
  ["retry-after-in-words", "keep", "HTTP/1.1 503 Service Unavailable\r\nRetry-After: soon\r\nContent-Length: 0\r\n\r\n"],
  ["retry-after-the-past", "keep", "HTTP/1.1 503 Service Unavailable\r\nRetry-After: Fri, 31 Dec 1999 23:59:59 GMT\r\nContent-Length: 0\r\n\r\n"],
  ["retry-after-a-year", "keep", "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 31536000\r\nContent-Length: 0\r\n\r\n"],
  // Cookies
  ["cookie-without-name", "keep", "HTTP/1.1 200 OK\r\nSet-Cookie: =red\r\nSet-Cookie: lamp\r\nContent-Length: 2\r\n\r\nok"],
  ["cookie-with-odd-attributes", "keep", "HTTP/1.1 200 OK\r\nSet-Cookie: lamp=red; Max-Age=soon; PATH=/get;; Secure=no; Lamp; max-age=60\r\nContent-Length: 2\r\n\r\nok"],
  ["cookie-dates", "keep", "HTTP/1.1 200 OK\r\nSet-Cookie: a=1; Expires=Saturday, 06-Nov-94 08:49:37 GMT\r\nSet-Cookie: b=2; Expires=Sat Nov  6 08:49:37 2094\r\nSet-Cookie: c=3; Expires=Sat, 06 Nov 2094 08:49:37 GMT\r\nSet-Cookie: d=4; Expires=tomorrow\r\nContent-Length: 2\r\n\r\nok"],
  ["cookie-for-another-domain", "keep", "HTTP/1.1 200 OK\r\nSet-Cookie: lamp=red; Domain=example.com\r\nContent-Length: 2\r\n\r\nok"],
  ["cookies-in-one-line", "keep", "HTTP/1.1 200 OK\r\nSet-Cookie: lamp=red, door=open\r\nContent-Length: 2\r\n\r\nok"],
  ["cookie-with-broken-prefix", "keep", "HTTP/1.1 200 OK\r\nSet-Cookie: __Host-lamp=red; Path=/get\r\nContent-Length: 2\r\n\r\nok"],
  ["secure-cookie-in-the-clear", "keep", "HTTP/1.1 200 OK\r\nSet-Cookie: lamp=red; Secure\r\nContent-Length: 2\r\n\r\nok"],
  // Challenges
  ["no-challenge", "keep", "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n"],
  ["never-satisfied", "keep", "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"lamps\", charset=\"UTF-8\"\r\nContent-Length: 0\r\n\r\n"],
  ["challenges-in-one-line", "keep", "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Lamp type=1, title=\"\\\"Red\\\", or not\", Basic realm=\"lamps\"\r\nContent-Length: 0\r\n\r\n"],
  ["challenges-in-two-lines", "keep", "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer\r\nWWW-Authenticate: Basic realm=\"lamps\"\r\nContent-Length: 0\r\n\r\n"],
  ["challenge-in-odd-case", "keep", "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: bAsIc ReAlM = \"lamps, doors\"\r\nContent-Length: 0\r\n\r\n"],
  ["challenge-of-unknown-scheme", "keep", "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Lamp c2FsdA==\r\nContent-Length: 0\r\n\r\n"],
  ["digest-of-unknown-algorithm", "keep", "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Digest realm=\"lamps\", nonce=\"7c5a\", qop=\"auth\", algorithm=SHA-999\r\nContent-Length: 0\r\n\r\n"],
  ["digest-without-qop", "keep", "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Digest realm=\"lamps\", nonce=\"7c5a\"\r\nContent-Length: 0\r\n\r\n"],
  // Long ones
  ["hundred-fields", "keep", `HTTP/1.1 200 OK\r\n${numbered(99, "1")}Content-Length: 2\r\n\r\nok`],
  ["three-thousand-fields", "keep", `HTTP/1.1 200 OK\r\n${numbered(2999, "1")}Content-Length: 2\r\n\r\nok`],
  ["large-field-section", "keep", `HTTP/1.1 200 OK\r\n${numbered(20, "x".repeat(1000))}Content-Length: 2\r\n\r\nok`],
  ["long-field-line", "keep", `HTTP/1.1 200 OK\r\nX-Long: ${"x".repeat(70_000)}\r\nContent-Length: 2\r\n\r\nok`],
  ["long-chunk-extension", "keep", `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;x=${"x".repeat(70_000)}\r\nHello\r\n0\r\n\r\n`],
  ["three-hundred-trailers", "keep", `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nHello\r\n0\r\n${"X-Lamp: red\r\n".repeat(300)}\r\n`],
  ["hundred-continues", "keep", `${"HTTP/1.1 100 Continue\r\n\r\n".repeat(100)}HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok`],
  ["large-cookie", "keep", `HTTP/1.1 200 OK\r\nSet-Cookie: lamp=${"red".repeat(2000)}\r\nContent-Length: 2\r\n\r\nok`],
];

type EndlessRow = readonly [name: string, first: string, piece: string, times: number];

/** All of them end with RST. */
// biome-ignore format: one fault a line
export const endlessOctets: readonly EndlessRow[] = [
  ["endless-status-line", "HTTP/1.1 200 ", "x".repeat(1024), 4096],
  ["endless-field-line", "HTTP/1.1 200 OK\r\nX-Long: ", "x".repeat(1024), 4096],
  ["endless-fields", "HTTP/1.1 200 OK\r\n", numbered(50, "lamp"), 2048],
  ["endless-body", "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n", "lamp\n".repeat(3200), 4096],
  ["endless-chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", `3E80\r\n${"lamp\n".repeat(3200)}\r\n`, 4096],
  ["endless-chunk-extensions", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", `1;x=${"x".repeat(1000)}\r\n.\r\n`, 4096],
  ["endless-continues", "", "HTTP/1.1 100 Continue\r\n\r\n".repeat(40), 2048],
];

type TurnsRow = readonly [name: string, answers: readonly Row[]];

const RECOVERED: Row = ["", "keep", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"];

/** What is answered in turn, after which the first is answered again. */
// biome-ignore format: one fault a line
export const turnOctets: readonly TurnsRow[] = [
  ["busy-once", [["", "keep", "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n"], RECOVERED]],
  ["busy-twice", [["", "keep", "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n"], ["", "keep", "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n"], RECOVERED]],
  ["limited-once", [["", "keep", "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n"], RECOVERED]],
  ["resets-once", [["", "reset", ""], RECOVERED]],
  ["closes-once", [["", "close", ""], RECOVERED]],
  ["stalls-once", [["", "hold", ""], RECOVERED]],
];
