// The grader of lesson 4. Each check says what it demands, asks the submission, and names the usual causes.

import {
  CheckFailure,
  checksOf,
  describe,
  type Host,
  ifAnswer,
  ifReturned,
  ifThrew,
  type PracticeFixture,
  type Random,
  type Remote,
} from "#grader";

type Stub = typeof import("#submission/04-errors");
type Failed = import("#submission/04-errors").Failed;
type Kind = Failed["kind"];
type Phase = Failed["phase"];
type ExpectedFailure = Omit<Failed, "ok">;

const check = checksOf<Stub>();

const HARD_CODED =
  "answering every call as the worked example: the inputs are others in each run, so the answer has to come from them.";

/** The value that a task's worked example gives, whatever was asked. */
const hardCoded = (value: unknown) => ifReturned(value, HARD_CODED);

describe("Task 1: classify", () => {
  const see = { meta: { see: "In the lesson: The kinds", atOnce: true } };
  const WIDEST_FIRST =
    "asking for the wide class first: every class of the family is an HTTPException, so the narrower ones come before it.";
  const DISCONNECTED =
    "taking RemoteDisconnected for a bad status-line: by its class it is one, and what it says is that nothing came.";
  const ONLY_THE_FAMILY =
    "looking only for HTTPException: time-outs, and what the operating system says, are not of that family, and `kindOfException` gives `undefined` for them.";
  const MESSAGE =
    "looking into `error.message`, which is for people: the class, the `code` and the `name` tell the kind.";
  const noError = ifThrew(
    "TypeError",
    "reading a property of what has none: anything can be thrown, also `undefined`.",
  );
  const notTold = ifReturned(
    undefined,
    "returning nothing: every path has to end in a kind, at the latest in `other`.",
  );
  /** What is wrong wherever it happens: the sentences that fit any of the checks. */
  const general = [noError, notTold];
  const asOther = ifReturned(
    "other",
    "leaving out a class of the table: `other` is for what is in no line of it.",
  );

  const notAReset = ifReturned(
    "reset",
    "taking every BadStatusLine for a RemoteDisconnected: only the narrower class says that nothing came.",
  );
  const notAllKnown = ifReturned(
    "other",
    "knowing only some classes of the family: whatever else is an HTTPException is a response that cannot be read.",
  );
  const notIncomplete = ifReturned(
    "incomplete",
    "taking what fails in the body for an incomplete one: this body came, and cannot be read.",
  );

  /** Faults of the practice service, and what goes wrong with what the client throws for each. */
  const faults = [
    ["closes-without-answer", "reset", ifReturned("bad-response", DISCONNECTED)],
    ["resets-without-answer", "reset", ifReturned("other", ONLY_THE_FAMILY)],
    ["truncated-body", "incomplete", ifReturned("bad-response", WIDEST_FIRST)],
    ["cut-chunk", "incomplete", ifReturned("bad-response", WIDEST_FIRST)],
    ["bad-status-line", "bad-response", notAReset],
    ["field-without-colon", "bad-response", notAllKnown],
    ["long-field-line", "bad-response", notAllKnown],
    ["chunk-size-not-hexadecimal", "bad-response", notIncomplete],
  ] as const;
  for (const [fault, kind, mistake] of faults) {
    check(`calls the error of ${fault} ${kind}`, see, async ({ submission, host, practice }) => {
      const error = await host.failure({ by: "client", url: `${practice.url}/fault/${fault}` });
      await submission.classify(error).returns(kind, mistake, ...general, hardCoded("dns"), asOther, MESSAGE);
    });
  }

  check("calls silence a time-out", see, async ({ submission, host, practice }) => {
    const url = `${practice.url}/fault/never-answers`;
    const error = await host.failure({ by: "client", url, timeoutMs: 50 });
    await submission
      .classify(error)
      .returns("timeout", ifReturned("other", ONLY_THE_FAMILY), ...general, MESSAGE);
  });

  check(
    "calls what AbortSignal.timeout throws a time-out too",
    see,
    async ({ submission, host, practice }) => {
      const url = `${practice.url}/fault/never-answers`;
      const error = await host.failure({ by: "fetch", url, timeoutMs: 50 });
      await submission
        .classify(error)
        .returns(
          "timeout",
          ifReturned(
            "aborted",
            "taking every end by a signal for an abort: of these errors the `name` tells, and it is TimeoutError here.",
          ),
          ...general,
          "knowing a time-out by its class or code alone: this one is a DOMException, and its `name` is TimeoutError.",
        );
    },
  );

  check("calls what the caller gave up aborted", see, async ({ submission, host, practice }) => {
    const url = `${practice.url}/fault/never-answers`;
    const error = await host.failure({ by: "client", url, abortAfterMs: 0 });
    await submission
      .classify(error)
      .returns(
        "aborted",
        ifReturned(
          "timeout",
          "taking every end by a signal for a time-out: the `name` is AbortError where somebody gave up.",
        ),
        ...general,
        "leaving out what the caller gave up: it is a DOMException with the `name` AbortError.",
      );
  });

  check("calls a port where nobody listens refused", see, async ({ submission, host, practice }) => {
    const { url, port } = await practice.peer("refused");
    for (const each of [url, `http://localhost:${port}`]) {
      const error = await host.failure({ by: "client", url: each });
      await submission
        .classify(error)
        .returns("refused", ifReturned("other", ONLY_THE_FAMILY), ...general, MESSAGE);
    }
  });

  check("calls a name that nobody has dns", see, async ({ submission, host, random }) => {
    // Two dots in a row: no name server is asked, and the answer is there at once.
    const url = `http://${random.word()}..invalid`;
    const error = await host.failure({ by: "client", url });
    await submission
      .classify(error)
      .returns("dns", ifReturned("other", ONLY_THE_FAMILY), ...general, MESSAGE);
  });

  check("knows each code of the table", see, async ({ submission, host, practice }) => {
    /** What no peer of the course can have an operating system say. */
    const codes = [
      ["EAI_AGAIN", "dns"],
      ["EHOSTUNREACH", "unreachable"],
      ["ENETUNREACH", "unreachable"],
      ["EPIPE", "reset"],
      ["ETIMEDOUT", "timeout"],
    ] as const;
    for (const [systemCode, kind] of codes) {
      const error = await host.failure({ by: "client", url: practice.url, systemCode });
      await submission
        .classify(error)
        .returns(kind, ...general, "leaving out a code of the table: a kind can have several of them.");
    }
  });

  check("calls a certificate that is not to be trusted tls", see, async ({ submission, host, practice }) => {
    const tls = await practice.startTls();
    for (const { url } of [tls.expired, tls.wrongHost, tls.untrusted]) {
      const error = await host.failure({ by: "client", url, ca: tls.ca });
      await submission
        .classify(error)
        .returns(
          "tls",
          ...general,
          "knowing one defect of a certificate only: each has its own code, and the table has how they look.",
        );
    }
  });

  check("calls what is no TLS at all tls", see, async ({ submission, host, practice }) => {
    const { url } = await practice.peer("handshake-answered-in-http");
    await submission
      .classify(await host.failure({ by: "client", url }))
      .returns(
        "tls",
        ...general,
        "leaving out the codes that begin with ERR_SSL_: they are what the handshake fails with.",
      );
  });

  const FORGOTTEN =
    "leaving a mistake of the caller to the rest of the family: InvalidURL, NotConnected, and ImproperConnectionState with the classes below it come before HTTPException.";
  check("calls a host that is none misuse", see, async ({ submission, host, practice }) => {
    const error = await host.failure({ by: "client", url: practice.url, address: "not a host" });
    await submission.classify(error).returns("misuse", ...general, FORGOTTEN);
  });

  /** Calls in an order that the client's table of states does not have. */
  const misuses = [
    ["ResponseNotReady", ["getResponse"]],
    ["CannotSendRequest", ["request", "request"]],
    ["CannotSendHeader", ["endHeaders"]],
  ] as const;
  for (const [name, calls] of misuses) {
    check(`calls ${name} misuse`, see, async ({ submission, host, practice }) => {
      const error = await host.failure({ by: "client", url: practice.url, calls });
      await submission.classify(error).returns("misuse", ...general, FORGOTTEN);
    });
  }

  check("calls NotConnected misuse", see, async ({ submission, host, practice }) => {
    // As when the `await` in front of request() was forgotten.
    const calls = ["request", "getResponse"] as const;
    const error = await host.failure({ by: "client", url: practice.url, calls });
    await submission
      .classify(error)
      .returns(
        "misuse",
        ifReturned(
          "reset",
          "taking NotConnected for the other end's doing: it is this program that closed, or did not wait for the connection.",
        ),
        ...general,
        FORGOTTEN,
      );
  });

  check(
    "calls a time-out of 0 ms, and a method with a space, misuse",
    see,
    async ({ submission, host, practice }) => {
      const { url } = practice;
      const LANGUAGE =
        "leaving out TypeError and RangeError: the client throws them where an argument is wrong.";
      for (const wrong of [{ timeoutMs: 0 }, { method: "GE T" }]) {
        const error = await host.failure({ by: "client", url, ...wrong });
        await submission.classify(error).returns("misuse", ...general, LANGUAGE);
      }
    },
  );

  check("calls everything else other", see, async ({ submission, host, practice }) => {
    const unknown = await host.failure({ by: "client", url: practice.url, systemCode: "EMFILE" });
    const told = new Error(
      "ECONNREFUSED ENOTFOUND timeout timed out ECONNRESET aborted IncompleteRead certificate",
    );
    await submission
      .classify(unknown)
      .returns("other", ...general, "taking a code that is in no line of the table for one of them.");
    await submission.classify(told).returns("other", ...general, MESSAGE);
    for (const thrown of ["ECONNREFUSED", undefined, null, 7, { code: 5 }]) {
      await submission
        .classify(thrown)
        .returns(
          "other",
          ...general,
          "taking what is thrown for an Error: it may be anything, and then its kind is other.",
        );
    }
  });
});

const NEVER_CLOSES =
  "never closing the connection: getting a response, or reading it to its end, leaves the connection open.";
const NO_END = "waiting for what does not come: every exchange of this check ends by itself, with an error.";
const ANOTHER_KIND =
  "another kind than `classify` gives: it has to be asked about the very error that was caught.";
const CLOSES_ON_SUCCESS =
  "closing the connection only on success: what throws leaves the `try` before close(), unless that stands in the `finally`.";

describe("Task 2: tryGet", () => {
  const see = { meta: { see: "In the lesson: How far it came, and: Time" } };
  /** So long that a busy machine answers in it. */
  const patient = { idleMs: 20_000 };
  /** For what never comes. */
  const short = { idleMs: 400 };

  const throws = ifThrew(
    "Error",
    "letting an error go on to the caller: `tryGet` answers every one of them with `ok: false`.",
  );
  const slip = ifAnswer(
    (value) => isFailed(value) && value.kind === "misuse",
    "a slip in your own code that your `catch` takes for a failure of the exchange: print the error there.",
  );
  const endedByClosing = ifAnswer(
    (value) => isFailed(value) && value.kind === "misuse",
    "ending a wait by `close()`: who waits gets a NotConnected then, and that is misuse. The client's `timeout` gives a TimeoutError.",
  );
  const asText = ifAnswer(
    (value) => isAnswered(value) && typeof value.body === "string",
    "decoding the body: the task asks for its octets, as `read()` gives them.",
  );
  const STATUS =
    "taking a status code for a failure: a 404 or a 500 is a whole response, and the exchange worked.";

  // First: whoever counts seconds may still get an answer that comes at once.
  check("waits as long as it may", see, async ({ submission, practice, random }) => {
    const text = random.word();
    practice.stage("/late", { steps: [{ pauseMs: 150 }, ...reply("200", text).steps], end: "keep" });
    await submission.tryGet(practice.host, practice.port, "/late", { idleMs: 2_000 }).returns(
      { ok: true, statusCode: 200, body: utf8(text) },
      hardCoded(WORKED_EXAMPLE),
      throws,
      asText,
      ifAnswer(
        (value) => isFailed(value) && value.kind === "timeout",
        "giving seconds where milliseconds are meant: `timeout` counts milliseconds, as `idleMs` does, and its 2000 were not over.",
      ),
      slip,
    );
  });

  check("tells of a response", see, async ({ submission, practice, random }) => {
    const statusCode = random.integer(201, 203);
    const text = `${random.word()} é`;
    practice.stage("/name", reply(String(statusCode), text));
    await submission
      .tryGet(practice.host, practice.port, "/name", patient)
      .returns({ ok: true, statusCode, body: utf8(text) }, hardCoded(WORKED_EXAMPLE), throws, asText, slip);
    practice.mustHaveReceived(["GET /name"], "another request than one GET of the path as it is given.");
    await practice.mustBeClosed(NEVER_CLOSES);
  });

  check("takes every status code for an answer", see, async ({ submission, practice, random }) => {
    for (const statusCode of [404, 500, 302, random.integer(400, 599)]) {
      const text = random.word();
      practice.stage("/name", reply(String(statusCode), text));
      await submission
        .tryGet(practice.host, practice.port, "/name", patient)
        .returns({ ok: true, statusCode, body: utf8(text) }, throws, STATUS);
    }
    await submission
      .tryGet(practice.host, practice.port, "/status/204", patient)
      .returns(
        { ok: true, statusCode: 204, body: utf8("") },
        throws,
        "taking a body of no octets for a failure.",
      );
  });

  check("reads the whole body, however it comes", see, async ({ submission, practice, random }) => {
    const parts = [random.word(), random.word(), random.word()];
    practice.stage("/parts", inChunks(parts, []));
    await submission
      .tryGet(practice.host, practice.port, "/parts", patient)
      .returns(
        { ok: true, statusCode: 200, body: utf8(parts.join("")) },
        throws,
        "taking the first piece for the body: `read()` without a number waits for all of it.",
      );
  });

  const slow = { meta: { ...see.meta, deadlineMs: 6_000 } };
  check("lets a slow and steady body pass", slow, async ({ submission, practice, random }) => {
    const parts = Array.from({ length: 7 }, () => random.word());
    practice.stage("/slow", inChunks(parts, [{ pauseMs: 110 }]));
    await submission
      .tryGet(practice.host, practice.port, "/slow", { idleMs: 700 })
      .returns(
        { ok: true, statusCode: 200, body: utf8(parts.join("")) },
        throws,
        "taking a slow and steady body for a time-out: a timer or an AbortSignal for all of it counts from the start, where `idleMs` counts from the last octet.",
      );
  });

  /** Faults of the practice service, and how they have to be told. */
  const faults = [
    ["closes-without-answer", "reset", "wait"],
    ["resets-without-answer", "reset", "wait"],
    ["bad-status-line", "bad-response", "wait"],
    ["cut-in-fields", "bad-response", "wait"],
    ["resets-in-body", "reset", "read"],
    ["chunk-size-not-hexadecimal", "bad-response", "read"],
  ] as const;
  for (const [fault, kind, phase] of faults) {
    check(`tells of ${fault}, and closes`, see, async ({ submission, host, practice }) => {
      const call = { submission, host, practice, path: `/fault/${fault}`, ...patient };
      await mustFail(call, { kind, phase });
      await practice.mustBeClosed(CLOSES_ON_SUCCESS);
    });
  }

  check(
    "keeps what came of a body that is incomplete",
    see,
    async ({ submission, host, practice, random }) => {
      const text = `${random.word()} é`;
      const head = `HTTP/1.1 200 OK\r\nContent-Length: ${utf8(text).length + 8}\r\n\r\n`;
      practice.stage("/cut", { steps: [{ send: head }, { send: utf8(text) }], end: "close" });
      const call = { submission, host, practice, ...patient };
      await mustFail({ ...call, path: "/cut" }, { kind: "incomplete", phase: "read", partial: utf8(text) });
      const parts = [random.word(), random.word()];
      const { steps } = inChunks(parts, [{ readWithinMs: 250 }]);
      practice.stage("/cut-chunks", { steps: steps.slice(0, -1), end: "close" });
      const partial = utf8(parts.join(""));
      await mustFail({ ...call, path: "/cut-chunks" }, { kind: "incomplete", phase: "read", partial });
      await practice.mustBeClosed(CLOSES_ON_SUCCESS);
    },
  );

  check("tells that nobody listens", see, async ({ submission, host, practice }) => {
    const peer = await practice.peer("refused");
    await mustFail(
      { submission, host, practice: peer, path: "/get", ...patient },
      { kind: "refused", phase: "connect" },
    );
  });

  check("tells that nobody has the name", see, async ({ submission, host, random }) => {
    const nobody = { host: `${random.word()}..invalid`, port: 80 };
    await mustFail(
      { submission, host, practice: nobody, path: "/get", ...patient },
      { kind: "dns", phase: "resolve" },
    );
  });

  const NEW_IN_TRY =
    "a `new HTTPConnection` outside of the `try`: it throws too, for a host that is none or a time-out of 0.";
  check("answers misuse as it answers any failure", see, async ({ submission, host, practice, random }) => {
    const calls = [
      [practice.host, practice.port, "/a b"],
      [`${random.word()} ${random.word()}`, practice.port, "/get"],
      [practice.host, 65_536, "/get"],
    ] as const;
    for (const [name, port, path] of calls) {
      const answer = submission.tryGet(name, port, path, patient);
      const got: unknown = await answer.value(ifThrew("InvalidURL", NEW_IN_TRY), throws);
      const error = { by: "client", url: practice.url, address: "not a host" } as const;
      const kind = await acceptedKind({ submission, host, error }, "misuse", got);
      // Nothing was sent, and where a call is refused is the client's affair: any phase is right.
      const phase = isFailed(got) ? got.phase : "send";
      await answer.returns({ ok: false, kind, phase }, ANOTHER_KIND);
    }
    await practice.mustBeClosed(CLOSES_ON_SUCCESS);
  });

  const LEFT =
    "leaving something running, as a `Promise.race` with `setTimeout` does: the loser of a race goes on. The client's `timeout` cleans up by itself.";
  check("leaves nothing running", see, async ({ submission, host, practice, random }) => {
    const text = random.word();
    practice.stage("/name", reply("200", text));
    await submission
      .tryGet(practice.host, practice.port, "/name", patient)
      .returns({ ok: true, statusCode: 200, body: utf8(text) }, throws, asText, slip);
    await host.mustBeAtRest(LEFT);
    const call = { submission, host, practice, path: "/fault/bad-status-line", ...patient };
    await mustFail(call, { kind: "bad-response", phase: "wait" });
    await host.mustBeAtRest(LEFT);
  });

  // Last, because whoever waits for ever has less time for each check after that.
  check("ends silence while connecting", see, async ({ submission, host, practice }) => {
    const peer = await practice.peer("black-hole").catch(() => undefined);
    if (peer === undefined) return; // Some systems cannot be silent there.
    const call = { submission, host, practice: peer, path: "/get", ...short };
    await mustFail(call, {
      kind: "timeout",
      phase: "connect",
      ifSilent:
        "no time-out for connecting: there is none by default. The connection takes one as its third argument, `{ timeout: idleMs }`, and it covers each wait.",
    });
  });

  const silences = [
    [
      "before the response",
      "never-answers",
      "wait",
      "a time-out that ends with connecting: the longest wait is the one for the response. `timeout` of the connection covers it too.",
    ],
    [
      "inside of the body",
      "stalls-in-body",
      "read",
      "a time-out that ends with the head: a body can stall, too. `timeout` of the connection covers `read()` too.",
    ],
  ] as const;
  for (const [where, fault, phase, ifSilent] of silences) {
    check(`ends silence ${where}, and closes`, see, async ({ submission, host, practice }) => {
      const call = { submission, host, practice, path: `/fault/${fault}`, ...short };
      await mustFail(call, { kind: "timeout", phase, ifSilent });
      await practice.mustBeClosed(
        "leaving the connection open after a time-out: what lost a race goes on, and somebody has to close it.",
      );
      await host.mustBeAtRest(LEFT);
    });
  }

  check("does not throw for a time-out that is none", see, async ({ submission, practice }) => {
    // The client refuses these. A timer of one's own may do something else: an answer or a failure has to come out of it, that is all.
    for (const idleMs of [0, Number.NaN]) {
      const answer = submission.tryGet(practice.host, practice.port, "/get", { idleMs });
      const got: unknown = await answer.value(ifThrew("RangeError", NEW_IN_TRY), throws);
      if (!isFailed(got) && !isAnswered(got))
        await answer.returns({ ok: false, kind: "misuse", phase: "connect" }, ANOTHER_KIND);
    }
  });

  interface Sides {
    readonly submission: Remote<Stub>;
    readonly host: Host<Stub>;
  }

  interface Call extends Sides {
    /** Where it goes. */
    readonly practice: Pick<PracticeFixture, "host" | "port">;
    readonly path: string;
    readonly idleMs: number;
  }

  /** The call must tell of this failure. */
  async function mustFail(
    call: Call,
    { ifSilent = NO_END, ...expected }: ExpectedFailure & { readonly ifSilent?: string },
  ): Promise<void> {
    const { submission, host, practice, path, idleMs } = call;
    const answer = submission.tryGet(practice.host, practice.port, path, { idleMs });
    const got: unknown = await unlessSilent(answer.value(throws), ifSilent);
    const url = `http://${practice.host}:${practice.port}${path}`;
    const error = { by: "client", url, timeoutMs: idleMs } as const;
    const kind = await acceptedKind({ submission, host, error }, expected.kind, got);
    // Octets that came before another end than `incomplete` are welcome, and nobody has to have them.
    const partial = expected.partial ?? (isFailed(got) ? got.partial : undefined);
    const right = { ok: false, ...expected, kind, ...(partial !== undefined && { partial }) };
    const { partial: _, ...withoutPartial } = right;
    await answer.returns(
      right,
      throws,
      ifReturned(
        withoutPartial,
        "losing the octets that did come: an IncompleteRead has them in its field `partial`.",
      ),
      ifAnswer(
        (value) => isFailed(value) && isSamePlace(value, expected) && value.partial instanceof Uint8Array,
        "keeping a part of the octets only: with `for await`, those of the pieces before it count as well as the error's `partial`.",
      ),
      ifAnswer(
        isAnswered,
        "telling of an answer where the exchange failed: `ok` is true when all of the body was read.",
      ),
      ...(expected.kind === "timeout" ? [endedByClosing] : []),
      slip,
      ifAnswer(
        (value) => isFailed(value) && value.kind === kind,
        "another phase: `resolve` is a name without an address, then come `connect()`, `request()` (send), `getResponse()` (wait) and `read()`.",
      ),
      ifAnswer((value) => isFailed(value) && value.phase === expected.phase, ANOTHER_KIND),
    );
  }

  interface OwnFailure extends Sides {
    /** How to come to such an error. */
    readonly error: Parameters<Host["failure"]>[0];
  }

  /** `kind` is what the submission's own `classify` makes of such an error: what is wrong there is told in task 1. */
  async function acceptedKind(
    { submission, host, error }: OwnFailure,
    kind: Kind,
    got: unknown,
  ): Promise<Kind> {
    if (!isFailed(got) || got.kind === kind) return kind;
    const own = await Promise.resolve(submission.classify(await host.failure(error))).catch(() => kind);
    return own === got.kind ? own : kind;
  }
});

describe("Task 3: mayRepeat", () => {
  const see = { meta: { see: "RFC 9110 §9.2.2; in the lesson: Once more?", atOnce: true } };
  const before = ["resolve", "connect", "handshake"] as const;
  const after = ["send", "wait", "read"] as const;
  const mistakes = [
    ifThrew("Error", "throwing where false is due: a method that nobody knows is not idempotent."),
  ];

  check("repeats a GET that was not sent, and no POST that was", see, async ({ submission }) => {
    await submission.mayRepeat("GET", "resolve").returns(true, hardCoded(false), ...mistakes);
    await submission
      .mayRepeat("POST", "wait")
      .returns(
        false,
        ...mistakes,
        "repeating a POST: that no answer came does not say that nothing was done.",
      );
  });

  check("repeats whatever no octet was sent of", see, async ({ submission, random }) => {
    for (const phase of before) {
      for (const method of ["POST", "GET", "PATCH", random.word().toUpperCase()]) {
        await submission
          .mayRepeat(method, phase)
          .returns(
            true,
            ...mistakes,
            phase === "handshake"
              ? "taking the handshake for a part of the request: no octet of HTTP is sent before it is done."
              : "looking at the method alone: where no octet of the request was sent, none was acted on.",
          );
      }
    }
  });

  for (const phase of after) {
    check(`repeats in the phase ${phase} what is idempotent`, see, async ({ submission }) => {
      for (const method of ["GET", "HEAD", "OPTIONS", "TRACE"]) {
        await submission
          .mayRepeat(method, phase)
          .returns(
            true,
            ...mistakes,
            method === "GET" || method === "HEAD"
              ? "never repeating once the request was sent: a safe method changes nothing, however often it comes."
              : "leaving one out: OPTIONS and TRACE are safe, and so idempotent.",
          );
      }
      for (const method of ["PUT", "DELETE"]) {
        await submission
          .mayRepeat(method, phase)
          .returns(
            true,
            ...mistakes,
            "taking only safe methods for idempotent: two PUTs, or two DELETEs, leave behind what one does.",
          );
      }
    });

    check(
      `does not repeat in the phase ${phase} what is not idempotent, or not known`,
      see,
      async ({ submission, random }) => {
        await submission
          .mayRepeat("POST", phase)
          .returns(
            false,
            phase === "send"
              ? "taking a request that was being sent for one that did not arrive: the server may have read all of it."
              : "repeating a POST: that no answer came does not say that nothing was done.",
          );
        for (const method of ["PATCH", "CONNECT"]) {
          await submission
            .mayRepeat(method, phase)
            .returns(
              false,
              "listing what is not idempotent and forgetting PATCH or CONNECT: the list of RFC 9110 §9.2.2 is the shorter way.",
            );
        }
        for (const method of [`X${random.word().toUpperCase()}`, "get", "Put"]) {
          await submission
            .mayRepeat(method, phase)
            .returns(
              false,
              method.startsWith("X")
                ? "taking a method that nobody knows for idempotent: it may do anything."
                : "changing the letter case of the method: `get` is not GET, and nobody knows what it does.",
            );
        }
      },
    );
  }
});

describe("Task 4: explain", () => {
  const see = { meta: { see: "The table of the task", atOnce: true } };
  const ABSENT =
    "taking silence for an absent server: of an absent one the machine says so at once, and a silent one may be there.";
  const fixed = ifAnswer((value) => isExplained(value) && value.next === "start-server", HARD_CODED);
  const steps = [
    ["fix-name", ["dns"]],
    ["start-server", ["refused"]],
    ["wait", ["unreachable", "timeout", "reset", "incomplete"]],
    ["fix-call", ["misuse", "aborted"]],
    ["report", ["bad-response", "tls", "other"]],
  ] as const;

  for (const [next, kinds] of steps) {
    check(`says when to ${next}`, see, async ({ submission, random }) => {
      for (const kind of kinds) {
        const answer = submission.explain(failureAt(kind, random));
        const got: unknown = await answer.value();
        // Any sentence is right here: what it has to name is asked for by itself.
        const sentence = isExplained(got) ? got.sentence : "";
        await answer.returns(
          { next, sentence },
          ...(next === "wait" ? [ifReturned({ next: "start-server", sentence }, ABSENT)] : [fixed]),
          ifAnswer(
            (value) => typeof value === "string",
            "returning the word alone: the task asks for an object with `next` and `sentence`.",
          ),
          "another step than the table of the task has for this kind.",
        );
      }
    });
  }

  check("names host and port in the sentence", see, async ({ submission, random }) => {
    for (const kind of steps.flatMap<Kind>(([, kinds]) => kinds)) {
      const failure = failureAt(kind, random);
      const { sentence } = await submission.explain(failure);
      const text = String(sentence);
      mustName(
        text,
        failure.host,
        "host",
        "leaving out the host: who reads a log at night has to know which server it was.",
      );
      mustName(text, String(failure.port), "port", "leaving out the port: one machine runs many servers.");
    }
  });
});

/** What the worked example of task 2 gives. */
const WORKED_EXAMPLE = { ok: false, kind: "reset", phase: "wait" };

function isFailed(value: unknown): value is Failed {
  return isRecord(value) && value.ok === false;
}

function isAnswered(value: unknown): value is { ok: true; body: unknown } {
  return isRecord(value) && value.ok === true;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isSamePlace(value: Failed, { kind, phase }: ExpectedFailure): boolean {
  return value.kind === kind && value.phase === phase;
}

function isExplained(value: unknown): value is { next: unknown; sentence: string } {
  return isRecord(value) && typeof value.sentence === "string";
}

/** Says what is the matter where a call waits for ever: there is no value that a mistake could be known by. */
async function unlessSilent<T>(value: Promise<T>, cause: string): Promise<T> {
  try {
    return await value;
  } catch (error) {
    if (!(error instanceof CheckFailure) || error.failure.reason !== "never-settled") throw error;
    throw new CheckFailure({ ...error.failure, cause });
  }
}

/** Where a kind of failure is met. */
const PHASES_OF: Readonly<Record<Kind, readonly [Phase, ...Phase[]]>> = {
  dns: ["resolve"],
  refused: ["connect"],
  unreachable: ["connect"],
  timeout: ["connect", "wait", "read"],
  reset: ["send", "wait", "read"],
  "bad-response": ["wait"],
  incomplete: ["read"],
  tls: ["handshake"],
  misuse: ["connect", "send", "wait"],
  aborted: ["wait", "read"],
  other: ["connect", "wait", "read"],
};

/** A failure with a server of its own. */
function failureAt(kind: Kind, random: Random) {
  const phase = random.pick(PHASES_OF[kind]);
  return { kind, phase, host: `${random.word()}.example`, port: random.integer(1_025, 65_535) };
}

function mustName(sentence: string, what: string, label: string, cause: string): void {
  if (sentence.includes(what)) return;
  throw new CheckFailure({
    reason: "wrong-answer",
    message: `The sentence does not name the ${label}.`,
    expected: `a sentence with ${what} in it`,
    received: sentence,
    cause,
  });
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** A whole response, after which the connection stays open. */
function reply(statusCode: string, text: string) {
  const body = utf8(text);
  const head = `HTTP/1.1 ${statusCode} \r\nContent-Length: ${body.length}\r\n\r\n`;
  return { steps: [{ send: head }, { send: body }], end: "keep" } as const;
}

/** The parts as chunks, with these waits before each. */
function inChunks(
  parts: readonly string[],
  waits: readonly ({ pauseMs: number } | { readWithinMs: number })[],
) {
  const chunks = [...parts, ""].flatMap((part) => [
    ...waits,
    { send: `${part.length.toString(16)}\r\n${part}\r\n` },
  ]);
  return {
    steps: [{ send: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" }, ...chunks],
    end: "keep",
  } as const;
}
