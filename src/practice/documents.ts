import type { Json } from "./json.ts";

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
