import type { Row, Section } from "./table.ts";

/** The page docs/faults.md. */
export function renderOutcomes(sections: readonly Section[]): string {
  const rows = sections.flatMap((section) => section.rows);
  const disagreeing = rows.filter(disagrees).map(({ fault }) => `\`${fault.name}\``);
  return `${HEAD}${sections.map(renderSection).join("")}
## Where the two disagree

One of the two takes what the other refuses in ${disagreeing.length} of ${rows.length} cases. Which one is right by RFC 9112, and which one is
only strict, makes a good question:

${disagreeing.join(", ")}.
`;
}

const HEAD = `<!-- Written by a test: npx vitest run --project tests test/practice/outcomes -u -->

# Every fault, and what two clients make of it

Each line was run: the fault as the practice service plays it, met by the built-in client (\`#client\`) and by \`node:http\`
of Node 20. A test runs all of them again and compares.

- The first three tables are peers on ports of their own (\`startFaultyPeer(name)\`), the others are \`/fault/{name}\`.
  Their octets stand in [peers](../src/practice/peers) and [faults](../src/practice/faults).
- "200, 12 octets": status code, and octets of the body that were handed over. "then" is what came after that.
- "next on the same connection": the body was whole, and so was the exchange after it, over the same or a new connection.
- The built-in client's errors stand beside the call that threw them. \`node:http\` has codes; before the status code they
  come from the request, after it from the response. Its \`timeout\` event is only a message, nothing ends by it.
- Silent peers get a time-out of two seconds, and \`POST\` with 32 MiB goes to those that have to be sent something.
  \`content-for-head\` is asked by HEAD. Proxies are asked for a tunnel to \`example.test:80\`.
- Codes of \`node:http\` differ a little between versions of Node; on others than 20 the test compares all but them.
`;

function renderSection({ title, rows }: Section): string {
  return `
## ${title}

| fault | breaks | built-in client | \`node:http\` | what it teaches |
| --- | --- | --- | --- | --- |
${rows.map(renderRow).join("\n")}
`;
}

function renderRow({ fault, client, node }: Row): string {
  return `| \`${fault.name}\` | ${fault.breaks ?? ""} | ${client} | ${node} | ${fault.teaches} |`;
}

/** A response that was handed over whole, as far as it was asked for, is taken. */
function disagrees({ client, node }: Row): boolean {
  const isTaken = (outcome: string) =>
    /^(\d|`connect` event, 200)/.test(outcome) && !/, then |before `|tunnel `/.test(outcome);
  return isTaken(client) !== isTaken(node);
}
