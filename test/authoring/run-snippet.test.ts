import { afterEach, describe, expect, it, vi } from "vitest";
import { findSnippets, runSnippet } from "../../src/authoring/index.ts";
import { built } from "../support/grade-file.ts";

const lesson = "lessons/01-title.md";

function run(markdown: string, deadlineMs = 20_000) {
  return runSnippet(findSnippets(markdown, lesson)[0]!, { lesson, built, deadlineMs });
}

/** A program at line 3 of its lesson, with an output below. */
const shown = (language: string, ...code: string[]) =>
  `# Title\n\n\`\`\`${language}\n${code.join("\n")}\n\`\`\`\n\`\`\`text\n\`\`\`\n`;

async function failureOf(markdown: string, deadlineMs?: number): Promise<string> {
  const result = await run(markdown, deadlineMs);
  return result.kind === "failed" ? result.message : JSON.stringify(result);
}

describe("a ts program", () => {
  it("has the client, and a practice service at its host and port", async () => {
    const markdown = shown(
      "ts",
      'import { HTTPConnection } from "#client";',
      "const [host, port] = process.argv.slice(2) as [string, string];",
      "const connection = new HTTPConnection(host, Number(port));",
      'await connection.request("GET", "/dump/request");',
      "const response = await connection.getResponse();",
      "process.stdout.write(await response.read());",
      "connection.close();",
    );
    expect(await run(markdown)).toEqual({
      kind: "printed",
      text: "GET /dump/request HTTP/1.1\nHost: 127.0.0.1:8080\nAccept-Encoding: identity\n",
    });
  });

  it("that asks for /tls finds the https ports open", async () => {
    const markdown = shown(
      "ts",
      'import { HTTPSConnection } from "#client";',
      "const [host, port] = process.argv.slice(2) as [string, string];",
      'const answer = await fetch("http://" + host + ":" + port + "/tls");',
      "const { ca, good } = JSON.parse(await answer.text());",
      "const connection = new HTTPSConnection(host, good.port, { tls: { ca } });",
      'await connection.request("GET", "/status/204");',
      "console.log((await connection.getResponse()).status);",
      "connection.close();",
    );
    expect(await run(markdown)).toEqual({ kind: "printed", text: "204" });
  });

  it("that throws is named with its line, that of the error, and what it printed", async () => {
    const message = await failureOf(
      shown("ts", "console.log(1);", "const none: string[] = [];", "none[0]!.length;"),
    );
    expect(message).toMatch(
      /^lessons\/01-title\.md:3: This ts program ended with exit code 1\. Mend it, then run `npm run snippets`\.\nIt printed:\n {4}1\nOn stderr:\n/,
    );
    expect(message).toContain("(lessons/01-title.md:6:10)");
    expect(message).toContain("TypeError");
  });

  it("that is no TypeScript is named with the line of the mistake", async () => {
    const message = await failureOf(shown("ts", "const a = 1;", "const = 2;"));
    expect(message).toContain("lessons/01-title.md:3: This ts program does not compile.");
    expect(message).toContain("    5 | const = 2;");
  });

  it("that does not end is stopped", async () => {
    const message = await failureOf(shown("ts", 'console.log("on");', "setInterval(() => {}, 1000);"), 3_000);
    expect(message).toContain("This ts program did not end within 3 s.");
    expect(message).toContain("It printed:\n    on");
  });

  it("that waits for nothing is told so", async () => {
    const message = await failureOf(shown("ts", "await new Promise(() => {});"));
    expect(message).toContain("This ts program ended at an `await` for something that never came");
  });

  it("without an output below may not print anything", async () => {
    expect(await run("```ts\nawait 1;\n```\n")).toEqual({ kind: "printed", text: "" });
    expect(await failureOf("```ts\nconsole.log(1)\n```\n")).toBe(
      "lessons/01-title.md:1: This program prints something that the lesson does not show. Add a ```text fence below.\nIt printed:\n    1",
    );
  });

  it("may not end the fence that its output goes into", async () => {
    expect(await failureOf(shown("ts", 'console.log("```");'))).toContain("Make the fence longer");
  });
});

describe("a python program", () => {
  it("has a practice service at its host and port, or is passed by where there is no python3", async () => {
    const result = await run(
      shown(
        "python",
        "import sys, http.client",
        "connection = http.client.HTTPConnection(sys.argv[1], int(sys.argv[2]))",
        'connection.request("GET", "/fault/split-character")',
        "print(connection.getresponse().read().decode())",
      ),
    );
    const passedBy = { kind: "skipped", reason: "there is no python3 on this machine" };
    expect([{ kind: "printed", text: "Café" }, passedBy]).toContainEqual(result);
  });
});

describe("a python program that throws", () => {
  it("is named with its line and that of the error", async ({ skip }) => {
    const result = await run(shown("python", "import sys", "sys.argv[3]"));
    if (result.kind === "skipped") return skip(result.reason);
    const message = result.kind === "failed" ? result.message : "";
    expect(message).toContain("lessons/01-title.md:3: This python program ended with exit code 1.");
    expect(message).toContain('File "lessons/01-title.md", line 5, in <module>');
  });
});

describe("a machine without python3", () => {
  afterEach(() => vi.unstubAllEnvs());

  it("passes its programs by", async () => {
    vi.stubEnv("PATH", "");
    const reason = "there is no python3 on this machine";
    expect(await run(shown("python", "print(1)"))).toEqual({ kind: "skipped", reason });
  });
});

describe("an exchange", () => {
  const exchange = (request: string) => run(`\`\`\`http ${request}\n\`\`\`\n`);

  it("shows what the service sends, its port as in the programs", async () => {
    const { text } = (await exchange("GET /get")) as { text: string };
    expect(text).toMatch(/^HTTP\/1\.1 200 OK\nServer: http-by-hand\nDate: .*\n/);
    expect(text).toContain('"url": "http://127.0.0.1:8080/get"');
    expect(text).not.toContain("Connection: close");
    const [head, body = ""] = text.split(/\n\n/);
    expect(head).toContain(`Content-Length: ${body.length + 1}\n`);
  });

  it.each([
    ["GET /fault/truncated-body", "HTTP/1.1 200 OK\nContent-Length: 20\n\nHello, world"],
    ["GET /fault/never-answers", ""],
    [
      "GET /fault/no-reason-phrase",
      "HTTP/1.1 200 \nContent-Type: text/plain; charset=utf-8\nContent-Length: 2\n\nok",
    ],
  ])("%s ends, whatever the fault", async (request, text) => {
    expect(await exchange(request)).toEqual({ kind: "printed", text });
  });
});
