import { crc32, deflateSync } from "node:zlib";
import { joinOctets, latin1Octets } from "../octets.ts";

/*
 * One picture, drawn here: a lighthouse by night. As PNG it is computed; pictures.ts has it in other formats too.
 */

const SIDE = 96;

type Colour = readonly [red: number, green: number, blue: number];

const NIGHT: Colour = [22, 32, 64];
const BEAM: Colour = [250, 224, 130];
const TOWER: Colour = [240, 240, 236];
const STRIPE: Colour = [200, 48, 48];
const SEA: Colour = [16, 88, 116];
const FOAM: Colour = [130, 190, 200];

function colourAt(x: number, y: number): Colour {
  const waveTop = 78 + 2 * Math.sin(x / 5);
  if (y > waveTop) return y > waveTop + 1.5 ? SEA : FOAM;
  const fromAxis = Math.abs(x - 30);
  const isTower = y > 34 && fromAxis < 5 + (y - 34) / 10;
  if (isTower) return Math.floor((y - 34) / 9) % 2 === 0 ? TOWER : STRIPE;
  const isLamp = y > 24 && y <= 34 && fromAxis < 5;
  const isBeam = x > 30 && Math.abs(y - 29) < 2 + (x - 30) / 4;
  return isLamp || isBeam ? BEAM : NIGHT;
}

/** The picture as PNG (RFC 2083): a signature, then chunks of length, type, data and checksum. */
export function lighthousePng(): Uint8Array {
  const header = new DataView(new ArrayBuffer(13));
  header.setUint32(0, SIDE);
  header.setUint32(4, SIDE);
  header.setUint8(8, 8); // bits of a sample
  header.setUint8(9, 2); // red, green and blue
  return joinOctets([
    latin1Octets("\x89PNG\r\n\x1a\n"),
    pngChunk("IHDR", new Uint8Array(header.buffer)),
    pngChunk("IDAT", deflateSync(scanlines())),
    pngChunk("IEND", new Uint8Array(0)),
  ]);
}

/** Each line begins with its filter: 0, none. */
function scanlines(): Uint8Array {
  const numbers = [...Array(SIDE).keys()];
  return Uint8Array.from(numbers.flatMap((y) => [0, ...numbers.flatMap((x) => colourAt(x, y))]));
}

function pngChunk(type: string, data: Uint8Array): Uint8Array {
  const checked = joinOctets([latin1Octets(type), data]);
  return joinOctets([uint32(data.length), checked, uint32(crc32(checked))]);
}

function uint32(value: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint32(0, value);
  return new Uint8Array(view.buffer);
}

/** The same picture, described in lines. */
export const lighthouseSvg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96">
  <title>A lighthouse by night</title>
  <rect width="96" height="96" fill="#162040"/>
  <path d="M30 27 L96 10 V48 L30 31 Z" fill="#fae082"/>
  <rect x="25" y="24" width="10" height="10" fill="#fae082"/>
  <path d="M25 34 H35 L40 80 H20 Z" fill="#f0f0ec"/>
  <path d="M24 43 H36 L37 52 H23 Z M22 61 H38 L39 70 H21 Z" fill="#c83030"/>
  <path d="M0 78 Q12 74 24 78 T48 78 T72 78 T96 78 V96 H0 Z" fill="#105874"/>
</svg>
`;
