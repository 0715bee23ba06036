import { createHash } from "node:crypto";

/*
 * Digest access authentication (RFC 7616): the server hands out a nonce, and the client proves that it knows the
 * password by a hash of both. Pure; the conversation stands in digest-auth.ts.
 */

/** Hashes that a challenge may name, and Node's names for them. */
const HASHES = { MD5: "md5", "SHA-256": "sha256", "SHA-512": "sha512" } as const;

export type DigestAlgorithm = keyof typeof HASHES;

/** The one of just that name; MD5 for another name, as in httpbin. */
export function digestAlgorithm(name: string): DigestAlgorithm {
  const known = Object.keys(HASHES) as DigestAlgorithm[];
  return known.find((algorithm) => algorithm === name) ?? "MD5";
}

export function hash(algorithm: DigestAlgorithm, data: string | Uint8Array): string {
  return createHash(HASHES[algorithm]).update(data).digest("hex");
}

/** Parameters of `Authorization: Digest …`, names in lower case; `undefined` for another scheme. */
export function parseDigestCredentials(authorization: string): ReadonlyMap<string, string> | undefined {
  const [, parameters] = /^digest +(.*)$/i.exec(authorization) ?? [];
  if (parameters === undefined) return undefined;
  const pairs = parameters.matchAll(/([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,]*))/g);
  return new Map(
    [...pairs].map(([, name = "", quoted, token = ""]) => [
      name.toLowerCase(),
      quoted?.replace(/\\(.)/g, "$1") ?? token,
    ]),
  );
}

/** What the proof is computed from, beside the credentials themselves. */
export interface DigestRequest {
  readonly method: string;
  readonly target: string;
  readonly body: Uint8Array;
  readonly password: string;
}

/**
 * The `response` that credentials must hold (RFC 7616 §3.4.1), or the older one of RFC 2069 where they name no qop.
 *
 * @param credentials As UTF-8 text in ISO-8859-1 characters, as they came
 */
export function expectedResponse(
  algorithm: DigestAlgorithm,
  credentials: ReadonlyMap<string, string>,
  { method, target, body, password }: DigestRequest,
): string {
  const said = (name: string) => credentials.get(name) ?? "";
  const h = (...parts: string[]) => hash(algorithm, Buffer.from(parts.join(":"), "latin1"));
  const passwordOctets = Buffer.from(password).toString("latin1");
  const a1 = h(said("username"), said("realm"), passwordOctets);
  const qop = credentials.get("qop");
  const a2 = qop === "auth-int" ? h(method, target, hash(algorithm, body)) : h(method, target);
  if (qop === undefined) return h(a1, said("nonce"), a2);
  return h(a1, said("nonce"), said("nc"), said("cnonce"), qop, a2);
}
