import type { Exchange } from "../exchange.ts";
import { htmlReply, type Reply } from "../reply.ts";
import { redirectPage } from "./redirects.ts";

const MOST_LINKS = 200;

/** `/links/{n}`: redirects to the first of the pages. */
export function firstLinksReply({ path }: Exchange): Reply {
  return redirectPage(`/links/${path.wholeNumber("n")}/0`);
}

/** `/links/{n}/{offset}`: n numbers, each a link to its own page but that of this one. */
export function linksReply({ path }: Exchange): Reply {
  const count = Math.min(Math.max(1, path.wholeNumber("n")), MOST_LINKS);
  const here = path.wholeNumber("offset");
  const numbers = Array.from({ length: count }, (_, number) =>
    number === here ? `${number} ` : `<a href='/links/${count}/${number}'>${number}</a> `,
  );
  return htmlReply(`<html><head><title>Links</title></head><body>${numbers.join("")}</body></html>`);
}
