import type { Exchange } from "../exchange.ts";
import { renderJsonLine } from "../json.ts";
import { utf8Octets } from "../octets.ts";
import type { Reply } from "../reply.ts";
import { fieldValues } from "../request-head.ts";
import { lighthousePng, lighthouseSvg } from "./lighthouse.ts";
import { lighthouseJpeg, lighthouseWebp } from "./lighthouse-photos.ts";

const png: Reply = { statusCode: 200, contentType: "image/png", body: lighthousePng() };

/** One picture in four formats, in the order in which `/image` looks for them. */
export const pictures = {
  webp: { ...png, contentType: "image/webp", body: lighthouseWebp },
  svg: { ...png, contentType: "image/svg+xml", body: utf8Octets(lighthouseSvg) },
  jpeg: { ...png, contentType: "image/jpeg", body: lighthouseJpeg },
  png,
} as const satisfies Readonly<Record<string, Reply>>;

/** 406 that tells what `/image` has, in httpbin's order and line. */
export const notAcceptable: Reply = {
  statusCode: 406,
  contentType: "application/json",
  body: utf8Octets(
    renderJsonLine({
      message: "Client did not request a supported media type.",
      accept: ["image/webp", "image/svg+xml", "image/jpeg", "image/png", "image/*"],
    }),
  ),
};

/**
 * `/image`: the first format that Accept names, PNG for `image/*` and without Accept, else 406.
 *
 * As httpbin, it looks for names alone: `any/any` (`*` for both) is none of them, and weights do not count (RFC 9110 §12.5.1 has both).
 */
export function imageReply({ request }: Exchange): Reply {
  const values = fieldValues(request.fields, "Accept");
  const accept = values.join(",").toLowerCase();
  const named = Object.values(pictures).find(({ contentType }) => accept.includes(contentType ?? "?"));
  if (named !== undefined) return named;
  return values.length === 0 || accept.includes("image/*") ? png : notAcceptable;
}
