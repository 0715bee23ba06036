// What `npm run bench watch` compares with: "#grader" as somebody would write it who has the submission in the process of
// vitest. The checks and what they expect are the same; there is no bridge, no deadline and no process of its own.

import { setImmediate } from "node:timers/promises";
import { test as base, describe, expect } from "vitest";
import { HTTPConnection } from "#client";
import * as submission from "#submission/03-responses";
import { CheckFailure } from "../src/grading/check-failure.ts";
import { isEqual } from "../src/grading/mistake.ts";
import { seededRandom } from "../src/grading/random.ts";
import { startPractice } from "../src/practice/index.ts";

export { ifAnswer, ifReturned, ifThrew } from "../src/grading/mistake.ts";
export { CheckFailure, describe, expect };

const CLOSED_WITHIN_MS = 1_000;
const SEED = 1;

/** `returns` and `throws` as a grader says them, on a call in this process. */
class LocalAnswer {
  readonly #call: () => unknown;

  constructor(call: () => unknown) {
    this.#call = call;
  }

  // biome-ignore lint/suspicious/noThenProperty: an answer is awaited like the call that it stands for
  then(onValue: (value: unknown) => unknown, onFailure: (reason: unknown) => unknown) {
    return this.#value().then(onValue, onFailure);
  }

  async returns(expected: unknown): Promise<void> {
    const value = await this.#value();
    if (!isEqual(value, expected)) throw new Error("The value that came back is not the expected one.");
  }

  async throws(className: string, fields: object = {}): Promise<void> {
    const thrown = await this.#value().then(
      () => undefined,
      (error: unknown) => error,
    );
    if (!namesOf(thrown).includes(className)) throw new Error(`It should have thrown ${className}.`);
    expect(thrown).toMatchObject(fields);
  }

  async #value(): Promise<unknown> {
    return this.#call();
  }
}

function namesOf(thrown: unknown): string[] {
  const names: string[] = [];
  for (let each: unknown = thrown; each; each = Object.getPrototypeOf(each))
    names.push((each as object).constructor.name);
  return names;
}

const exported = submission as unknown as Record<string, (...args: unknown[]) => unknown>;

const remote = new Proxy(
  {},
  {
    get: (_, name) =>
      typeof name === "string" && name !== "then"
        ? (...args: unknown[]) => new LocalAnswer(() => exported[name]!(...args))
        : undefined,
  },
);

interface ExchangeRequest {
  readonly host: string;
  readonly port: number;
  readonly path: string;
  readonly codec: readonly string[];
}

async function exchange({ host, port, path, codec }: ExchangeRequest): Promise<unknown> {
  const parts = Object.fromEntries(codec.map((part) => [part, exported[part]]));
  const connection = new HTTPConnection(host, port, { codec: parts });
  try {
    await connection.request("GET", path);
    const response = await connection.getResponse();
    const { status, reason, version } = response;
    return { status, reason, version, body: await response.read() };
  } finally {
    connection.close();
  }
}

const check = base.extend<Record<"submission" | "host" | "practice" | "random", unknown>>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads a fixture's needs from this pattern
  submission: async ({}, use) => use(remote),
  // biome-ignore lint/correctness/noEmptyPattern: as above
  host: async ({}, use) =>
    use({ exchange: (request: ExchangeRequest) => new LocalAnswer(() => exchange(request)) }),
  // biome-ignore lint/correctness/noEmptyPattern: as above
  practice: async ({}, use) => {
    const service = await startPractice({ clientHasRead });
    await use(Object.assign(service, demandsOf(service)));
    await service.close();
  },
  random: async ({ task }, use) => use(seededRandom(SEED, task.name)),
});

/** Client and service share an event loop here: in its second turn what was sent before is read. */
async function clientHasRead(): Promise<void> {
  for (let turn = 0; turn < 2; turn += 1) await setImmediate();
}

function demandsOf(service: Awaited<ReturnType<typeof startPractice>>) {
  return {
    async mustBeClosed() {
      if (!(await service.allClosed(CLOSED_WITHIN_MS))) throw new Error("A connection was still open.");
    },
    mustHaveReceived(requests: readonly string[]) {
      const received = service.connections
        .flatMap((each) => each.requests)
        .map(({ method, target }) => `${method} ${target}`);
      expect(received).toEqual(requests);
    },
  };
}

export function checksOf(): typeof check {
  return check;
}
