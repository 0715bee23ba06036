import { type Codec, type FieldSection, HTTPException, UnknownProtocol } from "../wire/index.ts";
import { RemoteDisconnected } from "./errors.ts";
import type { OctetReader } from "./octet-reader.ts";
import type { ResponseHead } from "./response.ts";

// http.client's limits: _MAXLINE, _MAXHEADERS, _MAXINTERIMRESPONSES. It has none for a head as a whole.
const LINE_OCTETS = 65_536;
const FIELD_LINES = 100;
const INTERIM_RESPONSES = 100;
const HEAD_OCTETS = 1024 * 1024;

/**
 * Reads up to the empty line of the final response. Interim responses (1xx) are read and dropped, except 101, after
 * which the connection speaks another protocol (RFC 9110 §15.2).
 */
export async function readResponseHead(source: OctetReader, codec: Codec): Promise<ResponseHead> {
  for (let interim = 0; interim < INTERIM_RESPONSES; interim += 1) {
    const head = await readOneHead(source, codec);
    if (head.statusCode >= 200 || head.statusCode === 101) return head;
  }
  throw new HTTPException(`got more than ${INTERIM_RESPONSES} interim responses`);
}

async function readOneHead(source: OctetReader, codec: Codec): Promise<ResponseHead> {
  const line =
    source.takeLine("status-line", LINE_OCTETS) ?? (await source.readLine("status-line", LINE_OCTETS));
  if (line === undefined) throw new RemoteDisconnected();
  const { version, statusCode, reasonPhrase } = codec.parseStatusLine(line);
  if (version[0] !== 1 && !(version[0] === 0 && version[1] === 9)) {
    throw new UnknownProtocol(`HTTP/${version[0]}.${version[1]}`);
  }
  return { version, statusCode, reasonPhrase, fields: await readFieldSection(source, codec) };
}

async function readFieldSection(source: OctetReader, codec: Codec): Promise<FieldSection> {
  const lines: string[] = [];
  let octets = 0;
  for (;;) {
    const line =
      source.takeLine("header line", LINE_OCTETS) ?? (await source.readLine("header line", LINE_OCTETS));
    if (line === undefined)
      throw new HTTPException("The connection closed before the end of the response's fields");
    if (line === "") return codec.parseFieldSection(lines, { lines: FIELD_LINES }, codec.parseFieldLine);
    lines.push(line);
    octets += line.length;
    if (octets > HEAD_OCTETS) throw new HTTPException(`got more than ${HEAD_OCTETS} bytes of headers`);
    // http.client counts the empty line too: 99 field lines pass.
    if (lines.length === FIELD_LINES) throw new HTTPException(`got more than ${FIELD_LINES} headers`);
  }
}
