import { latin1Text } from "./octets.ts";

/**
 * Decodes base64 as Python does: characters outside of the alphabet count for nothing, missing padding for an
 * error, and what follows the padding is not read.
 *
 * @returns `undefined` for what is no base64
 */
export function decodeBase64(encoded: Uint8Array): Uint8Array | undefined {
  const [, digits = "", padding = ""] =
    /^([A-Za-z0-9+/]*)(=*)/.exec(latin1Text(encoded).replace(/[^A-Za-z0-9+/=]/g, "")) ?? [];
  // Four digits are three octets; one digit alone is less than one.
  const left = digits.length % 4;
  if (left === 1 || (left > 1 && left + padding.length < 4)) return undefined;
  return new Uint8Array(Buffer.from(digits, "base64"));
}
