/** Text as it may stand in HTML, between tags and in quotes. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A page with a heading and a sentence, escaped here; `link` is what the sentence leads to. */
export function htmlPage(title: string, heading: string, sentence: string, link?: string): string {
  const end = link === undefined ? "" : ` <a href="${escapeHtml(link)}">${escapeHtml(link)}</a>`;
  return `<!doctype html>
<html lang="en">
<title>${escapeHtml(title)}</title>
<h1>${escapeHtml(heading)}</h1>
<p>${escapeHtml(sentence)}${end}</p>
</html>
`;
}
