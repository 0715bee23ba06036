/** What `npm run practice` shows: where the service is, and each connection as it happens. */
import { sentence } from "./inline.ts";
import { type Line, line, paint, span, stack } from "./line.ts";
import type { Theme } from "./theme.ts";
import { type SentOctets, sentLines } from "./transcript.ts";
import { wordRanges, wrap, wrapAfter } from "./wrap.ts";

/** A running service, as far as it shows. */
export interface ServiceAddresses {
  /** `"http://127.0.0.1:8080"` */
  readonly url: string;
  readonly securePorts: readonly { readonly url: string; readonly about: string }[];
  /** How many faulty peers it has. */
  readonly peers: number;
  /** Those that this system cannot have. */
  readonly missingPeers: readonly { readonly name: string; readonly reason: string }[];
}

/** Where the service is, and what to type. */
export function renderPracticeStart(addresses: ServiceAddresses, theme: Theme): string {
  const { url, securePorts, peers } = addresses;
  const { width } = theme;
  const [good] = securePorts;
  const ports = securePorts.flatMap((port) => securePortLines(port, width));
  const commands = [
    [
      `The page with every endpoint and fault, and with ${peers} peers that are faulty on ports of their own:`,
      `curl ${url}/`,
    ],
    ["The certificate of this service's own CA, and how to use it:", `curl -o practice-ca.pem ${url}/ca.pem`],
    ["", `curl --cacert practice-ca.pem ${good?.url}/get`],
  ] as const;
  return paint(
    stack(
      [
        ...wrap(line("The practice service serves", "heading"), width),
        ...wrap([span(`  ${url}`, "code")], width),
      ],
      [...wrap(line("and over https, each port with its own certificate:"), width), ...ports],
      commands.flatMap(([about, command]) => [
        ...(about === "" ? [] : wrap(line(about), width)),
        ...commandLines(command, width),
      ]),
      addresses.missingPeers.flatMap(({ name, reason }) =>
        wrap(sentence(`Not on this system: \`${name}\`. ${reason}`), width),
      ),
      wrap(sentence("What crosses the wire shows below. `Ctrl-C` ends the service."), width),
    ),
    theme,
  );
}

function securePortLines({ url, about }: ServiceAddresses["securePorts"][number], width: number): Line[] {
  if (width >= WIDE) return wrapAfter([span(`  ${url}`, "code"), span("  ")], line(about), width);
  return [...addressLines(url, width), ...wrapAfter([span("    ")], line(about), width)];
}

function addressLines(url: string, width: number): Line[] {
  return wrapAfter([span("  ")], line(url, "code"), width);
}

/** A command that can be copied, also where it takes several rows: a shell reads on behind a backslash. */
function commandLines(command: string, width: number): Line[] {
  const rows = wordRanges(command, width - 4 - CONTINUED.length).map(([start, end]) =>
    command.slice(start, end),
  );
  return rows.map((row, index) => [
    span(index === 0 ? "  " : "    "),
    span(row, "code"),
    span(index < rows.length - 1 ? CONTINUED : ""),
  ]);
}

const CONTINUED = " \\";

/** From so many columns on, an address and what is said of it share a row. */
const WIDE = 60;

/** What is known of a connection, as far as it shows. */
export interface ShownConnection {
  readonly number: number;
  readonly openedMs: number;
  readonly closedMs?: number;
  readonly closedBy?: "client" | "server";
  readonly closedHow?: "end" | "reset";
  readonly secure?: { readonly port: string; readonly failure?: string };
  readonly peer?: string;
  readonly requests: { readonly length: number };
}

/** A connection opened, or the rows that follow belong to another one than those before. */
export function renderConnectionTitle({ number, secure, peer }: ShownConnection, theme: Theme): string {
  const about = peer ? ` to ${peer}` : secure ? ` (https, ${secure.port})` : "";
  return paint(wrap([span(`connection ${number}`, "strong"), span(about, "muted")], theme.width), theme);
}

/** What one side sent: `>` the client, `<` the server, long bodies cut. */
export function renderSent(sent: SentOctets, theme: Theme): string {
  return paint(sentLines(sent, theme.width), theme);
}

/** One side of a connection ended. */
export function renderConnectionEnd(connection: ShownConnection, theme: Theme): string {
  const { closedBy, closedHow, openedMs, closedMs = openedMs, requests, secure } = connection;
  const how = closedHow === "reset" ? "reset it (RST)" : "ended it (FIN)";
  const after = `after ${Math.round(closedMs - openedMs)} ms`;
  const came = requests.length === 1 ? "1 request" : `${requests.length} requests`;
  const failure = secure?.failure === undefined ? "" : `; the TLS handshake failed: ${secure.failure}`;
  return paint(wrap(line(`the ${closedBy} ${how} ${after}, ${came}${failure}`, "muted"), theme.width), theme);
}
