import { expect, test } from "vitest";
import { renderHtmlPage } from "../../src/practice/html-page.ts";
import { faults, peers, startPractice } from "../../src/practice/index.ts";
import type { PageContent } from "../../src/practice/page-content.ts";
import { routes } from "../../src/practice/routes.ts";
import { renderTextPage } from "../../src/practice/text-page.ts";
import { request } from "./raw-client.ts";

const peer = peers.find(({ name }) => name === "resets-on-accept")!;

const content: PageContent = {
  base: "http://localhost:8080",
  routeGroups: [{ title: "Endpoints", routes }],
  faultGroups: [{ title: "Faults", faults }],
  peerGroups: [{ title: "Connecting", peers: [{ fault: peer, command: "curl -i http://localhost:8082/" }] }],
  securePorts: [{ name: "good", about: "Right.", port: 8081, url: "https://localhost:8081" }],
};

test("both forms have every endpoint and fault, with a curl line each", () => {
  const names = [...routes.map(({ path }) => path), ...faults.map(({ name }) => name), "good", peer.name];
  const text = renderTextPage(content);
  const html = renderHtmlPage(content).replaceAll("<wbr>", "").replaceAll("&#39;", "'");
  for (const page of [text, html]) {
    for (const name of names) expect(page).toContain(name);
    expect(page).toContain("curl -i -m 5 http://localhost:8080/fault/bad-status-line");
    expect(page.match(/curl -i /g)).toHaveLength(names.length);
    expect(page).toContain("curl -i 'http://localhost:8080/get?name=value'");
    expect(page).toContain("curl -i -d name=value http://localhost:8080/post");
    expect(page).toContain("curl -i --cacert practice-ca.pem https://localhost:8081/get");
  }
  expect(text).toMatch(/^[\x20-\x7e\n]*$/);
});

test("without https ports neither speaks of them", () => {
  for (const render of [renderTextPage, renderHtmlPage])
    expect(render({ ...content, securePorts: [] })).not.toMatch(/https:|--cacert p/);
});

test("endpoints and faults are told apart, though groups of both may have one name", () => {
  const alike: PageContent = {
    ...content,
    routeGroups: [{ title: "Cookies", routes }],
    faultGroups: [{ title: "Cookies", faults }],
  };
  const text = renderTextPage(alike);
  expect(text).toMatch(
    /\nENDPOINTS: COOKIES\n[\s\S]+\nHTTPS: [\s\S]+\nFAULTS: COOKIES\n[\s\S]+\nFAULTY PEERS, EACH ON A PORT OF ITS OWN: CONNECTING\n/,
  );
  const outline = [...renderHtmlPage(alike).matchAll(/<h([23])[^>]*>([^<]+)/g)].map(
    ([, level, title]) => `${level} ${title}`,
  );
  expect(outline).toEqual([
    "2 Endpoints",
    "3 Cookies",
    "2 https",
    "3 The same over https",
    "2 Faults",
    "3 Cookies",
    "2 Faulty peers, each on a port of its own",
    "3 Connecting",
  ]);
});

test("what stands in the page is text, and in a command one word", () => {
  const evil: PageContent = {
    ...content,
    base: "http://<script>",
    routeGroups: [
      {
        title: "<b>&",
        routes: [
          {
            path: "/a",
            methods: ["DELETE"],
            purpose: '"<i>"',
            example: "/a'b",
            handle: () => routes[0]!.handle as never,
          },
        ],
      },
    ],
  };
  const html = renderHtmlPage(evil);
  expect(html).not.toMatch(/<script|<b>|<i>/);
  expect(html).toContain("&lt;b&gt;&amp;");
  expect(renderTextPage(evil)).toContain("curl -i -X DELETE -d name=value 'http://<script>/a'\\''b'");
});

test("HTML has its landmarks, one first heading, no script, and ids of its own", () => {
  const html = renderHtmlPage(content);
  expect(html).toMatch(/^<!doctype html>\n<html lang="en">/);
  for (const landmark of ["header", "nav", "main", "footer"])
    expect(html.match(new RegExp(`<${landmark}\\b`, "g"))).toHaveLength(1);
  expect(html.match(/<h1>/g)).toHaveLength(1);
  expect(html).not.toMatch(/<script|<img|https?:\/\/(?!localhost)/);
  const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const [, target] of html.matchAll(/ href="#([^"]+)"/g)) expect(ids).toContain(target);
});

test("every colour stands out from its ground, light and dark", () => {
  const colours = Object.fromEntries(
    [...renderHtmlPage(content).matchAll(/--(\w+): light-dark\((#\w+), (#\w+)\)/g)].map(
      ([, name, light, dark]) => [name, [light!, dark!] as const],
    ),
  );
  for (const scheme of [0, 1]) {
    for (const ink of ["ink", "quiet", "link"]) {
      expect(contrast(colours[ink]![scheme]!, colours.ground![scheme]!), ink).toBeGreaterThanOrEqual(7);
    }
    expect(contrast(colours.ink![scheme]!, colours.code![scheme]!)).toBeGreaterThanOrEqual(7);
  }
});

test.each([
  ["text/html,application/xhtml+xml,*/*;q=0.8", "text/html; charset=utf-8"],
  ["text/plain;q=0.5, TEXT/HTML ; q=0.9", "text/html; charset=utf-8"],
  ["*/*", "text/plain; charset=utf-8"],
  ["text/html;q=0", "text/plain; charset=utf-8"],
  ["text/html;q=0.1, text/plain", "text/plain; charset=utf-8"],
])("Accept: %s gets %s", async (accept, contentType) => {
  const practice = await startPractice();
  const { fields } = await request(practice.port, "GET /", [`Accept: ${accept}`]);
  await practice.close();
  expect(fields).toContainEqual(["Content-Type", contentType]);
  expect(fields).toContainEqual(["Vary", "Accept"]);
});

test("the commands lead where the client found the service, unless its Host is a trap", async () => {
  const practice = await startPractice({ tls: true });
  const page = async (host: string) =>
    (await request(practice.port, `GET http://${host}/`)).body.match(/curl -i \S+/)?.[0];
  expect(await page("here:1")).toBe("curl -i http://here:1/");
  expect(await page("$(touch)")).toBe(`curl -i ${practice.url}/`);
  const { body } = await request(practice.port, "GET /");
  expect(body).toContain(practice.tls.expired.url);
  await practice.close();
});

// WCAG 2.2: relative luminance and contrast ratio.
function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
