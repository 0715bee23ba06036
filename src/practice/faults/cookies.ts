import { type Fault, OK, oddity, TWO, wrong } from "./fault.ts";

// set-cookie-string = cookie-pair *( ";" SP cookie-av )   RFC 6265 §4.1.1; how to read what is not that: §5.2
// biome-ignore format: one fault a line reads as the table it is
export const cookieFaults: readonly Fault[] = [
  wrong("cookie-without-name", "RFC 6265 §4.1.1", "keep", [`${OK}Set-Cookie: =red\r\nSet-Cookie: lamp\r\n${TWO}`], "No name, and no equals sign: RFC 6265 has a client ignore both."),
  wrong("cookie-with-odd-attributes", "RFC 6265 §4.1.1", "keep", [`${OK}Set-Cookie: lamp=red; Max-Age=soon; PATH=/get;; Secure=no; Lamp; max-age=60\r\n${TWO}`], "What cannot be read is left out, the last of a name counts, and Secure=no is Secure."),
  wrong("cookie-dates", "RFC 6265 §4.1.1", "keep", [`${OK}Set-Cookie: a=1; Expires=Saturday, 06-Nov-94 08:49:37 GMT\r\nSet-Cookie: b=2; Expires=Sat Nov  6 08:49:37 2094\r\nSet-Cookie: c=3; Expires=Sat, 06 Nov 2094 08:49:37 GMT\r\nSet-Cookie: d=4; Expires=tomorrow\r\n${TWO}`], "Dates come in three forms and in none; two digits from 70 on are a year of the last century."),
  oddity("cookie-for-another-domain", "keep", [`${OK}Set-Cookie: lamp=red; Domain=example.com\r\n${TWO}`], "A server may set cookies for itself and the domain that it is in, for no other."),
  wrong("cookies-in-one-line", "RFC 9110 §5.3", "keep", [`${OK}Set-Cookie: lamp=red, door=open\r\n${TWO}`], "Set-Cookie is no list: joined with a comma, two cookies are one with an odd value."),
  oddity("cookie-with-broken-prefix", "keep", [`${OK}Set-Cookie: __Host-lamp=red; Path=/get\r\n${TWO}`], "__Host- promises Secure and Path=/; a client that knows the promise refuses this one."),
  oddity("secure-cookie-in-the-clear", "keep", [`${OK}Set-Cookie: lamp=red; Secure\r\n${TWO}`], "Secure says where a cookie goes, not whence it came: over http it never goes back."),
  oddity("large-cookie", "keep", [`${OK}Set-Cookie: lamp=${"red".repeat(2000)}\r\n${TWO}`], "Clients keep some 4 KiB of a cookie: this one has 6, and would go along with each request."),
];
