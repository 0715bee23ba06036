// Real exchanges with psf/httpbin 0.10.2, octets of the request unchanged, played to the practice service.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type PracticeService, startPractice } from "../../src/practice/index.ts";
import { type Difference, differences, type Recording } from "./httpbin/compare.ts";
import { parseResponses, type SeenResponse } from "./httpbin/response-octets.ts";
import { open, readToEnd } from "./raw-client.ts";

const recordings = readLines<Recording>("recordings.jsonl");
const flows = readLines<{ flow: string; steps: Recording[] }>("flows.jsonl");
const tableFile = join(import.meta.dirname, "../../src/practice/HTTPBIN.md");
const allowed = readTable(readFileSync(tableFile, "utf8"));

let practice: PracticeService;
let answers: ReadonlyMap<string, SeenResponse[]>;
beforeAll(async () => {
  practice = await startPractice();
  answers = new Map(await Promise.all(recordings.map(async (one) => [one.id, await replay(one)] as const)));
});
afterAll(() => practice.close());

describe("httpbin's answers come back alike, or differ as HTTPBIN.md says:", () => {
  test.each(recordings)("$id", ({ id, responses }) => {
    const seen = answers.get(id) ?? [];
    expect(differences(responses, seen), JSON.stringify({ responses, seen }, null, 1)).toEqual(
      allowed.get(id) ?? [],
    );
  });

  test.each<[string, (response: SeenResponse) => SeenResponse, Difference[]]>([
    ["nothing", (response) => response, []],
    ["the status", (response) => ({ ...response, status: 201 }), ["status"]],
    ["the framing", (response) => ({ ...response, framing: "close" }), ["framing"]],
    ["a field more", (response) => ({ ...response, fields: [...response.fields, ["X", "1"]] }), ["fields"]],
    ["a field less", (response) => ({ ...response, fields: response.fields.slice(0, -1) }), ["fields"]],
    ["the chunks", (response) => ({ ...response, chunks: [360, 180, 0] }), ["content"]],
    ["an octet", (response) => ({ ...response, body: response.body.replace("0", "1") }), ["content"]],
    [
      "a value",
      (response) => ({
        ...response,
        fields: response.fields.map(([name, value]) => [name, value.replace("json", "xml")]),
      }),
      ["values"],
    ],
  ])("the comparison sees when %s changes", (_, change, expected) => {
    const [seen] = answers.get("stream-3") ?? [];
    const recorded = recordings.find(({ id }) => id === "stream-3")?.responses ?? [];
    expect(differences(recorded, [change(seen!)])).toEqual(expected);
  });

  test("the table names no recording that is not there", () => {
    const ids = recordings.map(({ id }) => id);
    expect([...allowed.keys()].filter((id) => !ids.includes(id))).toEqual([]);
  });
});

describe("conversations:", () => {
  test.each(flows)("$flow", async ({ steps }) => {
    for (const step of steps) {
      const seen = await replay(step);
      expect(differences(step.responses, seen), JSON.stringify({ step, seen }, null, 1)).toEqual([]);
    }
  });
});

async function replay({ request }: Recording): Promise<SeenResponse[]> {
  const socket = await open(practice.port);
  socket.end(request, "latin1");
  return parseResponses(await readToEnd(socket), request.split(" ", 1)[0] ?? "");
}

function readLines<T>(name: string): T[] {
  const lines = readFileSync(join(import.meta.dirname, "httpbin", name), "utf8")
    .trim()
    .split("\n");
  return lines.map((line) => JSON.parse(line) as T);
}

/** Rows `| differs in | recordings | why |`, both lists with commas, names in backticks. */
function readTable(markdown: string): Map<string, Difference[]> {
  const rows = markdown
    .split("\n")
    .filter((line) => /^\| (?:responses|status|framing|fields|values|content)/.test(line));
  return new Map(
    rows.flatMap((row) => {
      const [, kinds = "", ids = ""] = row.split("|");
      const list = kinds.trim().split(", ") as Difference[];
      return [...ids.matchAll(/`([^`]+)`/g)].map(([, id = ""]) => [id, list] as const);
    }),
  );
}
