import { type Fault, oddity, wrong } from "./fault.ts";

const FOUND = "HTTP/1.1 302 Found\r\n";
const NOTHING = "Content-Length: 0\r\n\r\n";

// Location = URI-reference   RFC 9110 §10.2.2. Where one leads to an address, nobody listens there.
// biome-ignore format: one fault a line reads as the table it is
export const redirectFaults: readonly Fault[] = [
  oddity("redirect-to-itself", "keep", [`${FOUND}Location: /fault/redirect-to-itself\r\n${NOTHING}`], "Following needs a limit."),
  oddity("redirect-ring", "keep", [`${FOUND}Location: redirect-ring-back\r\n${NOTHING}`], "Comparing with the last URL does not find a ring of two. A Location may be relative, too."),
  oddity("redirect-ring-back", "keep", [`${FOUND}Location: /fault/redirect-ring\r\n${NOTHING}`], "The other half of the ring."),
  oddity("redirect-without-location", "keep", [`${FOUND}${NOTHING}`], "Without Location there is nowhere to go: the 302 is the answer."),
  wrong("redirect-with-two-locations", "RFC 9110 §5.3", "keep", [`${FOUND}Location: /get?first\r\nLocation: /get?second\r\n${NOTHING}`], "Two places to go are none: one client takes the first, another the last."),
  oddity("redirect-with-content", "keep", [`${FOUND}Location: /get\r\nContent-Length: 25\r\n\r\nThe page has moved there.`], "A redirect has content like any response: unread, it stands before the next one."),
  oddity("redirect-without-scheme", "keep", [`${FOUND}Location: //127.0.0.1:9/get\r\n${NOTHING}`], "Two slashes begin another host, not a path: credentials stay behind."),
  wrong("redirect-with-credentials", "RFC 9110 §4.2.4", "keep", [`${FOUND}Location: http://user:secret@127.0.0.1:9/get\r\n${NOTHING}`], "Who follows this sends a stranger's password, and may write it into a log."),
  oddity("redirect-to-file", "keep", [`${FOUND}Location: file:///etc/hosts\r\n${NOTHING}`], "A redirect may name any scheme: following is for http and https."),
  oddity("redirect-to-the-inside", "keep", [`${FOUND}Location: http://2130706433:9/admin\r\n${NOTHING}`], "2130706433 is 127.0.0.1 in one number: compare addresses after resolving, not text before."),
  wrong("redirect-to-nonsense", "RFC 9110 §10.2.2", "keep", [`${FOUND}Location: http://[:::\r\n${NOTHING}`], "What is in Location may be no URI: the failure should name it."),
];
