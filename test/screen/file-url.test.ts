import { expect, test } from "vitest";
import { fileUrl } from "../../src/screen/line.ts";

test.each([
  ["/home/ada/a.ts", "file:///home/ada/a.ts"],
  ["/home/ada lovelace/#1?/é.ts", "file:///home/ada%20lovelace/%231%3F/%C3%A9.ts"],
  ["C:\\Users\\ada\\a.ts", "file:///C:/Users/ada/a.ts"],
  ["\\\\server\\share\\a.ts", "file://server/share/a.ts"],
  ["/a\ud800b", "file:///a%EF%BF%BDb"],
])("%j", (path, url) => {
  expect(fileUrl(path)).toBe(url);
});
