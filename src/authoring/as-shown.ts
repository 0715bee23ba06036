/** The port in the programs of the lessons, which is where a reader's own practice service is. */
const SHOWN_PORT = "8080";
// IMF-fixdate (RFC 9110 §5.6.7): "Tue, 15 Nov 1994 08:12:31 GMT".
const HTTP_DATE = /(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT/g;
const DAY_MS = 24 * 60 * 60 * 1000;

export interface Circumstances {
  /** Port of the practice service. */
  readonly port: number;
  /** What stands in the lesson until now. */
  readonly written: string;
  readonly now: Date;
}

/**
 * What was printed, as a lesson shows it. What cannot be the same twice is: the service's port is 8080, and a date of
 * the day of the run stays as it is written. CRLF is a line end, and the last line needs none.
 */
export function asShown(printed: string, { port, written, now }: Circumstances): string {
  const text = printed
    .replaceAll("\r\n", "\n")
    .replace(/\n$/, "")
    .replaceAll(new RegExp(`\\b${port}\\b`, "g"), SHOWN_PORT);
  return keepDates(text, written, now);
}

function keepDates(text: string, written: string, now: Date): string {
  const known = written.match(HTTP_DATE) ?? [];
  let index = 0;
  return text.replace(HTTP_DATE, (date) => {
    const before = known[index++];
    const isOfToday = Math.abs(Date.parse(date) - now.getTime()) < DAY_MS;
    return isOfToday && before !== undefined ? before : date;
  });
}
