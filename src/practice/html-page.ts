import {
  type PageContent,
  type PageEntry,
  type PagePart,
  type PageSection,
  pageParts,
} from "./page-content.ts";

/**
 * The page at `/` for a browser. One file, no script: landmarks and headings for who listens to it, lines that break for
 * who reads it on a phone, dark where the reader's system is dark.
 */
export function renderHtmlPage(content: PageContent): string {
  const parts = pageParts(content);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>The practice service of http-by-hand</title>
<style>
${STYLE}</style>
</head>
<body>
<a class="skip" href="#content">Skip to the list</a>
<header>
<h1>The practice service</h1>
<p>A local httpbin that also misbehaves on demand. It is at <code>${escaped(content.base)}</code>. Each entry has a command to
paste into a terminal, where the octets show.</p>
</header>
<nav aria-label="Sections">
<ul>
${parts.map(navItem).join("\n")}
</ul>
</nav>
<main id="content">
${parts.map(partHtml).join("\n")}
</main>
<footer>
<p>Part of http-by-hand, a course in the terminal that teaches HTTP from the octets up.</p>
</footer>
</body>
</html>
`;
}

function navItem({ title, sections }: PagePart, part: number): string {
  const links = sections.map(
    (section, index) =>
      `<li><a href="#${idOf(part, index)}">${escaped(section.title)}</a> <span class="count">(${section.entries.length})</span></li>`,
  );
  return `<li><a href="#${idOf(part)}">${escaped(title)}</a>
<ul>
${links.join("\n")}
</ul></li>`;
}

function partHtml({ title, sections }: PagePart, part: number): string {
  const id = idOf(part);
  return `<section aria-labelledby="${id}">
<h2 id="${id}">${escaped(title)}</h2>
${sections.map((section, index) => sectionHtml(section, idOf(part, index))).join("\n")}
</section>`;
}

function sectionHtml({ title, entries }: PageSection, id: string): string {
  return `<section aria-labelledby="${id}">
<h3 id="${id}">${escaped(title)}</h3>
${entries.map(entryHtml).join("\n")}
</section>`;
}

function idOf(part: number, section?: number): string {
  return section === undefined ? `part-${part + 1}` : `part-${part + 1}-${section + 1}`;
}

function entryHtml({ title, purpose, command, link }: PageEntry): string {
  const heading = escaped(title).replaceAll("/", "<wbr>/");
  const name = link === undefined ? heading : `<a href="${escaped(link)}">${heading}</a>`;
  return `<article>
<h4>${name}</h4>
<p>${escaped(purpose)}</p>
<pre><code>${escaped(command)}</code></pre>
</article>`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}

// Every pair of colours has a contrast of at least 7 to 1 (WCAG 2.2, 1.4.6).
const STYLE = `:root {
  color-scheme: light dark;
  --ground: light-dark(#fdfdfb, #16181c);
  --ink: light-dark(#1d2025, #e4e6ea);
  --quiet: light-dark(#4a4f57, #b4bac4);
  --link: light-dark(#0b4a8f, #9ac7ff);
  --code: light-dark(#eef0f2, #22262d);
  --line: light-dark(#d5d9de, #363c46);
}
* { box-sizing: border-box; }
body {
  margin: 0 auto;
  padding: 1rem;
  max-width: 62rem;
  background: var(--ground);
  color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif;
  overflow-wrap: anywhere;
}
h1 { font-size: 1.6rem; line-height: 1.2; }
h2 { margin: 3rem 0 0.5rem; font-size: 1.4rem; border-bottom: 2px solid var(--line); }
h3 { margin: 2rem 0 0.25rem; font-size: 1.15rem; }
h4 { margin: 0; font: 600 1rem/1.5 ui-monospace, monospace; }
p { margin: 0.25rem 0; color: var(--quiet); }
header p { max-width: 44rem; }
a { color: var(--link); }
a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
code, pre { font-family: ui-monospace, monospace; font-size: 0.9rem; }
pre {
  margin: 0.25rem 0 0;
  padding: 0.5rem 0.75rem;
  background: var(--code);
  border-radius: 0.25rem;
  white-space: pre-wrap;
}
article { padding: 0.9rem 0; border-bottom: 1px solid var(--line); }
nav ul { margin: 0; padding: 0; list-style: none; }
nav > ul > li { margin: 0.75rem 0; }
nav > ul > li > a { font-weight: 600; }
nav ul ul { display: flex; flex-wrap: wrap; gap: 0 1.25rem; }
nav a { display: inline-block; padding: 0.3rem 0; }
.count, footer p { color: var(--quiet); font-size: 0.9rem; }
.skip { position: absolute; left: -99rem; }
.skip:focus { position: static; }
`;
