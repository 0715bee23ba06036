import type { Json } from "../json.ts";

/** `/json`: every kind of JSON value once. */
export const harbour: Json = {
  harbour: {
    name: "Port 8080, Loopback Bay",
    founded: 1991,
    isOpen: true,
    harbourMaster: null,
    tideMetres: 1.25,
    motto: "Größe ist nicht alles",
    piers: [
      { number: 1, ship: "Octet", cargo: ["anchors", "bells"] },
      { number: 2, ship: "Second Wind", cargo: [] },
    ],
  },
};

/** `/encoding/utf8`: characters of one, two, three and four octets. */
export const utf8Page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>One character, one to four octets</title>
<h1>One character, one to four octets</h1>
<table>
<tr><th>octets<th>characters
<tr><td>1<td>A z 0 ~
<tr><td>2<td>é ü ß ñ Ω Ж א
<tr><td>3<td>€ … 水 한 ก ✓
<tr><td>4<td>🦊 🚲 𝄞 𐍈
</table>
<p>Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich.
<p>Le cœur déçu mais l'âme plutôt naïve.
<p>Съешь ещё этих мягких французских булок.
<p>いろはにほへと ちりぬるを
</html>
`;

/** `/encoding/latin1`: characters that ISO-8859-1 writes in one octet, and UTF-8 in two. */
export const latin1Page = `Grüße aus dem Café am Süßwasserkanal!
Hier kostet ein Stück Käsekuchen 3 £ ½, und das Öl ist naß und süß.
¿Dónde está la señorita? Là-bas, à l'hôtel, où l'été est doux.
`;

/** What 418 says. Short, stout, ours. */
export const teapot = `
        )  )
       (  (
     .------.
  __/        \\__//
 |  | short  |__/
  \\_| stout  |
     \\______/
`;

/** `/html`: a page long enough to arrive in more than one piece on a slow line. */
export const harbourPage = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>The octet that came late</title>
<h1>The octet that came late</h1>
<p>The harbour of Loopback Bay had one pier for each port, and the harbour master knew them all by number. Ships that
asked for a pier where nobody waited were sent away at once, which the captains found rude and the harbour master
found honest.
<p>One evening a ship announced twenty crates and unloaded nineteen. The crew of pier 8080 did not go home. They had
been told twenty, and they knew that a crew which goes home at nineteen goes home at twelve the next day. So they sat
on the nineteen crates, and looked at the water, until the lamp at the end of the pier burned out.
<p>"It closed," said the youngest. "That is not a twentieth crate," said the oldest, and wrote into the book what had
come, and how much was missing, and that it was not their mistake.
</html>
`;

/** `/xml`: elements, attributes, an empty one, a comment, and characters that had to be escaped. */
export const harbourXml = `<?xml version="1.0" encoding="UTF-8"?>
<!-- What lies at the piers today. -->
<harbour name="Loopback Bay" port="8080">
  <pier number="1">
    <ship>Octet</ship>
    <cargo unit="crate">anchors &amp; bells</cargo>
  </pier>
  <pier number="2">
    <ship>Second Wind</ship>
    <cargo/>
  </pier>
</harbour>
`;

/** `/robots.txt` (RFC 9309). */
export const robots = "User-agent: *\nDisallow: /deny\n";

/** `/deny`: what robots were asked not to read. */
export const denied = `
   .-----------------.
   |  NO ROBOTS HERE |
   |   beep?   nope. |
   '-----------------'
        ||     ||
        ||     ||
`;

/** `/forms/post`: a form for a browser, whose content `/post` shows. */
export const orderForm = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>An order for the ship</title>
<h1>An order for the ship</h1>
<form method="post" action="/post">
<p><label>Ship <input name="ship" required></label>
<p><label>Captain's address <input name="email" type="email"></label>
<fieldset>
<legend>Lamp</legend>
<label><input type="radio" name="lamp" value="red" checked> red</label>
<label><input type="radio" name="lamp" value="green"> green</label>
</fieldset>
<fieldset>
<legend>Provisions</legend>
<label><input type="checkbox" name="provision" value="bread"> bread</label>
<label><input type="checkbox" name="provision" value="tea"> tea</label>
<label><input type="checkbox" name="provision" value="rope"> rope</label>
</fieldset>
<p><label>Remarks <textarea name="remarks"></textarea></label>
<p><button>Send the order</button>
</form>
</html>
`;
