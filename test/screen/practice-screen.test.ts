import { expect, test } from "vitest";
import { createTheme, renderPracticeStart } from "../../src/screen/index.ts";

const service = {
  url: "http://127.0.0.1:8080",
  securePorts: [
    { url: "https://127.0.0.1:8081", about: "Its certificate is right." },
    {
      url: "https://127.0.0.1:8082",
      about: "It does not send the certificate between its own and the CA's.",
    },
  ],
  peers: 24,
  missingPeers: [],
};

test("the addresses, and what to type", () => {
  expect(renderPracticeStart(service, createTheme({ width: 80, color: false }))).toBe(
    `The practice service serves
  http://127.0.0.1:8080

and over https, each port with its own certificate:
  https://127.0.0.1:8081  Its certificate is right.
  https://127.0.0.1:8082  It does not send the certificate between its own and
                          the CA's.

The page with every endpoint and fault, and with 24 peers that are faulty on
ports of their own:
  curl http://127.0.0.1:8080/
The certificate of this service's own CA, and how to use it:
  curl -o practice-ca.pem http://127.0.0.1:8080/ca.pem
  curl --cacert practice-ca.pem https://127.0.0.1:8081/get

What crosses the wire shows below. \`Ctrl-C\` ends the service.`,
  );
});

test("what the system cannot have is said, with the reason", () => {
  const missingPeers = [
    { name: "black-hole", reason: "Connections do not wait here where the queue is full." },
  ];
  const shown = renderPracticeStart({ ...service, missingPeers }, createTheme({ width: 80, color: false }));
  expect(shown).toContain(
    "\nNot on this system: `black-hole`. Connections do not wait here where the queue\nis full.\n",
  );
});

test("in 40 columns, the commands can still be copied", () => {
  const shown = renderPracticeStart(service, createTheme({ width: 40, color: false }));
  expect(shown).toContain("  https://127.0.0.1:8081\n    Its certificate is right.\n");
  expect(shown).toContain("  curl --cacert practice-ca.pem \\\n    https://127.0.0.1:8081/get\n");
});
