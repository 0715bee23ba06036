// The grader of lesson 7. Each check says what it demands, asks the submission, and names the usual causes.

import { setTimeout } from "node:timers/promises";
import {
  CheckFailure,
  checksOf,
  describe,
  expect,
  ifAnswer,
  ifReturned,
  ifThrew,
  type PracticeFixture,
} from "#grader";

type Module = typeof import("#submission/07-choosing");
type Kind = ReturnType<Module["classifyFetchError"]>;

const check = checksOf<Module>({ uses: ["fetch"] });

const ANOTHER_REQUEST = "another request than one GET of the URL as it is given.";
const STATUS_IS_FAILURE =
  "taking a status code for a failure: `fetch` gives a 404 as it gives a 200, and so does this function.";

/** The value that a task's worked example gives, whatever was asked. */
const hardCoded = (value: unknown) =>
  ifReturned(
    value,
    "answering every call as the worked example: the inputs are others in each run, so the answer has to come from them.",
  );

describe("Task 1: statusWithFetch", () => {
  const see = { meta: { see: "In the lesson: The body is yours" } };
  const UNREAD =
    "leaving the body alone: as long as it is neither read nor cancelled, the response keeps its connection.";
  const noBody = ifThrew(
    "TypeError",
    "calling a method of a body that is not there: `response.body` is null where there is no content.",
    /null|iterable/,
  );
  const locked = ifThrew(
    "TypeError",
    "calling `cancel()` of a body that a reader has locked: then it is the reader that cancels.",
    /locked/,
  );

  check("returns any status code", see, async ({ submission, practice, random }) => {
    for (const code of [random.integer(201, 203), random.integer(408, 417), random.integer(500, 511)]) {
      const path = `/${random.word()}`;
      practice.stage(path, whole(code, random.word()));
      await submission.statusWithFetch(practice.url + path).returns(
        code,
        hardCoded(302),
        locked,
        ifThrew("Error", STATUS_IS_FAILURE),
        ifAnswer(
          (value) => typeof value === "boolean",
          "returning `ok`, which says only whether the code is 200 to 299: the number is `status`.",
        ),
        ifReturned(undefined, "returning nothing, or a property that the response does not have."),
      );
    }
  });

  check("sends one GET", see, async ({ submission, practice, random }) => {
    const path = `/get?name=${random.word()}`;
    await submission.statusWithFetch(practice.url + path).returns(200, hardCoded(302));
    practice.mustHaveReceived(
      [`GET ${path}`],
      "another request than one GET: HEAD has no body to leave, and servers answer it in other ways.",
    );
  });

  check("shows a redirection itself", see, async ({ submission, practice, random }) => {
    const code = random.pick([301, 303, 307, 308]);
    const path = `/redirect-to?url=/get&status_code=${code}`;
    await submission
      .statusWithFetch(practice.url + path)
      .returns(
        code,
        hardCoded(302),
        ifReturned(
          200,
          'following the redirection: `fetch` does it by itself, unless `redirect: "manual"` tells it not to.',
        ),
        ifThrew(
          "TypeError",
          'refusing the redirection: with `redirect: "error"` it is a failure, with `"manual"` a response.',
          /fetch failed/,
        ),
      );
    practice.mustHaveReceived([`GET ${path}`], ANOTHER_REQUEST);
  });

  check("lets go of a body that is not to be read", see, async ({ submission, practice, random }) => {
    const [code, path] = [random.integer(200, 203), `/${random.word()}`];
    const head = `HTTP/1.1 ${code} Long\r\nContent-Length: 50000000\r\n\r\n`;
    practice.stage(path, { steps: [{ send: head + random.word() }], end: "hold" });
    await submission.statusWithFetch(practice.url + path).returns(code, hardCoded(302));
    await mustHaveLetGo(practice, `statusWithFetch("${practice.url}${path}")`, UNREAD);
  });

  check("takes a response without content", see, async ({ submission, practice }) => {
    await submission.statusWithFetch(`${practice.url}/status/204`).returns(204, hardCoded(302), noBody);
  });

  check("lets the errors of fetch go on to the caller", see, async ({ submission, practice }) => {
    await submission.statusWithFetch(`${practice.url}/get`).returns(200, hardCoded(302));
    const { url } = await practice.peer("refused");
    await submission
      .statusWithFetch(url)
      .throws("TypeError", {}, hardCoded(302), "catching errors that the caller should see.");
  });
});

describe("Task 2: classifyFetchError", () => {
  const see = { meta: { see: "In the lesson: Why it failed", atOnce: true } };
  const NOT_LOOKED_INTO =
    "taking the TypeError for all there is: `fetch` throws one for nearly everything, and its `cause` says what happened.";
  const MIXED_UP =
    "mixing up the two ends that a caller makes: `AbortSignal.timeout` gives a TimeoutError, `controller.abort()` an AbortError.";
  const BY_PHASE_ALONE =
    "deciding by the phase alone: only `UND_ERR_SOCKET` means something else in the body than in the head.";
  const WITHOUT_PHASE =
    "leaving the phase out: `UND_ERR_SOCKET` is a reset in the head, and an incomplete response in the body.";
  const BY_MESSAGE =
    "deciding by the message: `fetch failed` and `terminated` tell the phase, and the `cause` tells what happened.";
  const NO_CAUSE =
    "asking a `cause` that is not there: a TypeError without one is about the call, and what is thrown need not be an Error.";
  const notLookedInto = [
    ifReturned("other", NOT_LOOKED_INTO),
    ifReturned("misuse", NOT_LOOKED_INTO),
    ifReturned("refused", BY_MESSAGE),
    ifReturned(undefined, "returning nothing: each way through the function needs a `return`."),
    ifThrew("TypeError", NO_CAUSE, /undefined|null/),
  ];
  const notReset = [ifReturned("reset", WITHOUT_PHASE), ifReturned("incomplete", BY_PHASE_ALONE)];

  check("tells a deadline from a call that was called off", see, async ({ submission, host, practice }) => {
    for (const [fault, phase] of [
      ["never-answers", "head"],
      ["stalls-in-body", "body"],
    ] as const) {
      const asked = { by: "fetch", url: `${practice.url}/fault/${fault}` } as const;
      const late = await host.failure({ ...asked, timeoutMs: 50 });
      await submission
        .classifyFetchError(late, phase)
        .returns("timeout", ifReturned("aborted", MIXED_UP), hardCoded("reset"), ...notReset, MIXED_UP);
      const calledOff = await host.failure({ ...asked, abortAfterMs: 50 });
      await submission
        .classifyFetchError(calledOff, phase)
        .returns("aborted", ifReturned("timeout", MIXED_UP), hardCoded("reset"), ...notReset, MIXED_UP);
    }
  });

  check("calls a port where nobody listens refused", see, async ({ submission, host, practice }) => {
    const { port } = await practice.peer("refused");
    for (const name of ["127.0.0.1", "localhost"]) {
      const error = await host.failure({ by: "fetch", url: `http://${name}:${port}/` });
      await submission
        .classifyFetchError(error, "head")
        .returns("refused", hardCoded("reset"), ...notLookedInto);
    }
  });

  check("calls a name that nobody knows dns", see, async ({ submission, host }) => {
    // No name has a part of 64 characters, so nobody is asked.
    const error = await host.failure({ by: "fetch", url: `http://${"a".repeat(64)}.invalid/` });
    await submission.classifyFetchError(error, "head").returns("dns", hardCoded("reset"), ...notLookedInto);
  });

  const SOME_CODES =
    "knowing some of the codes of TLS only, or not looking into the `cause`: TLS_CODE in the stub is for all of them.";
  check("calls trouble with certificates, and with TLS, tls", see, async ({ submission, host, practice }) => {
    const { expired, selfSigned, untrusted } = await practice.startTls();
    const plain = practice.url.replace("http:", "https:");
    for (const url of [expired.url, selfSigned.url, untrusted.url, plain]) {
      const error = await host.failure({ by: "fetch", url });
      await submission
        .classifyFetchError(error, "head")
        .returns("tls", hardCoded("reset"), ifReturned("other", SOME_CODES), ...notLookedInto);
    }
  });

  /** Real failures by their fault. What the worked example gives, `reset`, is expected only beside its contrary. */
  const faults: readonly (readonly [fault: string, phase: "head" | "body", kind: Kind])[] = [
    ["truncated-body", "body", "incomplete"],
    ["cut-chunk", "body", "incomplete"],
    ["closes-without-answer", "head", "reset"],
    ["resets-without-answer", "head", "reset"],
    ["resets-in-body", "body", "reset"],
  ];
  for (const [fault, phase, kind] of faults) {
    check(`calls ${fault} ${kind}`, see, async ({ submission, host, practice }) => {
      const error = await host.failure({ by: "fetch", url: `${practice.url}/fault/${fault}` });
      await submission.classifyFetchError(error, phase).returns(kind, ...notReset, ...notLookedInto);
    });
  }

  const UNNAMED = ifReturned(
    "other",
    "not knowing an HTTPParserError by its name: not each of them has a code that begins with `HPE_`.",
  );
  for (const [fault, phase, mistakes] of [
    ["bad-status-line", "head", [UNNAMED]],
    ["space-before-first-field", "head", [UNNAMED]],
    ["chunk-size-not-hexadecimal", "body", [UNNAMED]],
    ["large-field-section", "head", []],
    ["gzip-that-is-none", "body", []],
  ] as const) {
    check(`calls ${fault} bad-response`, see, async ({ submission, host, practice }) => {
      const error = await host.failure({ by: "fetch", url: `${practice.url}/fault/${fault}` });
      await submission
        .classifyFetchError(error, phase)
        .returns("bad-response", hardCoded("reset"), ...mistakes, ...notLookedInto, ...notReset);
    });
  }

  check(
    "calls a URL that fetch does not take misuse",
    see,
    async ({ submission, host, practice, random }) => {
      const withPassword = practice.url.replace("//", `//${random.word()}:secret@`);
      for (const url of [random.word(), withPassword]) {
        await submission
          .classifyFetchError(await host.failure({ by: "fetch", url }), "head")
          .returns(
            "misuse",
            hardCoded("reset"),
            ifThrew("TypeError", NO_CAUSE, /undefined|null/),
            "knowing only one of two: the cause has the code `ERR_INVALID_URL`, or there is no cause.",
          );
      }
    },
  );

  check("calls endless redirections other", see, async ({ submission, host, practice }) => {
    const error = await host.failure({ by: "fetch", url: `${practice.url}/fault/redirect-ring` });
    await submission
      .classifyFetchError(error, "head")
      .returns(
        "other",
        hardCoded("reset"),
        "guessing where the table says nothing: this cause is an Error without a code.",
      );
  });

  check("calls what fetch did not make other", see, async ({ submission, random }) => {
    for (const thrown of [new Error(random.word()), random.word(), undefined, null]) {
      await submission
        .classifyFetchError(thrown, "head")
        .returns(
          "other",
          hardCoded("reset"),
          ifThrew("TypeError", NO_CAUSE, /undefined|null|'in'/),
          "taking everything that is thrown for an error of `fetch`: `controller.abort(reason)` rejects with any reason.",
        );
    }
  });
});

describe("Task 3: getJsonWithFetch", () => {
  const see = { meta: { see: "In the lesson: Time" } };
  /** So long that a busy machine answers in it. */
  const patient = { deadlineMs: 20_000 };
  const NO_DEADLINE =
    "a deadline that never ends the wait: `signal` is handed to `fetch`, and `deadlineMs` is milliseconds.";
  const HEAD_ONLY =
    "a deadline that does not cover the body: one that is cleared when the head is there, or begins anew after it.";
  const STILL_RUNNING =
    "leaving the exchange running: a `Promise.race` returns early and ends nothing. A signal ends the exchange.";
  const calledOff = ifReturned(
    { ok: false, kind: "aborted", phase: expect.any(String) },
    "mixing up the two ends that a caller makes: `controller.abort()` gives an AbortError, whatever it was called for.",
  );
  const IS_JSON =
    "taking content that is no JSON for a failure: the exchange worked, and `json` is undefined.";
  const example = hardCoded({ ok: false, kind: "incomplete", phase: "body" });
  const throwsOn = ifThrew("Error", "letting an error through: this function never throws.");
  const isOk = (value: unknown) => (value as { ok?: unknown } | undefined)?.ok === true;

  check("returns the status code and the JSON", see, async ({ submission, practice, random }) => {
    const [code, json] = [random.integer(200, 203), { name: `${random.word()} é`, list: [1, null] }];
    practice.stage("/it", whole(code, JSON.stringify(json)));
    await submission
      .getJsonWithFetch(`${practice.url}/it`, patient)
      .returns(
        { ok: true, statusCode: code, json },
        example,
        ifReturned(
          { ok: true, statusCode: code, json: JSON.stringify(json) },
          "returning the text: `JSON.parse` makes the value of it.",
        ),
      );
    practice.mustHaveReceived(["GET /it"], ANOTHER_REQUEST);
  });

  check("counts a 404 and a 500 as exchanges that worked", see, async ({ submission, practice, random }) => {
    for (const code of [random.integer(408, 417), random.integer(500, 511)]) {
      const json = { detail: random.word() };
      practice.stage("/it", whole(code, JSON.stringify(json)));
      await submission.getJsonWithFetch(`${practice.url}/it`, patient).returns(
        { ok: true, statusCode: code, json },
        example,
        ifAnswer((value) => !isOk(value), STATUS_IS_FAILURE),
        ifThrew("Error", STATUS_IS_FAILURE),
        ifReturned(
          { ok: true, statusCode: code },
          "reading no content where the code is not a success: an error often says more there.",
        ),
      );
    }
  });

  check("has no JSON where there is none", see, async ({ submission, practice, random }) => {
    for (const [code, content] of [
      [204, undefined],
      [200, ""],
      [random.integer(408, 417), `<p>${random.word()}</p>`],
    ] as const) {
      practice.stage("/it", content === undefined ? noContent(code) : whole(code, content));
      await submission.getJsonWithFetch(`${practice.url}/it`, patient).returns(
        { ok: true, statusCode: code, json: undefined },
        example,
        ifAnswer((value) => !isOk(value), IS_JSON),
        ifThrew("SyntaxError", IS_JSON),
      );
    }
  });

  check("follows redirections", see, async ({ submission, practice, random }) => {
    const json = [random.word()];
    practice.stage("/it", whole(200, JSON.stringify(json)));
    await submission
      .getJsonWithFetch(`${practice.url}/redirect-to?url=/it`, patient)
      .returns(
        { ok: true, statusCode: 200, json },
        example,
        'an option `redirect: "manual"`: here `fetch` may follow, as it does by itself.',
      );
  });

  check("ends at the deadline while there is no head", see, async ({ submission, host, practice }) => {
    const { url } = practice;
    practice.stage("/it", { steps: [{ pauseMs: 1_000 }, ...whole(200, "[1]").steps], end: "keep" });
    const outcome = submission.getJsonWithFetch(`${url}/it`, { deadlineMs: 100 });
    const kind = await kindIn(outcome, "timeout", async () =>
      submission.classifyFetchError(
        await host.failure({ by: "fetch", url: `${url}/fault/never-answers`, timeoutMs: 50 }),
        "head",
      ),
    );
    await outcome.returns(
      { ok: false, kind, phase: "head" },
      example,
      ifAnswer(isOk, NO_DEADLINE),
      calledOff,
      throwsOn,
    );
    await mustHaveLetGo(practice, `getJsonWithFetch("${url}/it", { deadlineMs: 100 })`, STILL_RUNNING);
  });

  check("has one deadline for head and body", see, async ({ submission, host, practice }) => {
    const { url } = practice;
    // Neither the head nor any wait for a piece takes as long as the deadline. Both together do.
    const pieces = ["[1", ",2", ",3", ",4]"].flatMap((send) => [{ pauseMs: 150 }, { send }]);
    const head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n";
    practice.stage("/it", { steps: [{ pauseMs: 500 }, { send: head }, ...pieces], end: "keep" });
    const outcome = submission.getJsonWithFetch(`${url}/it`, { deadlineMs: 800 });
    const kind = await kindIn(outcome, "timeout", async () =>
      submission.classifyFetchError(
        await host.failure({ by: "fetch", url: `${url}/fault/stalls-in-body`, timeoutMs: 50 }),
        "body",
      ),
    );
    // On a busy machine the head may come too late as well; which phase it was is asked below.
    const phase = expect.any(String);
    await outcome.returns(
      { ok: false, kind, phase },
      example,
      ifAnswer(isOk, HEAD_ONLY),
      calledOff,
      throwsOn,
    );
    await mustHaveLetGo(practice, `getJsonWithFetch("${url}/it", { deadlineMs: 800 })`, STILL_RUNNING);
  });

  for (const [what, fault, right, phase] of [
    ["a body that is cut off", "truncated-body", "incomplete", "body"],
    ["an end without an answer", "closes-without-answer", "reset", "head"],
  ] as const) {
    check(`tells kind and phase of ${what}`, see, async ({ submission, host, practice }) => {
      const url = `${practice.url}/fault/${fault}`;
      const outcome = submission.getJsonWithFetch(url, patient);
      const kind = await kindIn(outcome, right, async () =>
        submission.classifyFetchError(await host.failure({ by: "fetch", url }), phase),
      );
      await outcome.returns(
        { ok: false, kind, phase },
        example,
        ifReturned(
          { ok: false, kind: expect.any(String), phase: phase === "head" ? "body" : "head" },
          "mixing up the phases: it is `head` until the promise of `fetch` gives a response, and `body` from then on.",
        ),
        throwsOn,
        "another kind than the one that `classifyFetchError` gives for the error and the phase.",
      );
    });
  }

  check("gives a URL that is none as a failure, too", see, async ({ submission, host, random }) => {
    const url = random.word();
    const outcome = submission.getJsonWithFetch(url, patient);
    const kind = await kindIn(outcome, "misuse", async () =>
      submission.classifyFetchError(await host.failure({ by: "fetch", url }), "head"),
    );
    await outcome.returns({ ok: false, kind, phase: "head" }, example, throwsOn);
  });

  check("leaves nothing running", see, async ({ submission, host, practice, random }) => {
    const json = [random.word()];
    practice.stage("/it", whole(200, JSON.stringify(json)));
    await submission
      .getJsonWithFetch(`${practice.url}/it`, patient)
      .returns({ ok: true, statusCode: 200, json }, example, throwsOn);
    await host.mustBeAtRest(
      "leaving a timer running, as a `Promise.race` with `setTimeout` does. `AbortSignal.timeout` needs no clearing.",
    );
  });
});

/** A response that is whole, with its content in UTF-8. */
function whole(code: number, content: string) {
  const octets = Buffer.from(content);
  const head = `HTTP/1.1 ${code} Staged\r\nContent-Type: text/plain\r\nContent-Length: ${octets.length}\r\n\r\n`;
  return { steps: [{ send: head }, { send: octets }], end: "keep" } as const;
}

function noContent(code: number) {
  return { steps: [{ send: `HTTP/1.1 ${code} Staged\r\n\r\n` }], end: "keep" } as const;
}

/**
 * The kind to expect. Task 2 is graded by itself: where another kind came, and it is the one that task 2 gives for such
 * an error, it is as good as the right one.
 */
async function kindIn(
  outcome: PromiseLike<unknown>,
  right: Kind,
  byTask2: () => Promise<Kind>,
): Promise<Kind> {
  try {
    const { kind } = (await outcome) as { kind?: unknown };
    return kind !== undefined && kind !== right && kind === (await byTask2()) ? (kind as Kind) : right;
  } catch {
    return right;
  }
}

/**
 * The connections on which something was asked must end. Not all: in the place of one that it ended, Node opens another
 * for requests to come, and nothing is sent on it.
 */
async function mustHaveLetGo({ connections }: PracticeFixture, asked: string, cause: string): Promise<void> {
  const isHeld = () =>
    connections.some(({ requests, closedMs }) => requests.length > 0 && closedMs === undefined);
  for (let waitedMs = 0; isHeld() && waitedMs < 1_000; waitedMs += 10) await setTimeout(10);
  if (!isHeld()) return;
  throw new CheckFailure({
    reason: "wrong-answer",
    message: "What came back was right, but the connection of the request was still open a second later.",
    asked,
    cause,
  });
}
