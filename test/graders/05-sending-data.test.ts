// The grader of lesson 5. Each check says what it demands, asks the submission, and names the usual causes. What a task
// leaves open, such as the order of fields or "+" for a space, is taken as it comes: see `withField`, `isJsonOf` and
// `formOf`.

import { isDeepStrictEqual } from "node:util";
import {
  CheckFailure,
  checksOf,
  describe,
  ifAnswer,
  ifReturned,
  ifThrew,
  type PracticeFixture,
} from "#grader";

const check = checksOf<typeof import("#submission/05-sending-data")>();

const NEVER_CLOSES =
  "never closing the connection: getting a response, or reading it to its end, leaves the connection open.";
const CLOSES_ON_SUCCESS =
  "closing the connection only on success: a throw leaves the function before close(), unless it stands in a finally.";
const CATCHES = "catching errors that the caller should see.";
const NOT_UTF8 = "making octets in another encoding than UTF-8, which is the only one that JSON travels in.";
const COUNTS_CHARACTERS =
  "counting characters, or the `length` of a string, for Content-Length: it counts octets, and é has two of them.";
const BODY_IS_TEXT =
  "giving the client a text as the body: it sends that as ISO-8859-1, and JSON is UTF-8, so give it octets.";
const TWICE_JSON =
  "making JSON of what is JSON already: the text that arrives then stands in quotes, and is a string.";
const NO_TYPE = "leaving out Content-Type: the client never guesses it, so whoever reads the content has to.";
const ANOTHER_TYPE = "another media type than application/json: by it, the octets mean something else.";
const LENGTH_TWICE = ifThrew(
  "TypeError",
  "saying Content-Length twice: let the client count, or say it once, because field names have no letter case.",
  /Content-Length twice/,
);
const NOT_ISO_8859_1 = ifThrew("RangeError", BODY_IS_TEXT, /text as a body/);

/** The value that a task's worked example gives, whatever was asked. */
const hardCoded = (value: unknown) =>
  ifReturned(
    value,
    "answering every call as the worked example: the inputs are others in each run, so the answer has to come from them.",
  );

/** Closed by `finally` while the promise that was returned still needed the connection. */
const notAwaited = ifThrew(
  "NotConnected",
  "returning a promise from the `try` without `await`: the `finally` closes the connection before the response is there.",
);
const notAwaitedResponse = ifThrew(
  "TypeError",
  "using the promise of a response as if it were the response: `await` is missing in front of `getResponse()`.",
  /getResponse\(\.\.\.\)\.|response\.(?:getHeaders?|read) is not a function/,
);
const fetchHabit = ifThrew(
  "TypeError",
  "taking it for a response of `fetch`: this one has `status`, `getHeader`, `getHeaders` and `read`, and no `json` or `text`.",
  /\.(?:json|text|arrayBuffer|blob|bytes) is not a function/,
);

const noReturn = ifReturned(undefined, "returning nothing: a function without `return` gives undefined.");

type Content = Awaited<ReturnType<typeof import("#submission/05-sending-data").jsonBody>>;
type Field = Content["fields"][number];
type Pair = [name: string, value: string];

/** Mistakes in the shape of a content, whatever it holds. */
const inShape = [
  noReturn,
  ifAnswer(
    (value) => typeof partsOf(value).octets === "string",
    "giving text where octets are due: a `TextEncoder` makes octets of it, a `Uint8Array`.",
  ),
  ifAnswer(
    (value) => partsOf(value).fields !== undefined && !Array.isArray(partsOf(value).fields),
    'giving the fields as an object: the task asks for a list of pairs, `[["Content-Type", "..."], ...]`.',
  ),
];

describe("Task 1: jsonBody", () => {
  const see = { meta: { see: "RFC 9110 §8.3 and §8.6; in the lesson: Octets are counted", atOnce: true } };
  const example = jsonContent({ name: "Zoë" });

  check("gives the JSON of a value as octets", see, async ({ submission, random }) => {
    const value = { [random.word()]: random.integer(1, 999), list: [random.word(), true, null] };
    const answer = submission.jsonBody(value);
    await answer.returns(
      jsonIn(await received(answer), value),
      hardCoded(example),
      ...inShape,
      ifAnswer((got) => isJsonOf(partsOf(got).octets, JSON.stringify(value)), TWICE_JSON),
    );
  });

  check("writes the JSON in UTF-8", see, async ({ submission, random }) => {
    for (const letters of ["é", "€", "💡"]) {
      const value = { name: random.word() + letters };
      const answer = submission.jsonBody(value);
      await answer.returns(jsonIn(await received(answer), value), ...inShape, NOT_UTF8);
    }
  });

  check("calls the octets application/json", see, async ({ submission, random }) => {
    const value = [random.word()];
    const answer = submission.jsonBody(value);
    await answer.returns(
      withFields(await received(answer), jsonContent(value), "Content-Type"),
      ...inShape,
      ifAnswer((got) => fieldValue(got, "Content-Type") === undefined, NO_TYPE),
      ANOTHER_TYPE,
    );
  });

  check("counts octets, and not characters", see, async ({ submission, random }) => {
    for (const text of [random.word(), `${random.word()}é`, `€${random.word()}`, `${random.word()}💡`]) {
      const answer = submission.jsonBody(text);
      await answer.returns(
        lengthIn(await received(answer), jsonContent(text)),
        ...inShape,
        COUNTS_CHARACTERS,
      );
    }
  });

  check("refuses undefined, and takes null, false, 0 and empty values", see, async ({ submission }) => {
    for (const value of [null, false, 0, "", [], {}]) {
      const answer = submission.jsonBody(value);
      await answer.returns(
        jsonIn(await received(answer), value),
        ...inShape,
        ifThrew(
          "TypeError",
          "taking every value that counts as false for undefined: null, false, 0 and an empty string are JSON.",
        ),
      );
    }
    await submission
      .jsonBody(undefined)
      .throws(
        "TypeError",
        {},
        ifThrew("Error", "throwing another error for undefined: a value of the wrong type is a TypeError."),
        "making content of undefined, which JSON does not have: the server would read nothing, or a word.",
      );
  });
});

describe("Task 2: formBody", () => {
  const see = { meta: { see: "In the lesson: Forms", atOnce: true } };
  const FORM_TYPE = "application/x-www-form-urlencoded";
  const example = formContent([
    ["name", "Zoë"],
    ["tag", "1+1"],
  ]);

  /** What a server reads must be these pairs. */
  const mustRead = async (
    answer: Asked,
    pairs: readonly Pair[],
    ...mistakes: readonly (typeof noReturn | string)[]
  ) => {
    const content = await received(answer);
    const isRight = isDeepStrictEqual(formOf(partsOf(content).octets), pairs);
    await answer.returns(
      isRight ? partsOf(content) : withOctets(content, formContent(pairs)),
      ...inShape,
      ifAnswer(
        (got) => textOf(partsOf(got).octets).startsWith("?"),
        "putting the `?` of a query in front: a form is the content, and begins with its first name.",
      ),
      ifAnswer(
        (got) => /^[[{]/.test(textOf(partsOf(got).octets)),
        "writing JSON: a form is names and values, with `=` and `&` between them.",
      ),
      ...mistakes,
    );
  };

  const reordered = (pairs: readonly Pair[]) =>
    ifAnswer(
      (got) => isDeepStrictEqual(formOf(partsOf(got).octets)?.map(String).sort(), pairs.map(String).sort()),
      "changing the order of the pairs: they go out as they came in.",
    );

  /** The pairs would be right, were they decoded once more. */
  const encodedTwice = (pairs: readonly Pair[]) =>
    ifAnswer(
      (got) =>
        isDeepStrictEqual(
          formOf(partsOf(got).octets)?.map((pair) => pair.map(decodeForm)),
          pairs,
        ),
      "encoding twice: URLSearchParams encodes what it is given, so it is given what the person typed.",
    );

  check("writes names and values with = and & between them", see, async ({ submission, random }) => {
    const pairs: Pair[] = [1, 2, 3].map(() => [random.word(), random.word()]);
    await mustRead(submission.formBody(pairs), pairs, hardCoded(example), reordered(pairs));
  });

  check("keeps names that come twice, in their order", see, async ({ submission, random }) => {
    const [name, other] = [random.word(), random.word()];
    const pairs: Pair[] = [
      [name, random.word()],
      [other, random.word()],
      [name, random.word()],
      [name, random.word()],
    ];
    await mustRead(
      submission.formBody(pairs),
      pairs,
      ifAnswer(
        (got) => formOf(partsOf(got).octets)?.length === 2,
        "keeping one value for each name, as an object of JavaScript does: in a form a name may come twice.",
      ),
      reordered(pairs),
    );
  });

  check("encodes the characters that separate: & = % and +", see, async ({ submission, random }) => {
    const word = random.word();
    for (const pair of [
      [`${word}&`, `a&b=${word}`],
      [`${word}=`, "==?#;"],
      [`%${word}`, "100%"],
      ["50%25", `%41${word}`],
    ] as Pair[]) {
      await mustRead(
        submission.formBody([pair]),
        [pair],
        encodedTwice([pair]),
        "leaving &, = or % as they are inside of a name or a value: they look like a border there. encodeURI leaves them, too.",
      );
    }
    const plus: Pair[] = [[`${word}+`, `1+${random.integer(1, 9)}`]];
    await mustRead(
      submission.formBody(plus),
      plus,
      encodedTwice(plus),
      ifAnswer(
        (got) =>
          isDeepStrictEqual(
            formOf(partsOf(got).octets),
            plus.map((pair) => pair.map((each) => each.replaceAll("+", " "))),
          ),
        "leaving a + as it is: in a form it stands for a space, and a + that is meant is %2B.",
      ),
    );
  });

  check("writes a space as + or %20", see, async ({ submission, random }) => {
    const pairs: Pair[] = [[`${random.word()} ${random.word()}`, ` ${random.word()}  ${random.word()} `]];
    await mustRead(
      submission.formBody(pairs),
      pairs,
      encodedTwice(pairs),
      ifAnswer(
        (got) => / /.test(textOf(partsOf(got).octets)),
        "leaving a space as it is: it is + or %20 in a form.",
      ),
      "taking away, or replacing only the first of, the spaces in a name or a value.",
    );
  });

  check("writes letters outside ASCII as the octets of their UTF-8", see, async ({ submission, random }) => {
    for (const letters of ["ë", "€", "💡"]) {
      const pairs: Pair[] = [[`${letters}${random.word()}`, `${random.word()}${letters}`]];
      await mustRead(
        submission.formBody(pairs),
        pairs,
        encodedTwice(pairs),
        "percent-encoding something else than the octets of UTF-8: ë is %C3%AB, and not %EB or ë.",
      );
    }
  });

  check("keeps empty names and values, and takes no pairs", see, async ({ submission, random }) => {
    for (const pairs of [[[random.word(), ""]], [["", random.word()]], []] as Pair[][]) {
      await mustRead(
        submission.formBody(pairs),
        pairs,
        "leaving out what is empty: a field of a form that nobody filled in is sent all the same.",
      );
    }
  });

  check(`calls the octets ${FORM_TYPE}`, see, async ({ submission, random }) => {
    const pairs: Pair[] = [[random.word(), random.word()]];
    const answer = submission.formBody(pairs);
    await answer.returns(
      withFields(await received(answer), formContent(pairs), "Content-Type"),
      ...inShape,
      ifAnswer((got) => fieldValue(got, "Content-Type") === undefined, NO_TYPE),
      ifAnswer(
        (got) => /^multipart/i.test(fieldValue(got, "Content-Type") ?? ""),
        "calling it multipart/form-data: that is the other format, whose type needs a boundary.",
      ),
      `another media type than ${FORM_TYPE}: by it, the server reads no form.`,
    );
  });

  check("counts octets, and not characters", see, async ({ submission, random }) => {
    for (const pairs of [
      [[random.word(), `é € 💡 & ${random.word()}`]],
      [[random.word(), "1"]],
      [],
    ] as Pair[][]) {
      const answer = submission.formBody(pairs);
      await answer.returns(
        lengthIn(await received(answer), formContent(pairs)),
        ...inShape,
        "counting something else than the octets that are sent: names and values grow when they are encoded.",
      );
    }
  });
});

describe("Task 3: postJson", () => {
  const see = { meta: { see: "In the lesson: The octets, and What the server understood" } };

  check(
    "sends a value, and returns what the service has read",
    see,
    async ({ submission, practice, random }) => {
      const value = { [random.word()]: random.word(), count: random.integer(2, 99) };
      await submission.postJson(practice.host, practice.port, "/post", value).returns(
        value,
        hardCoded({ name: "Zoë" }),
        ...ofTheExchange(practice, value),
        ifReturned(
          undefined,
          "giving undefined: `return` is missing, or an `await`, as a promise has no member `json`.",
        ),
        ifReturned(
          JSON.stringify(value),
          "returning `data`, which is the content as text: `json` is the value.",
        ),
        ifAnswer(
          (got) => typeof got === "object" && got !== null && "json" in got && "headers" in got,
          "returning the whole echo: its member `json` is asked for.",
        ),
      );
      mustBeOnePost(practice, "/post");
    },
  );

  check("says that the content is application/json", see, async ({ submission, practice, random }) => {
    const value = [random.word()];
    await submission
      .postJson(practice.host, practice.port, "/post", value)
      .returns(value, ...ofTheExchange(practice, value));
    mustBeCalledJson(practice, asCall("postJson", practice, "/post", value));
  });

  check("sends UTF-8, and all of its octets", see, async ({ submission, practice, random }) => {
    for (const letters of ["é", "€", "💡"]) {
      const value = { name: `${letters}${random.word()}${letters}` };
      await submission
        .postJson(practice.host, practice.port, "/post", value)
        .returns(value, ...ofTheExchange(practice, value), NOT_UTF8);
    }
    mustBePosts(practice, 3);
  });

  check("returns null, false, 0 and empty values as they are", see, async ({ submission, practice }) => {
    const EMPTY =
      "asking whether the value counts as true: null, false, 0 and an empty string are values, too.";
    const values = [null, false, 0, "", [], {}];
    for (const value of values) {
      await submission
        .postJson(practice.host, practice.port, "/post", value)
        .returns(value, LENGTH_TWICE, EMPTY);
    }
    mustBePosts(practice, values.length);
  });

  check(
    "posts to the path that it is given, its query included",
    see,
    async ({ submission, practice, random }) => {
      const path = `/anything/${random.word()}?a=${random.word()}`;
      await submission
        .postJson(practice.host, practice.port, path, 1)
        .returns(1, ...ofTheExchange(practice, 1));
      mustBeOnePost(practice, path);
    },
  );

  check(
    "sends the content once, and closes the connection",
    see,
    async ({ submission, practice, random }) => {
      const word = random.word();
      await submission
        .postJson(practice.host, practice.port, "/post", word)
        .returns(word, ...ofTheExchange(practice, word));
      await practice.mustBeClosed(NEVER_CLOSES);
      mustBePosts(practice, 1);
      mustBeSentOnce(practice, asCall("postJson", practice, "/post", word), word);
    },
  );

  check("closes the connection when it throws", see, async ({ submission, practice }) => {
    practice.stage("/no-json", replyText("200 OK", "<p>"));
    await submission
      .postJson(practice.host, practice.port, "/no-json", { a: 1 })
      .throws("SyntaxError", {}, LENGTH_TWICE, notAwaited, CATCHES);
    await practice.mustBeClosed(CLOSES_ON_SUCCESS);
    await submission
      .postJson(practice.host, practice.port, "/fault/truncated-body", { a: 1 })
      .throws("IncompleteRead", {}, CATCHES);
    await practice.mustBeClosed(CLOSES_ON_SUCCESS);
  });
});

describe("Task 4: createThenRead", () => {
  const see = { meta: { see: "RFC 9110 §15.3.2 and §10.2.2; in the lesson: Something new" } };
  const GUESSES =
    "making the path up, from the answer's `id` or a number: only Location says where the new thing is.";
  const OTHER_BASE =
    "another base than the URL of the request, which ends in /items: relative to that, `?id=7` is `/items?id=7`.";
  const WHOLE =
    "sending the whole Location as the request-target: between client and server that is the path and the query.";
  const isWholeSent = (practice: PracticeFixture) =>
    requestsOf(practice).some(({ target }) => /^https?:/.test(target));
  const BOTH = "not making both requests, each once: a POST to /items, and a GET of what its Location names.";
  const UNREAD = ifThrew(
    "ResponseNotReady",
    "asking for the second response before the first was read to its end: on one connection, one comes after the other.",
  );
  const OTHER_ERROR = ifThrew("Error", "throwing another error than the NotCreated of the stub.");
  const RETURNS_THE_ANSWER = ifAnswer(
    (got) => typeof got === "object" && got !== null && "location" in got,
    "returning the answer to the POST, which describes the item: the GET has the item itself.",
  );

  check("returns what it reads back", see, async ({ submission, practice, random }) => {
    const value = { [random.word()]: [random.word(), random.integer(2, 99)] };
    await submission
      .createThenRead(practice.host, practice.port, value)
      .returns(
        value,
        hardCoded({ name: "Zoë" }),
        UNREAD,
        ...ofTheExchange(practice, value),
        noReturn,
        RETURNS_THE_ANSWER,
      );
    practice.mustHaveReceived(["POST /items", "GET /items/1"], isWholeSent(practice) ? WHOLE : BOTH);
  });

  check("asks where the Location says, and nowhere else", see, async ({ submission, practice, random }) => {
    const [word, value] = [random.word(), random.word()];
    practice.stage("/items", created(`/shelf/${word}`));
    practice.stage(`/shelf/${word}`, reply("200 OK", value));
    await submission
      .createThenRead(practice.host, practice.port, { name: random.word() })
      .returns(value, UNREAD, whenNotAsked(practice, `/shelf/${word}`, GUESSES));
    practice.mustHaveReceived(["POST /items", `GET /shelf/${word}`], GUESSES);
  });

  check("keeps the query of a Location", see, async ({ submission, practice, random }) => {
    const query = `?half=${random.integer(1, 9)}&of=${random.word()}`;
    practice.stage("/items", created(`/shelf${query}`));
    practice.stage("/shelf", reply("200 OK", "here"));
    await submission.createThenRead(practice.host, practice.port, 1).returns("here", UNREAD, GUESSES);
    practice.mustHaveReceived(
      ["POST /items", `GET /shelf${query}`],
      "dropping the query of a Location: it belongs to the request-target, and `pathname` is without it.",
    );
  });

  check(
    "takes a Location that is a whole URL, or relative",
    see,
    async ({ submission, practice, random }) => {
      const word = random.word();
      practice.stage(`/shelf/${word}`, reply("200 OK", word));
      practice.stage(`/items/${word}`, reply("200 OK", word));
      for (const [location, path] of [
        [`${practice.url}/shelf/${word}`, `/shelf/${word}`],
        [`//${practice.host}:${practice.port}/shelf/${word}`, `/shelf/${word}`],
        [`shelf/${word}`, `/shelf/${word}`],
        [`items/${word}`, `/items/${word}`],
      ] as const) {
        const before = requestsOf(practice).length;
        const sent = ["POST /items", `GET ${path}`];
        practice.stage("/items", created(location));
        await submission
          .createThenRead(practice.host, practice.port, 1)
          .returns(
            word,
            UNREAD,
            "using Location as a path whatever it is: it may be a whole URL, or relative to the URL of the request.",
          );
        const all = requestsOf(practice).map(({ method, target }) => `${method} ${target}`);
        practice.mustHaveReceived(
          [...all.slice(0, before), ...sent],
          "sending the whole Location as the request-target: between client and server that is the path and the query.",
        );
      }
    },
  );

  check("takes a Location that is a query alone", see, async ({ submission, practice, random }) => {
    const query = `?id=${random.word()}`;
    practice.stage("/items", created(query));
    await submission
      .createThenRead(practice.host, practice.port, 1)
      .returns({ made: true }, UNREAD, OTHER_BASE);
    practice.mustHaveReceived(["POST /items", `GET /items${query}`], OTHER_BASE);
  });

  check("asks /items itself where a 201 has no Location", see, async ({ submission, practice, random }) => {
    const value = random.word();
    practice.stage("/items", reply("201 Created", value));
    await submission
      .createThenRead(practice.host, practice.port, 1)
      .returns(
        value,
        UNREAD,
        "taking Location for granted: without one, what was created is at the URL of the request itself.",
      );
    practice.mustHaveReceived(
      ["POST /items", "GET /items"],
      "taking Location for granted: without one, what was created is at the URL of the request itself.",
    );
  });

  check("throws NotCreated for a 200, whatever else it says", see, async ({ submission, practice }) => {
    practice.stage("/shelf", reply("200 OK", "here"));
    practice.stage("/items", reply("200 OK", "done", "Location: /shelf\r\n"));
    await submission
      .createThenRead(practice.host, practice.port, 1)
      .throws(
        "NotCreated",
        { statusCode: 200 },
        OTHER_ERROR,
        "taking the 200 of a POST for created: it says that the request was done, and only a 201 that something is new.",
      );
    practice.mustHaveReceived(["POST /items"], "sending the GET before the status code was looked at.");
  });

  check("throws NotCreated for other status codes", see, async ({ submission, practice, random }) => {
    const OTHERS =
      "taking another status code for a 201: a 202 is a promise, and a 303 with a Location leads elsewhere.";
    practice.stage("/shelf", reply("200 OK", "here"));
    for (const status of ["202 Accepted", "303 See Other", `4${random.integer(10, 99)} No`, "500 Oh"]) {
      practice.stage("/items", reply(status, "no", "Location: /shelf\r\n"));
      await submission
        .createThenRead(practice.host, practice.port, 1)
        .throws(
          "NotCreated",
          { statusCode: Number(status.slice(0, 3)) },
          ifThrew("NotCreated", "giving NotCreated another status code than the one that came."),
          OTHER_ERROR,
          OTHERS,
        );
    }
    const all = requestsOf(practice).map(() => "POST /items");
    practice.mustHaveReceived(all, "sending the GET before the status code was looked at.");
  });

  check("says application/json, and sends UTF-8", see, async ({ submission, practice, random }) => {
    const value = { name: `é€💡${random.word()}` };
    await submission
      .createThenRead(practice.host, practice.port, value)
      .returns(value, UNREAD, ...ofTheExchange(practice, value), NOT_UTF8);
    mustBeCalledJson(practice, asCall("createThenRead", practice, value));
  });

  check("sends no content with the GET", see, async ({ submission, practice, random }) => {
    const value = random.word();
    await submission.createThenRead(practice.host, practice.port, value).returns(value, UNREAD);
    const get = requestsOf(practice).find(({ method }) => method === "GET");
    if (get === undefined) practice.mustHaveReceived(["POST /items", "GET /items/1"], BOTH);
    if (get === undefined || get.body.length === 0) return;
    throw new CheckFailure({
      reason: "wrong-answer",
      message: "The GET had content.",
      asked: asCall("createThenRead", practice, value),
      expected: "no content",
      received: JSON.stringify(textOf(get.body)),
      cause:
        "giving the GET the options of the POST: content has no meaning there, and some servers refuse it.",
    });
  });

  check(
    "closes the connection after a success, and when it throws",
    see,
    async ({ submission, practice }) => {
      await submission.createThenRead(practice.host, practice.port, 1).returns(1, UNREAD);
      await practice.mustBeClosed(NEVER_CLOSES);
      practice.stage("/items", reply("200 OK", "done"));
      await submission.createThenRead(practice.host, practice.port, 1).throws("NotCreated");
      await practice.mustBeClosed(CLOSES_ON_SUCCESS);
      practice.stage("/items", created("/fault/truncated-body"));
      await submission
        .createThenRead(practice.host, practice.port, 1)
        .throws("IncompleteRead", {}, notAwaited, CATCHES);
      await practice.mustBeClosed(CLOSES_ON_SUCCESS);
    },
  );
});

// What a submission gave, taken apart without trust.

interface Asked extends PromiseLike<Content> {
  returns(expected: Content, ...mistakes: readonly (typeof noReturn | string)[]): Promise<void>;
}

/** The value, or undefined when there is none: then `returns` says why. */
function received(answer: PromiseLike<unknown>): PromiseLike<unknown> {
  return answer.then(
    (value) => value,
    () => undefined,
  );
}

/** Whatever it is; typed as it should be, so that it can stand beside the expected part. */
function partsOf(value: unknown): Content {
  return (typeof value === "object" && value !== null ? value : {}) as Content;
}

function textOf(octets: unknown): string {
  return octets instanceof Uint8Array ? Buffer.from(octets).toString("utf8") : "";
}

function jsonContent(value: unknown): Content {
  return content("application/json", JSON.stringify(value));
}

function formContent(pairs: readonly Pair[]): Content {
  return content("application/x-www-form-urlencoded", new URLSearchParams([...pairs]).toString());
}

function content(type: string, text: string): Content {
  const octets = new TextEncoder().encode(text);
  return {
    octets,
    fields: [
      ["Content-Type", type],
      ["Content-Length", String(octets.length)],
    ],
  };
}

/** White space and escapes are as the submission likes. */
function isJsonOf(octets: unknown, value: unknown): boolean {
  if (!(octets instanceof Uint8Array)) return false;
  try {
    return isDeepStrictEqual(
      JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(octets)),
      value,
    );
  } catch {
    return false;
  }
}

/** The pairs that a server reads, or undefined when it is no form. */
function formOf(octets: unknown): string[][] | undefined {
  if (!(octets instanceof Uint8Array)) return undefined;
  const text = textOf(octets);
  if (!/^[\x21-\x7e]*$/.test(text)) return undefined;
  try {
    return text
      .split("&")
      .filter(Boolean)
      .map((pair) => {
        const [name = "", ...value] = pair.split("=");
        return [decodeForm(name), decodeForm(value.join("="))];
      });
  } catch {
    return undefined;
  }
}

function decodeForm(text: string): string {
  return decodeURIComponent(text.replaceAll("+", " "));
}

function isField(value: unknown): value is Field {
  return Array.isArray(value) && value.length === 2 && typeof value[0] === "string";
}

function fieldsNamed(fields: unknown, name: string): Field[] {
  const all = Array.isArray(fields) ? fields.filter(isField) : [];
  return all.filter(([each]) => each.toLowerCase() === name.toLowerCase());
}

function fieldValue(value: unknown, name: string): string | undefined {
  return fieldsNamed(partsOf(value).fields, name)[0]?.[1];
}

// What is expected: what came, with the part that a check is about made right. So each check judges one part, and shows
// that part alone to be wrong.

/** What came, where its octets are JSON of the value. */
function jsonIn(got: unknown, value: unknown): Content {
  return isJsonOf(partsOf(got).octets, value) ? partsOf(got) : withOctets(got, jsonContent(value));
}

/** The right octets, and the fields that go with them. */
function withOctets(got: unknown, right: Content): Content {
  return { ...withFields(got, right, "Content-Type", "Content-Length"), octets: right.octets };
}

/** The length of the octets that came, right or wrong. */
function lengthIn(got: unknown, right: Content): Content {
  const octets = partsOf(got).octets as unknown;
  const fields = right.fields.map(([name, value]): Field => {
    return [name, name === "Content-Length" && octets instanceof Uint8Array ? String(octets.length) : value];
  });
  return withFields(got, { octets: right.octets, fields }, "Content-Length");
}

function withFields(got: unknown, right: Content, ...names: readonly string[]): Content {
  const { fields } = partsOf(got);
  if (!Array.isArray(fields)) return { ...partsOf(got), fields: right.fields };
  const wanted = right.fields.filter(([name]) => names.includes(name));
  return { ...partsOf(got), fields: wanted.reduce(withField, fields) };
}

/** The fields as they came, where there is one of that name and it is right. */
function withField(fields: readonly Field[], [name, right]: Field): readonly Field[] {
  const own = fieldsNamed(fields, name);
  if (own.length !== 1) return [...fields.filter((each) => !own.includes(each)), [name, right]];
  const [[ownName, value]] = own as [Field];
  const isRight = name === "Content-Type" ? isOfType(String(value), right) : String(value) === right;
  return isRight ? fields : fields.map((each) => (each === own[0] ? [ownName, right] : each));
}

/** Parameters may follow. RFC 8259 §11 has none for JSON, and one that is there does no harm. */
function isOfType(contentType: string, mediaType: string): boolean {
  return contentType.split(";", 1)[0]!.trim().toLowerCase() === mediaType;
}

// What crossed the wire.

type StagedReply = Parameters<PracticeFixture["stage"]>[1];

/** A reply with a JSON value, after which the connection stays open. */
function reply(status: string, value: unknown, fields = ""): StagedReply {
  return replyText(status, JSON.stringify(value), fields);
}

function replyText(status: string, text: string, fields = ""): StagedReply {
  const octets = new TextEncoder().encode(text);
  const head = `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\n${fields}Content-Length: ${octets.length}\r\n\r\n`;
  return { steps: [{ send: Buffer.concat([Buffer.from(head, "latin1"), octets]) }], end: "keep" };
}

function created(location: string): StagedReply {
  return reply("201 Created", { made: true }, `Location: ${location}\r\n`);
}

function requestsOf(practice: PracticeFixture) {
  return practice.connections.flatMap((connection) => connection.requests);
}

/** Mistakes that a look at the latest POST recognises, and those of the calls around it. */
function ofTheExchange(practice: PracticeFixture, value: unknown) {
  const right = JSON.stringify(value);
  const whenSent = (looksLike: (text: string, octets: Uint8Array) => boolean, cause: string) => {
    const fits = () => {
      const sent = latestPost(practice);
      return sent !== undefined && looksLike(textOf(sent.body), sent.body);
    };
    return { cause, fits };
  };
  const isLatin1 = (octets: Uint8Array) =>
    /[\x80-\xff]/.test(right) && Buffer.from(octets).equals(Buffer.from(right, "latin1"));
  return [
    notAwaited,
    notAwaitedResponse,
    fetchHabit,
    LENGTH_TWICE,
    NOT_ISO_8859_1,
    ifThrew(
      "TypeError",
      "giving the client the value itself as the body: make JSON of it, and octets of that.",
      /^Cannot send (?:this body|a piece of the body)/,
    ),
    {
      cause: "sending no content: `body` is a member of what `request` takes third, `{ body, headers }`.",
      fits: () => requestsOf(practice).some(({ method, body }) => method === "POST" && body.length === 0),
    },
    whenSent((text) => text === JSON.stringify(right), TWICE_JSON),
    whenSent((_, octets) => isLatin1(octets), BODY_IS_TEXT),
    whenSent(
      (_, octets) => octets.length < Buffer.byteLength(right) && Buffer.from(right).indexOf(octets) === 0,
      COUNTS_CHARACTERS,
    ),
    {
      cause: ANOTHER_TYPE,
      fits: () =>
        fieldsNamed(latestPost(practice)?.fields, "Content-Type").some(
          ([, type]) => !isOfType(type, "application/json"),
        ),
    },
    {
      cause: "sending content with another method than POST: in a GET it has no meaning.",
      fits: () => requestsOf(practice)[0] !== undefined && requestsOf(practice)[0]!.method !== "POST",
    },
    whenSent(
      (text) => /^[^{["]/.test(text) && /^[{["]/.test(right),
      "sending something else than JSON, such as a form.",
    ),
  ];
}

function latestPost(practice: PracticeFixture) {
  return requestsOf(practice).findLast(({ body }) => body.length > 0);
}

function whenNotAsked(practice: PracticeFixture, path: string, cause: string) {
  return { cause, fits: () => !requestsOf(practice).some((request) => request.path === path) };
}

const ASKS_NOBODY = "returning the value without asking anybody: what the service has read is asked for.";

/** There is a POST for each call: what comes back has to be what the service read, and not what was handed in. */
function mustBePosts(practice: PracticeFixture, count: number): void {
  if (requestsOf(practice).length < count)
    practice.mustHaveReceived(Array(count).fill("POST /post"), ASKS_NOBODY);
}

/** The service must have seen one exchange: POST and the path. */
function mustBeOnePost(practice: PracticeFixture, path: string): void {
  const requests = requestsOf(practice);
  const otherMethod = requests.some(({ method }) => method !== "POST");
  practice.mustHaveReceived(
    [`POST ${path}`],
    requests.length === 0
      ? ASKS_NOBODY
      : requests.length > 1
        ? "sending the request more than once: a POST that comes twice may order twice."
        : otherMethod
          ? "sending content with another method than POST: in a GET it has no meaning."
          : "another target than the path as it is given.",
  );
}

/** The POST must say that its content is JSON. */
function mustBeCalledJson(practice: PracticeFixture, asked: string): void {
  const post = requestsOf(practice).find(({ method }) => method === "POST");
  const types = fieldsNamed(post?.fields, "Content-Type").map(([, value]) => value);
  if (types.length === 1 && isOfType(types[0]!, "application/json")) return;
  throw new CheckFailure({
    reason: "wrong-answer",
    message: "The request does not say that its content is JSON.",
    asked,
    expected: "Content-Type: application/json",
    received: types.map((type) => `Content-Type: ${type}`).join("\n") || "no Content-Type",
    cause: types.length === 0 ? NO_TYPE : ANOTHER_TYPE,
  });
}

/** Everything that arrived must hold the word once: what is behind a request is taken for the next one. */
function mustBeSentOnce(practice: PracticeFixture, asked: string, word: string): void {
  const fromClient = practice.connections
    .flatMap(({ transcript }) => transcript)
    .filter(({ from }) => from === "client");
  const times =
    Buffer.concat(fromClient.map(({ octets }) => octets))
      .toString("latin1")
      .split(word).length - 1;
  if (times <= 1) return;
  throw new CheckFailure({
    reason: "wrong-answer",
    message: `The content was sent ${times} times.`,
    asked,
    cause:
      "sending the body with `request` and once more with `send`: the server takes the second for the next request.",
  });
}

/** The call as the other failures show it. */
function asCall(name: string, { host, port }: PracticeFixture, ...args: readonly unknown[]): string {
  return `${name}(${[host, port, ...args].map((each) => JSON.stringify(each)).join(", ")})`;
}
