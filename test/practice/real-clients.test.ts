// Clients that nobody here wrote, on a sample of every group.

import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type PracticeService, startPractice } from "../../src/practice/index.ts";

let practice: PracticeService;
const folder = mkdtempSync(join(tmpdir(), "practice-"));
writeFileSync(join(folder, "up"), "from a file");
beforeAll(async () => {
  practice = await startPractice();
});
afterAll(async () => {
  await practice.close();
  rmSync(folder, { recursive: true });
});

const run = promisify(execFile);
const has = (command: string, ...words: string[]) => spawnSync(command, words).status === 0;

async function curl(path: string, ...words: string[]): Promise<string> {
  const { stdout } = await run("curl", ["-s", ...words, practice.url + path], { encoding: "latin1" });
  return stdout;
}

// Skipped where there is no curl.
describe.skipIf(!has("curl", "--version"))("curl", () => {
  test.each<[path: string, words: string[], expected: string | RegExp]>([
    ["/get?a=1", [], /"a": "1"/],
    ["/post", ["-d", "a=1", "-d", "b=2"], /"form": \{\n {4}"a": "1",\n {4}"b": "2"\n/],
    ["/post", ["-F", "field=value", "-F", `up=@${join(folder, "up")}`], /"up": "from a file"/],
    ["/post", ["-H", "Transfer-Encoding: chunked", "-d", "hello"], /"hello": ""/],
    ["/put", ["-X", "PUT", "-H", "Content-Type: text/plain", "-d", "hi"], /"data": "hi"/],
    ["/patch", ["-X", "PATCH", "-H", "Content-Type: application/json", "-d", "[1]"], /"json": \[\n {4}1\n/],
    ["/delete", ["-X", "DELETE"], /"json": null/],
    ["/anything/x", ["-X", "TRACE"], /"method": "TRACE"/],
    ["/status/418", ["-w", "%{http_code}"], /418$/],
    ["/redirect/3", ["-L", "-o", "/dev/null", "-w", "%{num_redirects} %{url_effective}"], /^3 .*\/get$/],
    ["/redirect-to?url=/post&status_code=307", ["-L", "-d", "a=1"], /"a": "1"/],
    ["/redirect-to?url=/get&status_code=303", ["-L", "-d", "a=1"], /"url": ".*\/get"/],
    ["/cookies/set?a=1&b=2", ["-L", "-c", "-", "-b", "x"], /"cookies": \{\n {4}"a": "1",\n {4}"b": "2"\n/],
    ["/basic-auth/ada/engine", ["-u", "ada:engine"], /"user": "ada"/],
    ["/basic-auth/ada/engine", ["-u", "ada:x", "-w", "%{http_code}"], "401"],
    ["/bearer", ["--oauth2-bearer", "abc"], /"token": "abc"/],
    ["/gzip", ["--compressed"], /"gzipped": true/],
    ["/deflate", ["--compressed"], /"deflated": true/],
    ["/stream/2", [], /^\{"url": .*"id": 0\}\n\{.*"id": 1\}\n$/],
    ["/range/26", ["-r", "3-5"], "def"],
    ["/drip?numbytes=3&duration=0.03&framing=chunked", [], "***"],
    ["/drip?numbytes=3&duration=0.03&framing=close", [], "***"],
    ["/drip?numbytes=3&duration=0&framing=chunked", ["--http1.0"], "***"],
    ["/delay/0.01", [], /"url": ".*\/delay\/0.01"/],
    ["/etag/abc", ["-H", 'If-None-Match: "abc"', "-w", "%{http_code}"], "304"],
    ["/image/png", ["-o", "/dev/null", "-w", "%{content_type}"], "image/png"],
    ["/trailers?X-Lamp=red", ["-D", "-"], /\r\nTrailer: X-Lamp\r\n[\s\S]*X-Lamp: red/],
    ["/continue", ["-H", "Expect: 100-continue", "-d", "a=1"], /"a": "1"/],
    [
      "/continue?answer=417",
      ["-H", "Expect: 100-continue", "-d", "a=1", "-w", "%{http_code}"],
      /"a": "1"|417$/,
    ],
    ["/items", ["-d", "x", "-D", "-"], /^HTTP\/1\.1 201 Created\r\n[\s\S]*\r\nLocation: \/items\/1\r\n/],
    ["/unstable?failures=1&retry_after=0", ["--retry", "3", "-w", "%{http_code}"], /200$/],
    ["/get", ["-I", "-w", "%{size_download}"], /^HTTP\/1\.1 200 OK[\s\S]*0$/],
    ["/get", ["-X", "OPTIONS", "-i"], /\r\nAllow: GET, HEAD, OPTIONS\r\n/],
    ["/nope", ["-w", "%{http_code}"], /404$/],
  ])("%s %j", async (path, words, expected) => {
    const output = await curl(path, ...words);
    if (typeof expected === "string") expect(output).toBe(expected);
    else expect(output).toMatch(expected);
  });

  test.each([
    "/digest-auth/auth/ada/engine",
    "/digest-auth/auth/ada/engine/SHA-256",
    "/digest-auth/auth-int/ada/engine/MD5",
    "/digest-auth/any/ada/engine",
  ])("--digest %s", async (path) => {
    expect(await curl(path, "--digest", "-u", "ada:engine")).toContain('"authenticated": true');
    expect(await curl(path, "--digest", "-u", "ada:x", "-w", "%{http_code}")).toBe("401");
  });

  test("a stale nonce is asked for anew, and curl answers", async () => {
    const path = "/digest-auth/auth/ada/engine/MD5/1";
    const words = ["--digest", "-u", "ada:engine", "-c", join(folder, "jar"), "-b", join(folder, "jar")];
    for (let time = 0; time < 3; time += 1)
      expect(await curl(path, ...words)).toContain('"authenticated": true');
  });

  test("-C - resumes a download that was cut", async () => {
    const file = join(folder, "part");
    await expect(curl("/download/250000?cut=120000", "-o", file)).rejects.toMatchObject({ code: 18 });
    expect(readFileSync(file)).toHaveLength(120_000);
    await curl("/download/250000", "-C", "-", "-o", file);
    await curl("/download/250000", "-o", join(folder, "whole"));
    expect(readFileSync(file).equals(readFileSync(join(folder, "whole")))).toBe(true);
  });

  test("one connection carries several requests", async () => {
    const output = await curl("/connection", `${practice.url}/get`);
    expect(JSON.parse(output.slice(output.lastIndexOf('{\n  "client"')))).toMatchObject({ requests: 2 });
  });
});

// Skipped where Python's requests is not installed.
describe.skipIf(!has("python3", "-c", "import requests"))("Python's requests", () => {
  test.each(["MD5", "SHA-256", "SHA-512"])("HTTPDigestAuth with %s", async (algorithm) => {
    const script = `
import requests, sys
from requests.auth import HTTPDigestAuth
session = requests.Session()
url = "${practice.url}/digest-auth/auth/ada/engine/${algorithm}?a=1"
auth = HTTPDigestAuth("ada", "engine")
statuses = [session.get(url, auth=auth).status_code for _ in range(3)]
wrong = requests.get(url, auth=HTTPDigestAuth("ada", "x")).status_code
print(statuses, wrong)`;
    expect((await run("python3", ["-c", script])).stdout).toBe("[200, 200, 200] 401\n");
  });

  test("redirects, cookies, codings, streams", async () => {
    const script = `
import requests
s = requests.Session()
r = s.get("${practice.url}/redirect/2")
print(len(r.history), r.json()["url"].endswith("/get"))
print(s.get("${practice.url}/cookies/set", params={"a": "1 2"}).json()["cookies"])
print(s.get("${practice.url}/gzip").json()["gzipped"])
print([len(c) for c in s.get("${practice.url}/stream-bytes/12?chunk_size=5&seed=0", stream=True).iter_content(None)])
print(s.post("${practice.url}/post", files={"f": ("n", b"\\xff")}).json()["files"])
print(sum(len(c) for c in s.get("${practice.url}/download/3000000", stream=True).iter_content(65536)))`;
    expect((await run("python3", ["-c", script])).stdout).toBe(
      "2 True\n{'a': '1 2'}\nTrue\n[5, 5, 2]\n{'f': 'data:application/octet-stream;base64,/w=='}\n3000000\n",
    );
  });
});
