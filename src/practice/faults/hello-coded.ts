/*
 * "Hello, world" in each content coding, by hand, as text of ISO-8859-1 octets. What zlib writes differs between
 * versions and systems; these octets do not, and the text can be read in them: it lies in a stored block, which
 * is deflate's way to say "as it is" (RFC 1951 §3.2.4: last block, stored; length; its complement; octets).
 */

export const HELLO_DEFLATE_RAW = "\x01\x0c\0\xf3\xffHello, world";

// Magic number, deflate, no flags, no time, no hint, unknown system; at the end CRC-32 and length   RFC 1952 §2.3
export const HELLO_GZIP = `\x1f\x8b\x08\0\0\0\0\0\0\xff${HELLO_DEFLATE_RAW}\xc2\xa9\x9a\xe7\x0c\0\0\0`;

/** The 35 octets of `HELLO_GZIP`, once more in gzip. */
export const HELLO_GZIP_TWICE = `\x1f\x8b\x08\0\0\0\0\0\0\xff\x01\x23\0\xdc\xff${HELLO_GZIP}\xaf\x4d\xc4\x4c\x23\0\0\0`;

// One meta-block that holds its octets as they are, and an empty last one   RFC 7932 §9
export const HELLO_BROTLI = "\x8b\x05\x80Hello, world\x03";
