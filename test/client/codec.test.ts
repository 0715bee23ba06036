import { describe, expect, test } from "vitest";
import { HTTPException, IncompleteRead } from "../../src/client/index.ts";
import {
  builtinCodec,
  ChunkedDecoder,
  type Codec,
  encodeLatin1,
  FieldSection,
} from "../../src/wire/index.ts";
import { octets, text } from "../wire/support.ts";
import { answerInMemory, connectionTo, exchangeInMemory, memoryPeer } from "./memory-peer.ts";

const CHUNKED = octets("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n");

const WITH_TRAILER = octets("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nA: b\r\n\r\n");

describe("each part can be replaced on its own", () => {
  test("parseStatusLine", async () => {
    const lines: string[] = [];
    const parseStatusLine: Codec["parseStatusLine"] = (line) => {
      lines.push(line);
      return { version: [1, 1], statusCode: 299, reasonPhrase: "Mine" };
    };
    const answer = await answerInMemory([octets("odd\r\n\r\n")], { codec: { parseStatusLine } });
    expect(answer).toMatchObject({ status: 299, reason: "Mine" });
    expect(lines).toEqual(["odd"]);
  });

  test("parseFieldSection", async () => {
    const parseFieldSection: Codec["parseFieldSection"] = (lines, limits) =>
      new FieldSection([["lines", lines.join("|")], ["limit", String(limits.lines)]]); // biome-ignore format: pairs
    const raw = octets("HTTP/1.1 200 OK\r\nA: 1\r\n 2\r\n\r\n");
    const { fields } = await answerInMemory([raw], { codec: { parseFieldSection } });
    expect(fields).toEqual([
      ["lines", "A: 1| 2"],
      ["limit", "100"],
    ]);
  });

  test("messageBodyLength", async () => {
    const messages: unknown[] = [];
    const messageBodyLength: Codec["messageBodyLength"] = (message) => {
      messages.push({ ...message, fields: [...message.fields] });
      return { kind: "content-length", octets: 2 };
    };
    const answer = await answerInMemory([CHUNKED], { codec: { messageBodyLength }, method: "PUT" });
    expect(text(answer.body)).toBe("5\r");
    expect(messages).toEqual([
      { method: "PUT", statusCode: 200, fields: [["Transfer-Encoding", "chunked"]] },
    ]);
  });

  test("parseChunkSize, inside the built-in decoder", async () => {
    const parseChunkSize = (line: string) => (line === "five" ? 5 : 0);
    const raw = octets(text(CHUNKED).replace("5\r\n", "five\r\n"));
    expect(text((await answerInMemory([raw], { codec: { parseChunkSize } })).body)).toBe("hello");
  });

  test("ChunkedDecoder, which gets parseChunkSize", async () => {
    let given: unknown;
    class Shouting extends ChunkedDecoder {
      constructor(parse?: (line: string) => number) {
        super(parse);
        given = parse;
      }
      override push(piece: Uint8Array): Uint8Array {
        return encodeLatin1(text(super.push(piece)).toUpperCase());
      }
    }
    expect(text((await answerInMemory([CHUNKED], { codec: { ChunkedDecoder: Shouting } })).body)).toBe(
      "HELLO",
    );
    expect(given).toBe(builtinCodec.parseChunkSize);
  });

  test("a decoder whose end() forgets to throw does not spin", async () => {
    class Forgetful extends ChunkedDecoder {
      override end(): void {}
    }
    const outcome = await exchangeInMemory([CHUNKED.subarray(0, -2)], {
      codec: { ChunkedDecoder: Forgetful },
    });
    expect("error" in outcome && outcome.error).toBeInstanceOf(IncompleteRead);
  });

  test("requestHead", async () => {
    const connection = connectionTo([memoryPeer([CHUNKED])], {
      transcript: true,
      codec: {
        requestHead: ({ method, target }) => octets(`${method} ${target} HTTP/1.1\r\nHost: mine\r\n\r\n`),
      },
    });
    await connection.request("GET", "");
    expect(text(connection.transcript[0]!.octets)).toBe("GET / HTTP/1.1\r\nHost: mine\r\n\r\n");
  });

  test("isPersistent", async () => {
    const exchanges: unknown[] = [];
    const isPersistent: Codec["isPersistent"] = ({ requestFields, responseFields, ...rest }) => {
      exchanges.push({ ...rest, request: [...requestFields], response: [...responseFields] });
      return false;
    };
    const peers = [memoryPeer([CHUNKED], "hold"), memoryPeer([CHUNKED], "hold")];
    const connection = connectionTo(peers, { codec: { isPersistent } });
    for (let exchange = 0; exchange < 2; exchange += 1) {
      await connection.request("GET", "/", { headers: { A: "b" } });
      await (await connection.getResponse()).read();
    }
    expect(peers.map(({ destroyed }) => destroyed)).toEqual([true, true]);
    expect(exchanges[0]).toEqual({
      version: [1, 1],
      framing: { kind: "chunked" },
      request: [
        ["Accept-Encoding", "identity"],
        ["A", "b"],
      ],
      response: [["Transfer-Encoding", "chunked"]],
    });
  });

  test("no part is given a line with CR in it", async () => {
    const parseStatusLine = () => ({ version: [1, 1] as const, statusCode: 204, reasonPhrase: "" });
    const outcome = await exchangeInMemory([octets("a\rb\r\n\r\n")], { codec: { parseStatusLine } });
    expect("error" in outcome && outcome.error).toBeInstanceOf(HTTPException);
  });

  test("what a part throws comes through unchanged", async () => {
    const error = new Error("Task 1 is not written yet");
    const part = () => {
      throw error;
    };
    for (const name of Object.keys(builtinCodec) as (keyof Codec)[]) {
      const codec = { [name]: name === "ChunkedDecoder" ? class { constructor() { part(); } } : part }; // biome-ignore format: one line
      const connection = connectionTo([memoryPeer([WITH_TRAILER])], { codec });
      const exchange = async () => {
        await connection.request("POST", "/", { body: [octets("x")], headers: { X: "1" } });
        return (await connection.getResponse()).read();
      };
      await expect(exchange(), name).rejects.toBe(error);
    }
  });
});
