// The grader of lesson 3. Each check says what it demands, asks the submission, and names the usual causes.

import {
  checksOf,
  describe,
  ifAnswer,
  ifReturned,
  ifThrew,
  type PracticeFixture,
  type Random,
} from "#grader";

const check = checksOf<typeof import("#submission/03-responses")>();

const NEVER_CLOSES =
  "never closing the connection: getting a response, or reading it to its end, leaves the connection open.";
const CLOSES_ON_SUCCESS =
  "closing the connection only on success: a throw leaves the function before close(), unless it stands in a finally.";
const PIECE_BY_PIECE =
  "decoding the octets piece by piece: a piece can end in the middle of a character such as é.";
const MORE_THAN_ONE_REQUEST = "more than one exchange: one connection and one request are enough.";
const ANOTHER_REQUEST = "another method or target than GET and the path as it is given.";

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

/** What `fetch` has taught, told by Node's words. */
const fetchHabit = ifThrew(
  "TypeError",
  "taking it for a response of `fetch`: this one has `status`, `getHeader`, `getHeaders` and `read`, and no `json`, `text` or `arrayBuffer`.",
  /\.(?:json|text|arrayBuffer|blob|bytes) is not a function/,
);
const notAwaitedResponse = ifThrew(
  "TypeError",
  "using the promise of a response as if it were the response: `await` is missing in front of `getResponse()`.",
  /getResponse\(\.\.\.\)\.|response\.(?:getHeaders?|read) is not a function/,
);

const isOctetNumbers = (value: unknown) => typeof value === "string" && /^\d+(?:,\d+)*$/.test(value);

const hasReplacementCharacter = (value: unknown) => JSON.stringify(value ?? "").includes("\ufffd");

describe("Task 1: parseStatusLine", () => {
  const see = { meta: { see: "RFC 9112 §4; in the lesson: The octets", atOnce: true } };
  const isText = (value: unknown) => typeof value === "string";
  const leavesTexts = ifAnswer((value) => {
    const { statusCode, version } = (value ?? {}) as { statusCode?: unknown; version?: unknown };
    return isText(statusCode) || (Array.isArray(version) && version.some(isText));
  }, "leaving the status code, or a part of the version, a string: what a pattern finds is text until Number() makes it a number.");

  check("reads the version, the status code and the reason-phrase", see, async ({ submission, random }) => {
    const statusCode = random.integer(100, 599);
    const word = random.word();
    await submission
      .parseStatusLine(`HTTP/1.1 ${statusCode} ${word}`)
      .returns(
        { version: [1, 1], statusCode, reasonPhrase: word },
        hardCoded({ version: [1, 1], statusCode: 404, reasonPhrase: "Not Found" }),
        leavesTexts,
      );
    await submission
      .parseStatusLine(`HTTP/1.0 200 OK`)
      .returns({ version: [1, 0], statusCode: 200, reasonPhrase: "OK" }, leavesTexts);
  });

  check("keeps a reason-phrase of several words", see, async ({ submission, random }) => {
    const [first, second, third] = [random.word(), random.word(), random.word()];
    const right = { version: [1, 1], statusCode: 404, reasonPhrase: `${first} ${second}  ${third}` } as const;
    await submission
      .parseStatusLine(`HTTP/1.1 404 ${first} ${second}  ${third}`)
      .returns(
        right,
        ifReturned(
          { ...right, reasonPhrase: first },
          "cutting the reason-phrase at its first space: everything after the space that follows the code belongs to it.",
        ),
        leavesTexts,
      );
  });

  check("keeps a tab and octets above 0x7F in the reason-phrase", see, async ({ submission }) => {
    await submission
      .parseStatusLine("HTTP/1.1 200 tr\u00e8s\tbien \u0080\u00ff")
      .returns(
        { version: [1, 1], statusCode: 200, reasonPhrase: "tr\u00e8s\tbien \u0080\u00ff" },
        "a pattern for the reason-phrase without HTAB or obs-text, the octets 0x80 to 0xFF.",
        leavesTexts,
      );
  });

  check("takes an empty reason-phrase", see, async ({ submission }) => {
    await submission
      .parseStatusLine("HTTP/1.1 204 ")
      .returns(
        { version: [1, 1], statusCode: 204, reasonPhrase: "" },
        ifThrew("BadStatusLine", "requiring a reason-phrase, which a server may leave empty."),
        leavesTexts,
        "an optional group that did not match is undefined, and the reason-phrase is a text.",
      );
  });

  check("takes a line that ends after the status code", see, async ({ submission }) => {
    await submission
      .parseStatusLine("HTTP/1.1 204")
      .returns(
        { version: [1, 1], statusCode: 204, reasonPhrase: "" },
        ifThrew(
          "BadStatusLine",
          "requiring the space after the status code, which servers drop together with the reason-phrase.",
        ),
        leavesTexts,
        "an optional group that did not match is undefined, and the reason-phrase is a text.",
      );
  });

  check("takes status codes from 100 to 999 and any two digits of a version", see, async ({ submission }) => {
    for (const statusCode of [100, 599, 600, 999]) {
      await submission
        .parseStatusLine(`HTTP/1.1 ${statusCode} x`)
        .returns(
          { version: [1, 1], statusCode, reasonPhrase: "x" },
          leavesTexts,
          "a pattern for the status code that knows the usual codes only.",
        );
    }
    await submission
      .parseStatusLine("HTTP/2.0 200 OK")
      .returns(
        { version: [2, 0], statusCode: 200, reasonPhrase: "OK" },
        leavesTexts,
        "a pattern for the version that takes 1.0 and 1.1 only.",
      );
  });

  const anotherLine = ifThrew(
    "BadStatusLine",
    "throwing BadStatusLine with another text: its `line` is the line as it came, spaces included.",
  );
  const anotherError = ifThrew(
    "Error",
    "throwing an error that is not the client's BadStatusLine, so a caller cannot tell what went wrong.",
  );
  /** Lines that are no status-line, and what lets each of them through. */
  const refused: readonly (readonly [what: string, lines: readonly string[], cause: string])[] = [
    [
      "what is nothing like a status-line",
      ["ICY 200 OK", "SSH-2.0-OpenSSH_9.2", "", "HTTP/1.1"],
      "splitting at spaces and trusting what comes out: a line that is not a status-line must be refused.",
    ],
    [
      "http in lower case",
      ["http/1.1 200 OK"],
      "comparing HTTP without regard to letter case: in a status-line it is upper-case, and nothing else is HTTP.",
    ],
    [
      "two spaces before the status code",
      ["HTTP/1.1  200 OK"],
      "accepting more than one space before the status code: the grammar has exactly one.",
    ],
    [
      "a tab before the status code",
      ["HTTP/1.1\t200 OK"],
      "a `\\s` in the pattern, which takes a tab and other white space for the one space of the grammar.",
    ],
    [
      "a status code below 100",
      ["HTTP/1.1 099 Low", "HTTP/1.1 000 Zero"],
      "accepting any three digits: a status code is 100 or more, so its first digit is never 0.",
    ],
    [
      "a status code of two or four digits",
      ["HTTP/1.1 2000 OK", "HTTP/1.1 200OK", "HTTP/1.1 20 OK"],
      "not requiring a space or the end of the line after the third digit of the status code.",
    ],
    [
      "a version that is not a digit, a dot and a digit",
      ["HTTP/1x1 200 OK", "HTTP/1.10 200 OK", "HTTP/11.1 200 OK", "HTTP/2 200 OK", "HTTP/x.1 200 OK"],
      "leaving the dot of the version unescaped, which is any character then, or taking more or less than a digit on its sides.",
    ],
    [
      "digits of another kind, and a tab after the status code",
      ["HTTP/1.1 2e2 OK", "HTTP/1.1 200\tOK"],
      "trusting Number() or \\s, which take more than three digits and a space.",
    ],
    [
      "control characters, and spaces in front",
      [
        "HTTP/1.1 200 O\u0000K",
        "HTTP/1.1 200 O\u0001K",
        "HTTP/1.1 200 O\rK",
        "HTTP/1.1 200 OK\r",
        "HTTP/1.1 200 OK\u007f",
        " HTTP/1.1 200 OK",
      ],
      "a pattern that is not tied to both ends of the line, or that takes any character in the reason-phrase.",
    ],
  ];
  for (const [what, lines, cause] of refused) {
    check(`refuses ${what}`, see, async ({ submission }) => {
      for (const line of lines) {
        await submission
          .parseStatusLine(line)
          .throws("BadStatusLine", { line }, anotherLine, anotherError, cause);
      }
    });
  }

  check("works inside the client, over a real connection", see, async ({ host, practice, random }) => {
    const reasonPhrase = `${random.word()} ${random.word()}`;
    practice.stage("/greeting", reply("text/plain", "hello", { status: `207 ${reasonPhrase}` }));
    const inside = { host: practice.host, port: practice.port, codec: ["parseStatusLine"] } as const;
    await host
      .exchange({ ...inside, path: "/greeting" })
      .returns(
        { status: 207, reason: reasonPhrase, version: 11, body: new TextEncoder().encode("hello") },
        leavesTexts,
      );
    await host
      .exchange({ ...inside, path: "/fault/bad-status-line" })
      .throws("BadStatusLine", { line: "HTTP/1.1 2OO OK" });
  });
});

describe("Task 2: statusClass", () => {
  const see = { meta: { see: "RFC 9110 §15; in the lesson: The status code decides", atOnce: true } };
  const oneLate = (code: number, name: string) =>
    `comparing with <= where < is meant, or with > where >= is: ${code} is the first code of ${name}.`;
  const INDEX = "an index that is one too high: 100 to 199 are the first class, which has the index 0.";
  const ONE_EARLY = "ending a class one code early: 199 is informational still, and 499 a client error.";
  const ONLY_200 = "counting only 200 as successful: every code from 200 to 299 is.";
  const borders = [
    ["informational", 100, 199],
    ["successful", 200, 299],
    ["redirection", 300, 399],
    ["client-error", 400, 499],
    ["server-error", 500, 599],
  ] as const;
  const names: readonly unknown[] = borders.map(([name]) => name);
  const nothing = ifReturned(undefined, "returning nothing: a function without `return` gives undefined.");
  const anotherName = ifAnswer(
    (value) => !names.includes(value),
    "giving the class another name: the five names stand in the task, letter for letter.",
  );

  borders.forEach(([name, first, last], index) => {
    check(`calls ${first} to ${last} ${name}`, see, async ({ submission, random }) => {
      // 399 as a client error is a border that was missed.
      const isFarFromExample = name === "informational" || name === "server-error";
      const fixed = isFarFromExample ? [hardCoded("client-error")] : [];
      const before = ifReturned(names[index - 1], oneLate(first, name));
      const after = ifReturned(names[index + 1], name === "successful" ? ONLY_200 : ONE_EARLY);
      await submission
        .statusClass(first)
        .returns(name, nothing, anotherName, ...fixed, before, ifReturned(names[index + 1], INDEX));
      for (const code of [last, random.integer(first + 1, last - 1)]) {
        await submission.statusClass(code).returns(name, nothing, anotherName, ...fixed, before, after);
      }
    });
  });

  check("counts codes from 600 on as a server error", see, async ({ submission, random }) => {
    for (const code of [600, random.integer(601, 998), 999]) {
      await submission
        .statusClass(code)
        .returns(
          "server-error",
          "giving codes from 600 on no class: a client treats them as a server error.",
        );
    }
  });
});

describe("Task 3: fieldValues", () => {
  const see = { meta: { see: "RFC 9110 §5.1 and §5.3; in the lesson: Fields" } };
  const SENSITIVE =
    "comparing field names with their letter case: Content-Type and content-type are the same name.";
  const AT_COMMAS =
    "splitting at commas: a comma inside one value looks like the border between two, so read the lines apart with getHeaders.";

  check("returns the value of a field", see, async ({ submission, practice, random }) => {
    const [name, value] = [`X-${random.word()}`, random.word().toUpperCase()];
    await submission
      .fieldValues(practice.host, practice.port, `/response-headers?${name}=${value}`, name)
      .returns(
        [value],
        hardCoded(["red", "green"]),
        notAwaited,
        notAwaitedResponse,
        fetchHabit,
        ifReturned([], SENSITIVE),
        ifReturned(
          [value.toLowerCase()],
          "changing the values along with the names: only names have no letter case.",
        ),
      );
    mustBeOneGet(practice, `/response-headers?${name}=${value}`);
  });

  check("does not mind the letter case of the name", see, async ({ submission, practice, random }) => {
    const [name, value] = [random.word(), random.word()];
    practice.stage("/case", reply("text/plain", "ok", { fields: `X-${name.toUpperCase()}: ${value}\r\n` }));
    await submission
      .fieldValues(practice.host, practice.port, "/case", `x-${name}`)
      .returns([value], SENSITIVE);
    await submission
      .fieldValues(practice.host, practice.port, "/case", `X-${name}`)
      .returns([value], SENSITIVE);
  });

  check(
    "keeps repeated field lines apart, in the order of the wire",
    see,
    async ({ submission, practice, random }) => {
      const [first, second, third] = [random.word(), random.word(), random.word()];
      const path = `/response-headers?X-Taste=${first}&X-Other=1&X-Taste=${second}&X-Taste=${first}&X-Taste=${third}`;
      await submission.fieldValues(practice.host, practice.port, path, "X-Taste").returns(
        [first, second, first, third],
        ifAnswer((value) => Array.isArray(value) && value.some((each) => /^ /.test(each)), AT_COMMAS),
        ifReturned(
          [`${first}, ${second}, ${first}, ${third}`],
          "reading repeated field lines with getHeader, which joins their values with a comma: getHeaders keeps them apart.",
        ),
        ifAnswer(
          (value) => Array.isArray(value) && value.length === 1,
          "putting the field lines into an object or a Map, which keeps one value for each name and loses the others.",
        ),
      );
    },
  );

  check("keeps a value with a comma in it whole", see, async ({ submission, practice, random }) => {
    const [first, second] = [`${random.word()}, ${random.word()}`, random.word()];
    practice.stage(
      "/comma",
      reply("text/plain", "ok", { fields: `X-Taste: ${first}\r\nX-Taste: ${second}\r\n` }),
    );
    await submission
      .fieldValues(practice.host, practice.port, "/comma", "x-taste")
      .returns([first, second], AT_COMMAS);
  });

  check("takes no other name for it", see, async ({ submission, practice, random }) => {
    const [value, other] = [random.word(), random.word()];
    const fields = `X-Taste-2: ${other}\r\nX-Taste: ${value}\r\nNot-X-Taste: ${other}\r\n`;
    practice.stage("/names", reply("text/plain", "ok", { fields }));
    await submission
      .fieldValues(practice.host, practice.port, "/names", "x-taste")
      .returns([value], "comparing names in part: X-Taste-2 begins with X-Taste and is another name.");
  });

  check(
    "returns an empty list when no field has that name",
    see,
    async ({ submission, practice, random }) => {
      await submission
        .fieldValues(practice.host, practice.port, "/get", `X-${random.word()}`)
        .returns([], "a field that is absent has no values, and undefined or an empty text is not a list.");
      mustBeOneGet(practice, "/get");
    },
  );

  check("does not mind the status code", see, async ({ submission, practice }) => {
    practice.stage("/gone", reply("text/plain", "gone", { status: "410 Gone", fields: "X-Moved: no\r\n" }));
    await submission
      .fieldValues(practice.host, practice.port, "/gone", "x-moved")
      .returns(["no"], "taking a status code for a failure: a 410 is a whole response, fields included.");
  });

  check("makes one exchange and closes the connection", see, async ({ submission, practice }) => {
    await submission
      .fieldValues(practice.host, practice.port, "/get", "Content-Type")
      .returns(["application/json"]);
    mustBeOneGet(practice, "/get");
    await practice.mustBeClosed(NEVER_CLOSES);
  });

  check("lets the client's errors go on to the caller", see, async ({ submission, practice }) => {
    await submission
      .fieldValues(practice.host, practice.port, "/fault/bad-status-line", "Date")
      .throws("BadStatusLine", {}, "catching errors that the caller should see.");
    await practice.mustBeClosed(CLOSES_ON_SUCCESS);
  });
});

describe("Task 4: getJson", () => {
  const see = { meta: { see: "RFC 9110 §8.3.1 and §15; in the lesson: The content" } };

  check("returns the JSON of a response", see, async ({ submission, practice, random }) => {
    const value = { name: random.word(), list: [random.integer(1, 99), null, { deep: true }] };
    practice.stage("/news", reply("application/json", JSON.stringify(value)));
    await submission
      .getJson(practice.host, practice.port, "/news")
      .returns(
        value,
        hardCoded({ ok: true }),
        notAwaited,
        notAwaitedResponse,
        fetchHabit,
        ifThrew(
          "NotSuccessful",
          "asking for `response.ok`, which is of `fetch`: this response has a `status`, and no `ok`.",
        ),
        ifThrew(
          "SyntaxError",
          "reading the body twice: the octets of a body come once, and a second read() finds none.",
          /end of JSON input/,
        ),
        ifThrew(
          "SyntaxError",
          "parsing octets as if they were text: String() of a Uint8Array is its numbers with commas, so decode it first.",
        ),
      );
    mustBeOneGet(practice, "/news");
  });

  check("takes a body that comes in many pieces", see, async ({ submission, practice, random }) => {
    const value = { name: `${random.word()}é${random.word()}`, price: "1 €" };
    const mistakes = [
      ifAnswer(hasReplacementCharacter, PIECE_BY_PIECE),
      ifAnswer(
        (each) => JSON.stringify(each ?? "").includes("Ã"),
        "decoding the octets as ISO-8859-1, where each octet is a character: JSON is UTF-8.",
      ),
      ifThrew("SyntaxError", "reading once instead of until the body is complete."),
    ];
    practice.stage("/halves", cutInsideCharacters("application/json", JSON.stringify(value)));
    await submission.getJson(practice.host, practice.port, "/halves").returns(value, ...mistakes);
    practice.stage("/cuts", cutAnywhere(reply("application/json", JSON.stringify(value)), random));
    await submission.getJson(practice.host, practice.port, "/cuts").returns(value, ...mistakes);
  });

  check("takes a long body without Content-Length", see, async ({ submission, practice, random }) => {
    const value = Array.from({ length: 2_000 }, () => random.word());
    practice.stage("/list", chunked("application/json", JSON.stringify(value)));
    await submission
      .getJson(practice.host, practice.port, "/list")
      .returns(
        value,
        ifReturned(
          undefined,
          "telling an empty body by its Content-Length: the field may be absent, the octets cannot.",
        ),
        "reading a part of the body, or taking its Content-Length for granted.",
      );
  });

  check("returns null, 0, false and an empty text as they are", see, async ({ submission, practice }) => {
    for (const value of [null, 0, false, ""]) {
      practice.stage("/small", reply("application/json", JSON.stringify(value)));
      await submission
        .getJson(practice.host, practice.port, "/small")
        .returns(value, "taking JSON's null, 0, false or empty text for no content.");
    }
  });

  check("counts every code from 200 to 299 as success", see, async ({ submission, practice, random }) => {
    const value = { id: random.integer(1, 999) };
    for (const status of ["201 Created", "299 Whatever"]) {
      practice.stage("/items", reply("application/json", JSON.stringify(value), { status }));
      await submission
        .getJson(practice.host, practice.port, "/items")
        .returns(
          value,
          "counting only 200 as success: every code from 200 to 299 is, and 201 comes with JSON as well.",
        );
    }
  });

  check(
    "throws NotSuccessful for other codes, whatever the content is",
    see,
    async ({ submission, practice, random }) => {
      const TYPE_FIRST =
        "looking at Content-Type before the status code: a 404 is not successful, whatever its body is.";
      const causes = [
        ifThrew("NotJson", TYPE_FIRST),
        ifThrew("SyntaxError", "parsing before the status code was looked at."),
        ifThrew(
          "NotSuccessful",
          "giving NotSuccessful something other than the number that the response has.",
        ),
        "not throwing NotSuccessful for every status code outside of 200 to 299.",
      ];
      const picked = random.pick([400, 410, 500, 503]);
      await submission
        .getJson(practice.host, practice.port, `/status/${picked}`)
        .throws("NotSuccessful", { statusCode: picked }, ...causes);
      for (const statusCode of [404, 600]) {
        practice.stage("/oops", reply("application/json", '{"error":', { status: `${statusCode} Oops` }));
        await submission
          .getJson(practice.host, practice.port, "/oops")
          .throws("NotSuccessful", { statusCode }, ...causes);
      }
    },
  );

  check(
    "throws NotSuccessful for a redirection, and does not follow it",
    see,
    async ({ submission, practice }) => {
      const fields = "Location: /json\r\n";
      practice.stage("/old", reply("application/json", '{"moved":true}', { status: "302 Found", fields }));
      const FOLLOWED =
        "expecting a redirection to be followed: this client gives you the 3xx itself, and it is not a success.";
      await submission
        .getJson(practice.host, practice.port, "/old")
        .throws("NotSuccessful", { statusCode: 302 }, FOLLOWED);
      practice.mustHaveReceived(["GET /old"], "following the redirection, which this task does not ask for.");
      for (const statusCode of [300, 304, 399]) {
        practice.stage(
          "/other",
          reply("application/json", statusCode === 304 ? "" : "{}", { status: `${statusCode} Other` }),
        );
        await submission
          .getJson(practice.host, practice.port, "/other")
          .throws("NotSuccessful", { statusCode }, "counting 300, 304 or 399 as success: 299 is the last.");
      }
    },
  );

  check("returns undefined for a 204", see, async ({ submission, practice }) => {
    await submission
      .getJson(practice.host, practice.port, "/status/204")
      .returns(
        undefined,
        ifThrew("SyntaxError", 'parsing an empty body: a 204 never has one, and JSON.parse("") throws.'),
        ifThrew("NotJson", "looking at Content-Type although there is no content."),
        'answering no content with null, {} or "" where undefined is due.',
      );
    mustBeOneGet(practice, "/status/204");
  });

  check("returns undefined for a 200 without content", see, async ({ submission, practice }) => {
    const ONLY_204 =
      "taking 204 for the only answer without a body: a 200 with Content-Length: 0 has none either.";
    await submission.getJson(practice.host, practice.port, "/status/200").returns(undefined, ONLY_204);
    practice.stage("/nothing", reply("application/json", ""));
    await submission.getJson(practice.host, practice.port, "/nothing").returns(undefined, ONLY_204);
    practice.mustHaveReceived(["GET /status/200", "GET /nothing"], ANOTHER_REQUEST);
  });

  /** Media types that are JSON, and what refuses them. */
  const accepted: readonly (readonly [what: string, types: readonly string[], cause: string])[] = [
    [
      "application/json with parameters",
      ["application/json; charset=utf-8", "application/json;v=1", "application/json ; a=b"],
      'comparing the whole of Content-Type with "application/json": parameters such as charset may follow the type.',
    ],
    [
      "application/json in any letter case",
      ["Application/JSON", "APPLICATION/JSON; Charset=UTF-8"],
      "comparing the media type with its letter case: Application/JSON is application/json.",
    ],
    [
      "a type that ends in +json",
      [
        "application/problem+json",
        "application/vnd.api+json; ext=x",
        "application/Problem+JSON",
        "image/svg+json",
      ],
      "taking application/json for the only JSON: a type that ends in +json, as application/problem+json, is JSON too.",
    ],
  ];
  for (const [what, types, cause] of accepted) {
    check(`takes ${what} for JSON`, see, async ({ submission, practice, random }) => {
      const value = { name: random.word() };
      for (const type of types) {
        practice.stage("/typed", reply(type, JSON.stringify(value)));
        await submission.getJson(practice.host, practice.port, "/typed").returns(value, cause);
      }
    });
  }

  /** Values of Content-Type that are not JSON, and what lets them through. */
  const changed = ifThrew(
    "NotJson",
    "changing Content-Type before giving it to NotJson: its letter case and parameters stay, and a field that is absent is undefined.",
  );
  const notJson: readonly (readonly [what: string, type: string | undefined, cause: string])[] = [
    [
      "text/plain",
      "Text/Plain; Charset=UTF-8",
      "parsing whatever comes: only Content-Type says whether the octets are JSON.",
    ],
    [
      "a response without Content-Type",
      undefined,
      "parsing whatever comes: only Content-Type says whether the octets are JSON.",
    ],
    [
      "application/json-seq",
      "application/json-seq",
      'looking for "json" anywhere in Content-Type: a parameter, or another type such as application/json-seq, may hold that word.',
    ],
    [
      "a type that only ends in json",
      "application/x-json",
      "taking every type that ends in json for JSON: the suffix is +json.",
    ],
    [
      "+json that is not at the end of the type",
      "application/x+json-seq; profile=a+json",
      "looking for +json anywhere: it is the end of the type, and parameters say nothing about the type.",
    ],
    [
      "json in a parameter",
      "text/plain; note=application/json",
      'looking for "json" anywhere in Content-Type: a parameter, or another type such as application/json-seq, may hold that word.',
    ],
  ];
  for (const [what, contentType, cause] of notJson) {
    check(`throws NotJson for ${what}`, see, async ({ submission, practice }) => {
      practice.stage("/typed", reply(contentType, '{"looks":"like JSON"}'));
      await submission
        .getJson(practice.host, practice.port, "/typed")
        .throws("NotJson", { contentType }, changed, cause);
    });
  }

  check("lets the error of JSON.parse go on to the caller", see, async ({ submission, practice }) => {
    practice.stage("/broken", reply("application/json", "{"));
    await submission
      .getJson(practice.host, practice.port, "/broken")
      .throws("SyntaxError", {}, "catching the error of JSON.parse, which the caller should see.");
  });

  check("closes the connection after a success", see, async ({ submission, practice, random }) => {
    const word = random.word();
    practice.stage("/word", reply("application/json", JSON.stringify({ word })));
    await submission.getJson(practice.host, practice.port, "/word").returns({ word });
    await practice.mustBeClosed(NEVER_CLOSES);
  });

  check("closes the connection when it throws", see, async ({ submission, practice }) => {
    await submission.getJson(practice.host, practice.port, "/status/404").throws("NotSuccessful");
    await practice.mustBeClosed(CLOSES_ON_SUCCESS);
    await submission.getJson(practice.host, practice.port, "/encoding/utf8").throws("NotJson");
    await practice.mustBeClosed(CLOSES_ON_SUCCESS);
    practice.stage("/broken", reply("application/json", "{"));
    await submission.getJson(practice.host, practice.port, "/broken").throws("SyntaxError");
    await practice.mustBeClosed(CLOSES_ON_SUCCESS);
  });

  check("lets the client's errors go on to the caller", see, async ({ submission, practice }) => {
    await submission
      .getJson(practice.host, practice.port, "/fault/truncated-body")
      .throws(
        "IncompleteRead",
        {},
        ifThrew("NotJson", "looking at the type before the content was read: `read()` comes first."),
        "catching errors that the caller should see.",
      );
    await submission
      .getJson(practice.host, practice.port, "/fault/bad-status-line")
      .throws("BadStatusLine", {}, "catching errors that the caller should see.");
    await practice.mustBeClosed(CLOSES_ON_SUCCESS);
  });
});

describe("Task 5: getText", () => {
  const see = { meta: { see: "RFC 9110 §8.3.2 and §5.6.6; in the lesson: The content" } };
  const ONLY_UTF8 = "decoding every body as UTF-8: the charset of Content-Type may say ISO-8859-1.";
  const UTF8_IS_DEFAULT =
    "taking ISO-8859-1 where no charset is named: that was the rule until 2014, and here it is UTF-8.";
  const CASE =
    "comparing the charset, or the word charset, with its letter case: ISO-8859-1 and iso-8859-1 are the same.";

  check("decodes UTF-8", see, async ({ submission, practice, random }) => {
    const text = `${random.word()} é € 😀`;
    practice.stage("/text", reply("text/plain; charset=utf-8", text));
    await submission
      .getText(practice.host, practice.port, "/text")
      .returns(
        text,
        hardCoded("Café"),
        notAwaited,
        notAwaitedResponse,
        fetchHabit,
        ifAnswer(
          isOctetNumbers,
          "taking octets for text: String() of a Uint8Array is its numbers with commas, so decode it.",
        ),
      );
    mustBeOneGet(practice, "/text");
    await practice.mustBeClosed(NEVER_CLOSES);
  });

  check("decodes ISO-8859-1", see, async ({ submission, practice, random }) => {
    const text = `${random.word()} é ü ß`;
    practice.stage("/text", latin1Reply("text/plain; charset=ISO-8859-1", text));
    await submission.getText(practice.host, practice.port, "/text").returns(text, ONLY_UTF8);
  });

  check("takes UTF-8 where no charset is named", see, async ({ submission, practice, random }) => {
    const text = `${random.word()} é`;
    for (const type of ["text/plain", "text/plain; level=1", undefined]) {
      practice.stage("/text", reply(type, text));
      await submission.getText(practice.host, practice.port, "/text").returns(
        text,
        ifAnswer((value) => String(value).includes("Ã©"), UTF8_IS_DEFAULT),
        ifThrew("TypeError", "taking Content-Type for granted: a response may have none.", /undefined/),
      );
    }
  });

  check("decodes a body that comes in many pieces", see, async ({ submission, practice, random }) => {
    const text = `${random.word()} é €`;
    const broken = ifAnswer(hasReplacementCharacter, PIECE_BY_PIECE);
    practice.stage("/halves", cutInsideCharacters("text/plain; charset=utf-8", text));
    await submission.getText(practice.host, practice.port, "/halves").returns(text, broken);
    practice.stage("/cuts", cutAnywhere(reply("text/plain; charset=utf-8", text), random));
    await submission.getText(practice.host, practice.port, "/cuts").returns(text, broken);
  });

  check("does not mind the letter case of the charset", see, async ({ submission, practice }) => {
    for (const type of [
      "text/plain; charset=iso-8859-1",
      "text/plain; Charset=Iso-8859-1",
      "text/plain; CHARSET=iso-8859-1",
    ]) {
      practice.stage("/text", latin1Reply(type, "café"));
      await submission.getText(practice.host, practice.port, "/text").returns("café", CASE);
    }
  });

  check("reads a quoted charset, also after another parameter", see, async ({ submission, practice }) => {
    const QUOTES =
      'keeping the quotes of a quoted parameter: charset="utf-8" and charset=utf-8 are the same.';
    practice.stage("/utf8", reply('text/plain; level=1; charset="utf-8"', "café"));
    await submission.getText(practice.host, practice.port, "/utf8").returns("café", QUOTES);
    practice.stage("/latin1", latin1Reply('text/plain; level=1; charset="ISO-8859-1"', "café"));
    await submission.getText(practice.host, practice.port, "/latin1").returns("café", QUOTES);
  });

  check("throws a RangeError for a charset that nobody knows", see, async ({ submission, practice }) => {
    practice.stage("/text", reply("text/plain; charset=x-nobody", "hello"));
    await submission
      .getText(practice.host, practice.port, "/text")
      .throws(
        "RangeError",
        {},
        ifThrew(
          "Error",
          "throwing another error for an unknown charset: it is the RangeError of TextDecoder.",
        ),
        "reading an unknown charset as if it were UTF-8, which gives wrong text where an error was due.",
      );
    await practice.mustBeClosed(CLOSES_ON_SUCCESS);
  });

  check("does not mind the status code, nor an empty body", see, async ({ submission, practice }) => {
    practice.stage("/missing", reply("text/plain; charset=utf-8", "not here", { status: "404 Not Found" }));
    await submission.getText(practice.host, practice.port, "/missing").returns("not here");
    await submission.getText(practice.host, practice.port, "/status/204").returns("");
  });

  check(
    "finds the charset wherever it stands among the parameters",
    see,
    async ({ submission, practice }) => {
      for (const type of ["text/plain; charset=iso-8859-1; format=flowed", "text/plain;charset=iso-8859-1"]) {
        practice.stage("/text", latin1Reply(type, "caf\u00e9"));
        await submission
          .getText(practice.host, practice.port, "/text")
          .returns(
            "caf\u00e9",
            "reading the charset to the end of the line, or requiring a space in front of it: another parameter may follow, and the space may be absent.",
          );
      }
    },
  );

  check("lets the client's errors go on to the caller", see, async ({ submission, practice }) => {
    await submission
      .getText(practice.host, practice.port, "/fault/truncated-body")
      .throws("IncompleteRead", {}, "hiding an error of the client: half a body is not a text.");
    await practice.mustBeClosed(CLOSES_ON_SUCCESS);
  });

  check("takes no other parameter for it", see, async ({ submission, practice }) => {
    practice.stage("/text", reply("text/plain; x-charset=iso-8859-1", "café"));
    await submission
      .getText(practice.host, practice.port, "/text")
      .returns(
        "café",
        "looking for the word charset anywhere: x-charset ends in it and is another parameter.",
      );
  });
});

type StagedReply = Parameters<PracticeFixture["stage"]>[1];

interface ReplyParts {
  readonly status?: string;
  /** Whole field lines, each with its CRLF. */
  readonly fields?: string;
}

/** A reply with UTF-8 content in one piece, after which the connection stays open. */
function reply(contentType: string | undefined, text: string, parts: ReplyParts = {}): StagedReply {
  return replyOctets(contentType, new TextEncoder().encode(text), parts);
}

/** The service must have seen one exchange: GET and the path. */
function mustBeOneGet(practice: PracticeFixture, path: string): void {
  const requests = practice.connections.flatMap((connection) => connection.requests);
  practice.mustHaveReceived([`GET ${path}`], requests.length > 1 ? MORE_THAN_ONE_REQUEST : ANOTHER_REQUEST);
}

/** UTF-8 content in chunks of some size, and so without Content-Length. */
function chunked(contentType: string, text: string): StagedReply {
  const octets = new TextEncoder().encode(text);
  const steps: { send: Uint8Array }[] = [];
  for (let start = 0; start < octets.length; start += 1_000) {
    const data = octets.subarray(start, start + 1_000);
    steps.push({
      send: Buffer.concat([Buffer.from(`${data.length.toString(16)}\r\n`), data, Buffer.from("\r\n")]),
    });
  }
  const head = `HTTP/1.1 200 OK\r\nContent-Type: ${contentType}\r\nTransfer-Encoding: chunked\r\n\r\n`;
  return { steps: [{ send: head }, ...steps, { send: "0\r\n\r\n" }], end: "keep" };
}

/** The same with ISO-8859-1 content. */
function latin1Reply(contentType: string, text: string): StagedReply {
  return replyOctets(contentType, Buffer.from(text, "latin1"), {});
}

function replyOctets(contentType: string | undefined, body: Uint8Array, parts: ReplyParts): StagedReply {
  const type = contentType === undefined ? "" : `Content-Type: ${contentType}\r\n`;
  const head = `HTTP/1.1 ${parts.status ?? "200 OK"}\r\n${type}${parts.fields ?? ""}Content-Length: ${body.length}\r\n\r\n`;
  return { steps: [{ send: Buffer.concat([Buffer.from(head, "latin1"), body]) }], end: "keep" };
}

/** UTF-8 content, cut inside each character of several octets. Whoever waits for all of it cannot tell. */
function cutInsideCharacters(contentType: string, text: string): StagedReply {
  const [whole] = reply(contentType, text).steps as readonly { send: Uint8Array }[];
  const octets = whole!.send;
  const cuts = [...octets.keys()].filter(
    (index) => isContinuation(octets[index]!) && !isContinuation(octets[index - 1]!),
  );
  return inPieces(octets, cuts);
}

/** The second to fourth octet of a character in UTF-8. */
function isContinuation(octet: number): boolean {
  return octet >> 6 === 0b10;
}

/** The same octets, cut at three places. */
function cutAnywhere({ steps }: StagedReply, random: Random): StagedReply {
  const [whole] = steps as readonly { send: Uint8Array }[];
  return inPieces(
    whole!.send,
    [1, 2, 3].map(() => random.integer(1, whole!.send.length - 1)),
  );
}

/** Each piece leaves when the one before was read, or TCP would deliver them together. */
function inPieces(octets: Uint8Array, cuts: readonly number[]): StagedReply {
  const borders = [0, ...cuts, octets.length].sort((one, other) => one - other);
  const pieces = borders.slice(1).map((end, index) => ({ send: octets.subarray(borders[index], end) }));
  return { steps: pieces.flatMap((piece) => [{ readWithinMs: 250 }, piece]).slice(1), end: "keep" };
}
