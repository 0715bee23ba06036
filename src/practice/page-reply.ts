import { certificateKinds } from "./certificates.ts";
import type { Exchange } from "./exchange.ts";
import { renderHtmlPage } from "./html-page.ts";
import { utf8Octets } from "./octets.ts";
import type { PageContent } from "./page-content.ts";
import { peerGroups } from "./peers/index.ts";
import type { FaultyPeers } from "./peers/start-peers.ts";
import type { Reply } from "./reply.ts";
import { type Field, fieldTokens, fieldValues } from "./request-head.ts";
import type { SecureSide } from "./secure-side.ts";
import { renderTextPage } from "./text-page.ts";

/** `/`: HTML for a client that asks for it, as browsers do; text for everybody else, as for curl. */
export function pageReply(
  exchange: Exchange,
  lists: Pick<PageContent, "routeGroups" | "faultGroups">,
): Reply {
  const isHtml = prefersHtml(exchange.request.fields);
  const content = {
    ...lists,
    base: baseUrl(exchange),
    securePorts: portsOf(exchange.tls),
    peerGroups: startedPeers(exchange.peers),
  };
  return {
    statusCode: 200,
    contentType: isHtml ? "text/html; charset=utf-8" : "text/plain; charset=utf-8",
    // The same URL has two representations (RFC 9110 §12.5.5).
    fields: [["Vary", "Accept"]],
    body: utf8Octets(isHtml ? renderHtmlPage(content) : renderTextPage(content)),
  };
}

function startedPeers(started: FaultyPeers | undefined): PageContent["peerGroups"] {
  if (started === undefined) return [];
  return peerGroups.map(({ title, peers }) => ({
    title,
    peers: started.peers.filter(({ fault }) => peers.includes(fault)),
  }));
}

function portsOf(tls: SecureSide | undefined) {
  return tls === undefined ? [] : certificateKinds.map(({ name }) => tls[name]);
}

/** As the client called the service, so that the commands work from where it is. */
function baseUrl({ request, serviceHost, isSecure }: Exchange): string {
  const host = request.authority ?? fieldValues(request.fields, "Host")[0] ?? serviceHost;
  // A Host may hold more than the name of one: "$" and "(" among it (RFC 3986 §3.2.2).
  const isPlain = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d+)?$/i.test(host);
  return `${isSecure ? "https" : "http"}://${isPlain ? host : serviceHost}`;
}

/** Whether HTML is named and not weighed below plain text (RFC 9110 §12.5.1). */
function prefersHtml(fields: readonly Field[]): boolean {
  const html = weightOf("text/html", fields);
  return html > 0 && html >= weightOf("text/plain", fields);
}

// Accept: text/html, text/plain;q=0.8 …   weight = OWS ";" OWS "q=" qvalue   RFC 9110 §12.4.2
function weightOf(mediaType: string, fields: readonly Field[]): number {
  const range = fieldTokens(fields, "Accept").find((each) => each.split(";")[0]?.trim() === mediaType);
  if (range === undefined) return 0;
  const [, weight = "1"] = /;\s*q=([\d.]+)/.exec(range) ?? [];
  return Number(weight);
}
