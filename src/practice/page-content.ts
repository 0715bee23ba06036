import type { Fault } from "./faults/fault.ts";
import type { FaultyPeer } from "./peers/start-peers.ts";
import type { Route } from "./routes.ts";
import type { SecurePort } from "./secure-side.ts";

/** What the page at `/` lists. Both its forms, HTML and plain text, are made of this and of nothing else. */
export interface PageContent {
  /** `"http://127.0.0.1:8080"`, without a slash at the end. */
  readonly base: string;
  readonly routeGroups: readonly { readonly title: string; readonly routes: readonly Route[] }[];
  readonly faultGroups: readonly { readonly title: string; readonly faults: readonly Fault[] }[];
  /** Empty while no faulty peers were started. */
  readonly peerGroups: readonly { readonly title: string; readonly peers: readonly PagePeer[] }[];
  /** Empty while the service has no https ports. */
  readonly securePorts: readonly SecurePort[];
}

/** What of a faulty peer is listed. */
type PagePeer = Pick<FaultyPeer, "fault" | "command">;

/** Endpoints, https ports, or faults. */
export interface PagePart {
  readonly title: string;
  readonly sections: readonly PageSection[];
}

export interface PageSection {
  readonly title: string;
  readonly entries: readonly PageEntry[];
}

/** Something to try. */
export interface PageEntry {
  /** `"GET /get"` */
  readonly title: string;
  readonly purpose: string;
  /** One line for a shell. */
  readonly command: string;
  /** Where a browser can go to see it, if it can. */
  readonly link?: string;
}

/** The endpoints, the https ports, the faults and the faulty peers, in this order, each in its groups. */
export function pageParts(content: PageContent): PagePart[] {
  const { base, routeGroups, faultGroups, peerGroups, securePorts } = content;
  const endpoints = routeGroups.map(({ title, routes }) => ({
    title,
    entries: routes.map((route) => routeEntry(base, route)),
  }));
  const secure = [{ title: "The same over https", entries: secureEntries(base, securePorts) }];
  const faults = faultGroups.map(({ title, faults }) => ({
    title,
    entries: faults.map(({ name, teaches }) => faultEntry(base, name, teaches)),
  }));
  const peers = peerGroups.map(({ title, peers }) => ({ title, entries: peers.map(peerEntry) }));
  return [
    { title: "Endpoints", sections: endpoints },
    { title: "https", sections: securePorts.length > 0 ? secure : [] },
    { title: "Faults", sections: faults },
    { title: "Faulty peers, each on a port of its own", sections: peers },
  ].filter(({ sections }) => sections.length > 0);
}

function routeEntry(base: string, { path, methods, purpose, example }: Route): PageEntry {
  const takesGet = methods === "any" || methods.includes("GET");
  const url = `${base}${example ?? path}`;
  return {
    title: `${methods === "any" ? "any method" : methods.join(" ")} ${path}`,
    purpose,
    command: `curl -i ${takesGet ? "" : curlMethod(methods)}${quoted(url)}`,
    ...(takesGet && !path.startsWith("/fault/") && { link: url }),
  };
}

// `-d` makes a POST; any other method has to be said.
function curlMethod(methods: readonly string[]): string {
  if (methods.includes("POST")) return "-d name=value ";
  if (methods.includes("HEAD")) return "--head ";
  return `-X ${methods[0]} -d name=value `;
}

// Some faults never end: a browser would hang, and curl gives up after 5 seconds.
function faultEntry(base: string, name: string, teaches: string): PageEntry {
  return { title: name, purpose: teaches, command: `curl -i -m 5 ${quoted(`${base}/fault/${name}`)}` };
}

function peerEntry({ fault, command }: PagePeer): PageEntry {
  return { title: fault.name, purpose: fault.teaches, command };
}

function secureEntries(base: string, ports: readonly SecurePort[]): PageEntry[] {
  const fetchCa: PageEntry = {
    title: "First",
    purpose: "Fetch the certificate of the CA. It is a new one each time that the service starts.",
    command: `curl -o practice-ca.pem ${quoted(`${base}/ca.pem`)}`,
  };
  const toPort = ({ name, about, url }: SecurePort): PageEntry => ({
    title: name,
    purpose: about,
    command: `curl -i --cacert practice-ca.pem ${quoted(`${url}/get`)}`,
  });
  return ports.length === 0 ? [] : [fetchCa, ...ports.map(toPort)];
}

// Letters that a shell leaves alone; all else stands between apostrophes.
function quoted(url: string): string {
  return /^[\w:/.,@%+=-]+$/.test(url) ? url : `'${url.replaceAll("'", "'\\''")}'`;
}
