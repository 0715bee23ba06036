// The grader of lesson 2. Each check says what it demands, asks the submission, and names the usual causes.

import {
  CheckFailure,
  checksOf,
  describe,
  ifAnswer,
  ifReturned,
  ifThrew,
  type PracticeFixture,
  type Random,
  type RemoteObject,
} from "#grader";
import type { FieldLine, HeadParts, Param } from "#submission/02-requests";

const check = checksOf<typeof import("#submission/02-requests")>();

type Answers = RemoteObject<typeof import("#submission/02-requests")>;

const WORKED_EXAMPLE =
  "answering every call as the worked example: the inputs are others in each run, so the answer has to come from them.";

/** The value that a task's worked example gives, whatever was asked. */
const hardCoded = (value: unknown) => ifReturned(value, WORKED_EXAMPLE);

const nothing = ifReturned(undefined, "returning nothing: a function without `return` gives undefined.");

describe("Task 1: splitUrl", () => {
  const see = { meta: { see: "RFC 9110 §4.2.1 and §7.1; in the lesson: The request-target", atOnce: true } };
  const example = { host: "localhost", port: 8080, target: "/get?colour=red" };

  /** The destination that is right, and what people give instead of it. */
  function mistakes(right: typeof example, fragment = "") {
    const { host, port, target } = right;
    const [path] = target.split("?");
    return [
      hardCoded(example),
      nothing,
      ifAnswer(
        (value) => typeof partOf(value, "port") === "string",
        'leaving the port a text: `URL` gives text, `""` where there is no port, and the port is a number.',
      ),
      ifAnswer(
        (value) => partOf(value, "port") === 0 || Number.isNaN(partOf(value, "port")),
        "making a number of a port that is not there: where the URL has none, the port of http is 80.",
      ),
      ifAnswer(
        (value) => partOf(value, "host") === `${host}:${port}`,
        "keeping the port in the host: `host` of a `URL` has both, `hostname` the host alone.",
      ),
      ...(fragment === ""
        ? []
        : [
            ifReturned(
              { ...right, target: `${target}${fragment}` },
              "sending the fragment: what follows the `#` stays with the client.",
            ),
          ]),
      ...(path === target
        ? []
        : [
            ifReturned(
              { ...right, target: path },
              "leaving out the query: it is a part of the request-target.",
            ),
          ]),
    ];
  }

  check("takes host, port and target apart", see, async ({ submission, random }) => {
    const right = {
      host: `${random.word()}.example`,
      port: random.integer(1024, 65_535),
      target: `/${random.word()}/${random.word()}?${random.word()}=${random.integer(1, 99)}`,
    };
    await submission
      .splitUrl(`http://${right.host}:${right.port}${right.target}`)
      .returns(right, ...mistakes(right));
  });

  check("gives 80 where the URL has no port, or says 80", see, async ({ submission, random }) => {
    const right = { host: `${random.word()}.example`, port: 80, target: `/${random.word()}` };
    await submission.splitUrl(`http://${right.host}${right.target}`).returns(right, ...mistakes(right));
    await submission.splitUrl(`http://${right.host}:80${right.target}`).returns(right, ...mistakes(right));
  });

  check("gives / where the URL has no path", see, async ({ submission, random }) => {
    const destination = { host: "127.0.0.1", port: random.integer(1024, 65_535) };
    const start = `http://127.0.0.1:${destination.port}`;
    const query = `?${random.word()}=${random.word()}`;
    const NO_PATH = "leaving an empty path empty: on the wire it is `/`.";
    for (const [url, target] of [
      [start, "/"],
      [`${start}${query}`, `/${query}`],
    ] as const) {
      const right = { ...destination, target };
      await submission
        .splitUrl(url)
        .returns(right, ...mistakes(right), ifReturned({ ...right, target: target.slice(1) }, NO_PATH));
    }
  });

  check("leaves the fragment out", see, async ({ submission, random }) => {
    for (const target of [`/${random.word()}?${random.word()}=1`, `/${random.word()}`]) {
      const right = { host: "localhost", port: 80, target };
      const fragment = `#${random.word()}?${random.word()}=1`;
      await submission
        .splitUrl(`http://localhost${target}${fragment}`)
        .returns(right, ...mistakes(right, fragment));
    }
  });

  check("keeps path and query as they are encoded", see, async ({ submission, random }) => {
    const word = random.word();
    for (const target of [
      `/caf%C3%A9/${word}%2F?q=salt%20%26%20${word}+%2B`,
      `/?next=/${word}?a=10:30&b=${word}@x&b=2&c`,
    ]) {
      const right = { host: "localhost", port: 80, target };
      await submission
        .splitUrl(`http://localhost${target}`)
        .returns(
          right,
          ...mistakes(right),
          "writing path or query anew: `searchParams` and `decodeURIComponent` give other octets than those of the URL.",
        );
    }
  });
});

describe("Task 2: requestTarget", () => {
  const see = { meta: { see: "RFC 3986 §2.1 and §3.4; in the lesson: The request-target", atOnce: true } };

  const AS_WORDS =
    "sending `undefined` or `null` as text: the server would take it for a word. Leave the param out.";
  const AS_EMPTY = "sending a param that has no value as an empty one: leave it out, name and all.";

  /** The answer must be the target, in any encoding that a server reads as these params. */
  async function mustBeTarget(
    answer: ReturnType<Answers["requestTarget"]>,
    path: string,
    pairs: readonly (readonly [name: string, value: string])[],
    ...mistakes: readonly ReturnType<typeof ifReturned>[]
  ): Promise<void> {
    const received = await settled(answer);
    const expected = isSameTarget(received, path, pairs) ? received : targetOf(path, pairs, encode);
    await answer.returns(expected, ...mistakes, ...encodingMistakes(path, pairs));
  }

  function encodingMistakes(path: string, pairs: readonly (readonly [string, string])[]) {
    const written = (encode: (text: string) => string) => targetOf(path, pairs, encode);
    const lastOfEach = [...new Map(pairs)];
    const onlyPath = path.replace(/^$/, "/");
    return [
      hardCoded("/get?name=Zo%C3%AB%20%26%20co&page=2"),
      nothing,
      ifReturned(`${onlyPath}?`, "writing a `?` although no params follow."),
      ifAnswer(
        (value) => isSameTarget(value, encodeURI(path), pairs) && encodeURI(path) !== path,
        "encoding the path once more: it is encoded already, and %C3 becomes %25C3.",
      ),
      ifReturned(
        written((text) => text),
        "putting names and values in as they are: a `&`, a `#` or a space in them would begin something else.",
      ),
      ifReturned(
        written(encodeURI),
        "encoding with `encodeURI`, which is for whole URLs and leaves `&`, `=`, `+`, `#` and `?` as they are.",
      ),
      ifReturned(
        encodeURI(written((text) => text)),
        "encoding with `encodeURI`, which is for whole URLs and leaves `&`, `=`, `+`, `#` and `?` as they are.",
      ),
      ifAnswer(
        (value) => [encode, encodeAsForm].some((each) => isSameTarget(value, path, encodedBy(each, pairs))),
        "encoding twice: the `%` of the first time became `%25`. `encodeURIComponent` and `URLSearchParams` each do all of it.",
      ),
      ifAnswer(
        (value) => /%E9|%u20AC/i.test(String(value)),
        "encoding characters where octets are meant: `é` is two octets in UTF-8, %C3%A9.",
      ),
      ifReturned(
        written((text) => encode(text).replaceAll("%2B", "+")),
        "leaving `+` as it is: a server reads it as a space, so a plus is written %2B.",
      ),
      ifReturned(
        targetOf(path, pairs, (text, isName) => (isName ? text : encode(text))),
        "encoding values only: a name may hold `&`, `=` or a space as well.",
      ),
      ...(lastOfEach.length === pairs.length
        ? []
        : [
            ifAnswer(
              (value) => isSameTarget(value, path, lastOfEach),
              "putting the params into an object or a Map, which keeps one value for each name.",
            ),
          ]),
      ifAnswer(
        (value) => pairs.length > 1 && isEqualList(sorted(paramsOf(value, path) ?? []), sorted(pairs)),
        "changing the order of the params: they go as they come.",
      ),
      ifAnswer(
        (value) => path === "" && typeof value === "string" && isSameTarget(`/${value}`, path, pairs),
        "leaving an empty path empty: on the wire it is `/`.",
      ),
    ];
  }

  check("puts the params behind the path", see, async ({ submission, random }) => {
    const path = `/${random.word()}`;
    const pairs = [
      [random.word(), random.word()],
      [random.word(), random.word()],
    ] as const;
    await mustBeTarget(submission.requestTarget(path, pairs), path, pairs);
  });

  /** Characters that mean something in a request-target or must not stand there. */
  const texts: readonly (readonly [what: string, make: (random: Random) => string])[] = [
    ["&, = and # of a value", (random) => `${random.word()} &${random.word()}=1#${random.word()}`],
    ["a space", (random) => `${random.word()} ${random.word()}`],
    ["+", (random) => `1 + ${random.integer(1, 99)} = x`],
    ["%", (random) => `${random.integer(1, 99)}% of %41`],
    ["characters beyond ASCII, octet by octet", (random) => `${random.word()} é € 😀`],
  ];
  for (const [what, make] of texts) {
    check(`encodes ${what}`, see, async ({ submission, random }) => {
      const [path, name, value] = [`/${random.word()}`, random.word(), make(random)];
      await mustBeTarget(submission.requestTarget(path, [[name, value]]), path, [[name, value]]);
    });
  }

  check("encodes the names too", see, async ({ submission, random }) => {
    const pairs = [[`${random.word()} & é=+`, `${random.word()} &`]] as const;
    await mustBeTarget(submission.requestTarget("/get", pairs), "/get", pairs);
  });

  check("keeps every param of a repeated name, in order", see, async ({ submission, random }) => {
    const [name, other] = [`b${random.word()}`, `a${random.word()}`];
    const pairs = [
      [name, random.word()],
      [other, random.word()],
      [name, `0${random.word()}`],
    ] as const;
    await mustBeTarget(submission.requestTarget("/get", pairs), "/get", pairs);
  });

  check("leaves out what is null or undefined", see, async ({ submission, random }) => {
    const [first, last] = [random.word(), random.word()];
    for (const none of [undefined, null]) {
      const params: readonly Param[] = [
        ["first", first],
        [random.word(), none],
        ["last", last],
      ];
      const given = (value: string) =>
        params.map(([name, own]) => [name, own == null ? value : String(own)] as const);
      await mustBeTarget(
        submission.requestTarget("/get", params),
        "/get",
        [
          ["first", first],
          ["last", last],
        ],
        ifAnswer((value) => isSameTarget(value, "/get", given(String(none))), AS_WORDS),
        ifAnswer((value) => isSameTarget(value, "/get", given("")), AS_EMPTY),
      );
    }
  });

  check("keeps an empty text and 0", see, async ({ submission, random }) => {
    const [empty, zero, last] = [random.word(), random.word(), random.integer(1, 99)];
    const pairs = [
      [empty, ""],
      [zero, "0"],
      ["last", String(last)],
    ] as const;
    const without = (...left: readonly string[]) => pairs.filter(([, value]) => !left.includes(value));
    await mustBeTarget(
      submission.requestTarget("/get", [
        [empty, ""],
        [zero, 0],
        ["last", last],
      ]),
      "/get",
      pairs,
      ifAnswer(
        (value) =>
          [without("", "0"), without(""), without("0")].some((each) => isSameTarget(value, "/get", each)),
        "taking an empty text, or 0, for no value: they are values, and only `null` and `undefined` are none.",
      ),
    );
  });

  check("gives the path alone where there are no params", see, async ({ submission, random }) => {
    const path = `/${random.word()}`;
    await mustBeTarget(submission.requestTarget(path, []), path, []);
    await mustBeTarget(
      submission.requestTarget(path, [
        [random.word(), null],
        [random.word(), undefined],
      ]),
      path,
      [],
      ifAnswer((value) => /=(?:null|undefined)(?:&|$)/.test(String(value)), AS_WORDS),
      ifAnswer((value) => /=(?:&|$)/.test(String(value)), AS_EMPTY),
    );
  });

  check("gives / for an empty path", see, async ({ submission, random }) => {
    await mustBeTarget(submission.requestTarget("", []), "", []);
    const pairs = [[random.word(), random.word()]] as const;
    await mustBeTarget(submission.requestTarget("", pairs), "", pairs);
  });

  check("leaves the path as it is encoded", see, async ({ submission, random }) => {
    const path = `/caf%C3%A9/${random.word()}%2F+/`;
    const pairs = [[random.word(), random.word()]] as const;
    await mustBeTarget(submission.requestTarget(path, pairs), path, pairs);
    await mustBeTarget(submission.requestTarget(path, []), path, []);
  });
});

describe("Task 3: requestHead", () => {
  const see = { meta: { see: "RFC 9112 §2.1 and §3; in the lesson: The octets", atOnce: true } };
  const EXAMPLE = "GET /get HTTP/1.1\r\nHost: a:81\r\n\r\n";

  async function mustBeHead(submission: Answers, parts: HeadParts): Promise<void> {
    await submission.requestHead(parts).returns(octetsOf(headOf(parts)), ...headMistakes(parts));
  }

  /** What people write instead, and why it is wrong. */
  function wrongHeads(parts: HeadParts): readonly (readonly [instead: string, cause: string])[] {
    const right = headOf(parts);
    const withHost = (value: string) => right.replace(/\r\nHost: .*/, `\r\nHost: ${value}`);
    const host = /\r\nHost: .*/.exec(right)![0];
    const others = (section: readonly FieldLine[]) => headOf({ ...parts, fields: section });
    const wrong = [
      [
        right.replaceAll("\r\n", "\n"),
        "ending lines with LF alone: on the wire a line ends with CRLF, `\\r\\n`.",
      ],
      [right.slice(0, -2), "leaving out the empty line: without it the server waits for more field lines."],
      [
        right.slice(0, -4),
        "joining the lines only: CRLF ends every line, and the empty line follows the last one.",
      ],
      [`${right}\r\n`, "one CRLF too many: whatever follows the empty line is content, or the next request."],
      [right.replace(host, ""), "leaving out Host: a server must answer 400 to that."],
      [
        right.replace(host, "").replace(/\r\n\r\n$/, `${host}\r\n\r\n`),
        "writing Host behind the other field lines: the task asks for it first, where a server looks first.",
      ],
      [withHost(parts.host), "leaving the port out of Host: one that is not 80 is a part of it."],
      [
        withHost(`${parts.host}:80`),
        "writing the port 80 into Host: it is the default of http, and goes without saying.",
      ],
      [
        withHost(`${parts.host}:undefined`),
        "writing the word undefined: where no port is given, Host has none.",
      ],
      [right.replace(" HTTP/1.1", ""), "leaving out the version: the request-line ends with ` HTTP/1.1`."],
      [
        right.replace("HTTP/1.1", "http/1.1"),
        "writing http in lower case: the version is `HTTP/1.1`, letter for letter.",
      ],
      [right.replaceAll(": ", ":"), "leaving out the space after the colon: the task asks for one."],
      [
        others(parts.fields.map(([name, value]) => [name.toLowerCase(), value])),
        "changing the letter case of the names: they go as they come.",
      ],
      [
        others([...new Map(parts.fields)]),
        "putting the fields into an object or a Map, which keeps one value for each name.",
      ],
      [others([]), "leaving out the field lines after Host."],
    ] as const;
    return wrong.filter(([instead]) => instead !== right);
  }

  function headMistakes(parts: HeadParts) {
    return [
      hardCoded(octetsOf(EXAMPLE)),
      nothing,
      ifAnswer(
        (value) => typeof value === "string",
        "returning text: a socket takes octets, and `new TextEncoder().encode(text)` makes them.",
      ),
      ...wrongHeads(parts).map(([instead, cause]) => ifReturned(octetsOf(instead), cause)),
    ];
  }

  check("writes request-line, Host and the empty line", see, async ({ submission, random }) => {
    await mustBeHead(submission, {
      method: random.pick(["GET", "HEAD", "DELETE", "OPTIONS"]),
      target: `/${random.word()}`,
      host: "localhost",
      port: random.integer(1024, 65_535),
      fields: [],
    });
  });

  check("writes the field lines after Host, in their order", see, async ({ submission, random }) => {
    const [value, other] = [random.word(), random.word()];
    await mustBeHead(submission, {
      method: "GET",
      target: "/get?a=1&b=%C3%A9",
      host: `${random.word()}.example`,
      port: random.integer(1024, 65_535),
      fields: [
        ["X-Taste", value],
        ["aCCEPT", "text/html, */*; q=0.1"],
        ["X-Taste", other],
        ["X-Empty", ""],
        ["X-Url", `http://${other}/`],
      ],
    });
  });

  check("writes no port into Host where it is 80, or none is given", see, async ({ submission, random }) => {
    const parts = {
      method: "GET",
      target: `/${random.word()}`,
      host: "127.0.0.1",
      fields: [["A", "b"]],
    } as const;
    await mustBeHead(submission, { ...parts, port: 80 });
    await mustBeHead(submission, parts);
  });

  check("writes any other port into Host", see, async ({ submission, random }) => {
    for (const port of [443, 8080, random.integer(1024, 65_535)]) {
      await mustBeHead(submission, { method: "GET", target: "/", host: random.word(), port, fields: [] });
    }
  });

  const seeLineEnds = { meta: { see: "RFC 9110 §5.5; in the lesson: A line too many", atOnce: true } };

  /** Where a line end may hide, and what lets it through. */
  const places: readonly (readonly [
    what: string,
    put: (text: string) => Partial<HeadParts>,
    cause: string,
  ])[] = [
    [
      "a field value",
      (text) => ({
        fields: [
          ["Accept", "*/*"],
          ["X-Name", text],
        ],
      }),
      "writing a line end out with the value it stands in: what follows it is a field line of somebody else's making.",
    ],
    [
      "a field name",
      (text) => ({ fields: [[`X-${text}`, "1"]] }),
      "looking at the values only: a name with a line end in it makes two lines of one as well.",
    ],
    [
      "the target",
      (text) => ({ target: `/${text}` }),
      "looking at the fields only: a target with a line end in it begins the field lines too early.",
    ],
    [
      "the method",
      (text) => ({ method: `GET${text}` }),
      "looking at some parts only: the method is text from somewhere, too.",
    ],
    [
      "the host",
      (text) => ({ host: `localhost${text}` }),
      "looking at some parts only: Host is a field line like the others, and its value comes from the host.",
    ],
  ];
  const LF_ALONE = "looking for the pair CRLF only: a CR or an LF by itself ends a line for some servers.";
  /** Of those who refuse CRLF. */
  const BY_ITSELF: Readonly<Record<string, string>> = {
    "\n": LF_ALONE,
    "\r": LF_ALONE,
    "\0": "forgetting NUL: a server that is written in C may take it for the end of the text.",
  };
  /** Every line is in its place, because the control character is gone. */
  const madeHarmless = ({ fields }: HeadParts) =>
    ifAnswer((value) => {
      const lines = value instanceof Uint8Array ? textOf(value).split("\r\n") : [];
      return lines.length === fields.length + 4 && !/[\r\n\0]/.test(lines.join(""));
    }, "removing the line end: then something else is sent than what was asked for, and nobody hears of it. Throw.");
  const anotherError = ifThrew("Error", "throwing another error than a TypeError, which the task asks for.");
  for (const [what, put, cause] of places) {
    check(`refuses CR, LF and NUL in ${what}`, seeLineEnds, async ({ submission, random }) => {
      for (const control of ["\r\n", "\n", "\r", "\0"]) {
        const parts = {
          method: "GET",
          target: "/get",
          host: "localhost",
          port: 8080,
          fields: [],
          ...put(`${random.word()}${control}X-Evil: ${random.word()}`),
        };
        await submission
          .requestHead(parts)
          .throws(
            "TypeError",
            {},
            hardCoded(octetsOf(EXAMPLE)),
            anotherError,
            madeHarmless(parts),
            BY_ITSELF[control] ?? cause,
          );
      }
    });
  }

  check("works inside the client, over a real connection", see, async ({ host, practice, random }) => {
    const path = `/${random.word()}`;
    const content = random.word();
    practice.stage(path, closing(`HTTP/1.1 200 OK\r\nContent-Length: ${content.length}\r\n\r\n${content}`));
    const parts = {
      method: "GET",
      target: path,
      host: practice.host,
      port: practice.port,
      fields: [["Accept-Encoding", "identity"]],
    } as const;
    const answer = host.exchange({
      host: practice.host,
      port: practice.port,
      path,
      codec: ["requestHead"],
    });
    await settled(answer);
    const sent = arrived(practice);
    const [, cause = "sending another head than the parts that the client has given."] =
      wrongHeads(parts).find(([instead]) => instead === sent) ?? [];
    if (sent !== "") mustHaveArrived(practice, headOf(parts), cause);
    await answer.returns({ status: 200, reason: "OK", version: 11, body: octetsOf(content) });
  });
});

describe("Task 4: sendRaw", () => {
  const see = { meta: { see: "In the lesson: Why Host is there" } };
  const EXAMPLE = octetsOf("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
  const OTHER_OCTETS = "sending other octets than those that were given.";
  const AS_TEXT =
    "making text of the octets on the way: what is no character of UTF-8 is lost. Keep them octets, and join them with `Buffer.concat`.";

  function answerMistakes(right: Uint8Array) {
    const isPartOf = (value: unknown) =>
      value instanceof Uint8Array && textOf(right).startsWith(textOf(value)) && value.length < right.length;
    return [
      hardCoded(EXAMPLE),
      nothing,
      ifAnswer((value) => typeof value === "string", "returning text: the task asks for octets."),
      ifAnswer(Array.isArray, "returning a list of pieces: `Buffer.concat` joins them."),
      ifAnswer(
        (value) => isPartOf(value) && (value as Uint8Array).length === 0,
        "reading nothing, or closing the socket before the answer was there: only the server ends it here.",
      ),
      ifAnswer(
        isPartOf,
        "returning the first piece: an answer comes in pieces of any size, so read until the server closes.",
      ),
      ifReturned(
        octetsOf(textOf(right).replace(/^.*?\r\n\r\n/s, "")),
        "returning the content alone: the task asks for every octet, status-line and fields included.",
      ),
    ];
  }

  /** A request for what was staged at `path`. */
  function requestFor(path: string): Uint8Array {
    return octetsOf(`GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`);
  }

  /** Octets of every kind: no characters of UTF-8, line ends, and what has no meaning in text. */
  function oddOctets(random: Random): Uint8Array {
    const odd = [0x00, 0x0a, 0x0d, 0x7f, 0x80, 0xc3, 0xe9, 0xff];
    return Uint8Array.from({ length: 16 }, (_, index) => odd[index] ?? random.integer(0x80, 0xff));
  }

  check("sends the octets and returns those that come", see, async ({ submission, practice, random }) => {
    const request = octetsOf(`GET /${random.word()} HTTP/1.1\r\nHost: ${random.word()}\r\n\r\n`);
    const response = octetsOf(`HTTP/1.1 200 OK\r\nX-Word: ${random.word()}\r\n\r\n${random.word()}`);
    practice.stage(textOf(request).split(" ")[1]!, closing(response));
    await submission
      .sendRaw(practice.host, practice.port, request)
      .returns(response, ...answerMistakes(response));
    mustHaveArrived(practice, textOf(request), OTHER_OCTETS);
  });

  check("changes no octet on the way out", see, async ({ submission, practice, random }) => {
    const content = oddOctets(random);
    const head = octetsOf(`POST /put HTTP/1.1\r\nHost: a\r\nContent-Length: ${content.length}\r\n\r\n`);
    const request = Buffer.concat([head, content]);
    const response = octetsOf(`HTTP/1.1 200 OK\r\n\r\n${random.word()}`);
    practice.stage("/put", closing(response));
    const answer = submission.sendRaw(practice.host, practice.port, request);
    await settled(answer);
    const isShortOfIt = textOf(request).startsWith(arrived(practice));
    const isLongerThanIt = arrived(practice).startsWith(textOf(request));
    const cause =
      isShortOfIt || isLongerThanIt
        ? OTHER_OCTETS
        : "making text of the octets before they are sent: text becomes UTF-8, and other octets.";
    // Octets that are too many reset the connection, and what was sent says more than that error.
    if (!isShortOfIt) mustHaveArrived(practice, textOf(request), cause);
    await answer.returns(response, ...answerMistakes(response));
    mustHaveArrived(practice, textOf(request), cause);
  });

  check("changes no octet on the way in", see, async ({ submission, practice, random }) => {
    const right = Buffer.concat([octetsOf("HTTP/1.1 200 OK\r\n\r\n"), oddOctets(random)]);
    practice.stage("/odd", closing(right));
    await submission
      .sendRaw(practice.host, practice.port, requestFor("/odd"))
      .returns(new Uint8Array(right), ...answerMistakes(right), AS_TEXT);
  });

  check(
    "reads until the server closes, in however many pieces",
    see,
    async ({ submission, practice, random }) => {
      const [first, ...rest] = ["HTTP/1.1 200 OK\r\n\r\n", random.word(), random.word(), random.word()];
      const right = octetsOf([first, ...rest].join(""));
      const pieces = rest.flatMap((word) => [{ pauseMs: 20 }, { send: word }]);
      practice.stage("/pieces", { steps: [{ send: first! }, ...pieces], end: "close" });
      await submission
        .sendRaw(practice.host, practice.port, requestFor("/pieces"))
        .returns(right, ...answerMistakes(right));
    },
  );

  check("reads a long answer whole", see, async ({ submission, practice, random }) => {
    const right = octetsOf(`HTTP/1.1 200 OK\r\n\r\n${`${random.word()}\n`.repeat(10_000)}`);
    practice.stage("/long", closing(right));
    await submission
      .sendRaw(practice.host, practice.port, requestFor("/long"))
      .returns(right, ...answerMistakes(right));
  });

  check("returns no octets where none came", see, async ({ submission, practice }) => {
    practice.stage("/none", { steps: [], end: "close" });
    await submission
      .sendRaw(practice.host, practice.port, requestFor("/none"))
      .returns(
        new Uint8Array(),
        ...answerMistakes(new Uint8Array()),
        "waiting for a first piece that need not come: the server may close at once.",
      );
    practice.mustHaveReceived(["GET /none"], "returning no octets without asking anybody.");
  });

  check("opens one connection, and leaves none open", see, async ({ submission, practice, random }) => {
    const path = `/${random.word()}`;
    const response = octetsOf(`HTTP/1.1 200 OK\r\n\r\n${random.word()}`);
    practice.stage(path, closing(response));
    await submission
      .sendRaw(practice.host, practice.port, requestFor(path))
      .returns(response, ...answerMistakes(response));
    practice.mustHaveReceived([`GET ${path}`], "sending the octets more than once.");
    await practice.mustBeClosed("leaving the socket open after the server has closed its side.");
  });

  check(
    "lets the error of a refused connection go on to the caller",
    see,
    async ({ submission, practice }) => {
      const { peers } = await practice.startPeers();
      const { port } = peers.find(({ fault }) => fault.name === "refused")!;
      await submission
        .sendRaw(practice.host, port, requestFor("/"))
        .throws(
          "Error",
          { code: "ECONNREFUSED" },
          hardCoded(EXAMPLE),
          "hiding an error of the socket: no answer is not an empty answer.",
        );
    },
  );

  check("takes a reset for an error, and not for the end", see, async ({ submission, practice }) => {
    await submission
      .sendRaw(practice.host, practice.port, requestFor("/fault/until-close-resets"))
      .throws(
        "Error",
        { code: "ECONNRESET" },
        hardCoded(EXAMPLE),
        "taking every end of the socket for the end of the answer: after a reset, nobody knows what is missing.",
      );
  });
});

describe("Task 5: dumpOf", () => {
  const see = { meta: { see: "In the lesson: What the client adds" } };
  const noResponse = ifThrew(
    "TypeError",
    "taking what `request()` returns for the response: it returns nothing, and `getResponse()` is a call of its own.",
    /undefined/,
  );
  const FORGOTTEN =
    "forgetting getResponse(): `request()` sends and returns nothing, so the answer has to be asked for and read.";

  async function mustBeDump(
    submission: Answers,
    practice: PracticeFixture,
    fields: readonly FieldLine[],
  ): Promise<void> {
    const answer = submission.dumpOf(practice.host, practice.port, fields);
    await settled(answer);
    const right = arrivedWith(practice, fields) ?? dump(practice, fields);
    await answer.returns(
      right,
      ifAnswer((value) => String(value).includes("X-Lamp: red"), WORKED_EXAMPLE),
      ifReturned(undefined, FORGOTTEN),
      noResponse,
      ifThrew(
        "NotConnected",
        "returning a promise from the `try` without `await`: the `finally` closes the connection before the content is there.",
      ),
      ifThrew(
        "TypeError",
        "taking it for a response of `fetch`: this one has `status`, `getHeader`, `getHeaders` and `read`, and no `text`.",
        /\.(?:json|text|arrayBuffer|blob|bytes) is not a function/,
      ),
      ifAnswer(
        (value) => value instanceof Uint8Array,
        "returning octets: the task asks for text, and `TextDecoder` makes it.",
      ),
      ifAnswer(
        (value) => typeof value === "string" && /^\d+(?:,\d+)*$/.test(value),
        "taking octets for text: String() of a Uint8Array is its numbers with commas, so decode it.",
      ),
      ifAnswer(
        (value) => typeof value !== "string",
        "returning the response, or a part of it that is not its content.",
      ),
      ifReturned(
        dump(practice, []),
        "sending a request without the fields: they go into the option `headers`.",
      ),
      ifReturned(
        dump(practice, [...new Map(fields)]),
        "making an object or a Map of the fields: it has room for one value of each name. `headers` takes pairs as well.",
      ),
    );
    const requests = practice.connections.flatMap((connection) => connection.requests);
    practice.mustHaveReceived(
      ["GET /dump/request"],
      requests.length > 1
        ? "more than one exchange: one connection and one request are enough."
        : "writing down what the client would send: ask the service, which sees it.",
    );
  }

  check("returns the request as it arrived", see, async ({ submission, practice, random }) => {
    await mustBeDump(submission, practice, [[`X-${random.word()}`, random.word()]]);
  });

  check("sends repeated names as several lines, in order", see, async ({ submission, practice, random }) => {
    await mustBeDump(submission, practice, [
      ["X-Taste", random.word()],
      ["aCCEPT", "text/html"],
      ["X-Taste", random.word()],
    ]);
  });

  check("sends no field of its own where none is given", see, async ({ submission, practice }) => {
    await mustBeDump(submission, practice, []);
  });

  check("closes the connection", see, async ({ submission, practice, random }) => {
    await mustBeDump(submission, practice, [["X-Word", random.word()]]);
    await practice.mustBeClosed(
      "never closing the connection: reading a response to its end leaves it open.",
    );
  });

  check("lets the client's errors go on to the caller", see, async ({ submission, practice }) => {
    practice.stage("/dump/request", { steps: [], end: "close" });
    await submission
      .dumpOf(practice.host, practice.port, [])
      .throws("RemoteDisconnected", {}, "catching errors that the caller should see.");
  });
});

type StagedReply = Parameters<PracticeFixture["stage"]>[1];
type Pairs = readonly (readonly [name: string, value: string])[];

/** Waits for a call to come back, whatever comes back: then the service has seen all of it. */
async function settled<T>(answer: PromiseLike<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch {
    return undefined;
  }
}

function partOf(value: unknown, name: string): unknown {
  return (value as Readonly<Record<string, unknown>> | undefined)?.[name];
}

function octetsOf(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, "latin1"));
}

function textOf(octets: Uint8Array): string {
  return Buffer.from(octets).toString("latin1");
}

const encode = encodeURIComponent;

/** As HTML forms do: a space is `+`. */
function encodeAsForm(text: string): string {
  return new URLSearchParams([["", text]]).toString().slice(1);
}

function encodedBy(encodeEach: (text: string) => string, pairs: Pairs): Pairs {
  return pairs.map(([name, value]) => [encodeEach(name), encodeEach(value)]);
}

function targetOf(path: string, pairs: Pairs, encodeEach: (text: string, isName: boolean) => string): string {
  const query = pairs.map(([name, value]) => `${encodeEach(name, true)}=${encodeEach(value, false)}`);
  return `${path || "/"}${query.length === 0 ? "" : `?${query.join("&")}`}`;
}

/** Whether a server reads the target as this path with these params: `+` and `%20` are both a space, and so on. */
function isSameTarget(target: unknown, path: string, pairs: Pairs): target is string {
  const params = paramsOf(target, path);
  return params !== undefined && isEqualList(params, pairs);
}

// query = *( pchar / "/" / "?" )   RFC 3986 §3.4
const QUERY = /^(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/?]|%[0-9A-Fa-f]{2})+$/;

/** The params that a server reads; undefined where the target has another path, or is none. */
function paramsOf(target: unknown, path: string): Pairs | undefined {
  if (target === (path || "/")) return [];
  const start = `${path || "/"}?`;
  if (typeof target !== "string" || !target.startsWith(start)) return undefined;
  const query = target.slice(start.length);
  if (!QUERY.test(query)) return undefined;
  try {
    return query.split("&").map((member) => {
      const [, name = "", value = ""] = /^([^=]*)=(.*)$/.exec(member.replaceAll("+", " ")) ?? [];
      return [decodeURIComponent(name), decodeURIComponent(value)] as const;
    });
  } catch {
    return undefined; // octets that are not UTF-8
  }
}

function isEqualList(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function sorted(pairs: Pairs): readonly string[] {
  return pairs.map((pair) => JSON.stringify(pair)).sort();
}

function headOf({ method, target, host, port = 80, fields }: HeadParts): string {
  const lines = [["Host", port === 80 ? host : `${host}:${port}`] as const, ...fields];
  const section = lines.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  return `${method} ${target} HTTP/1.1\r\n${section}\r\n`;
}

/** A reply after which the service closes. */
function closing(send: string | Uint8Array): StagedReply {
  return { steps: [{ send }], end: "close" };
}

/** What arrived on all connections, one character for each octet. */
function arrived({ connections }: PracticeFixture): string {
  return connections
    .flatMap(({ transcript }) => transcript)
    .filter(({ from }) => from === "client")
    .map(({ octets }) => textOf(octets))
    .join("");
}

/** These octets must have arrived and no others. */
function mustHaveArrived(practice: PracticeFixture, octets: string, cause: string): void {
  const received = arrived(practice);
  if (received === octets) return;
  throw new CheckFailure({
    reason: "wrong-answer",
    message: "The service did not get the octets that it should have got.",
    expected: shown(octets),
    received: shown(received),
    cause,
  });
}

function shown(octets: string): string {
  const escaped = (octet: string) => `\\x${octet.charCodeAt(0).toString(16)}`;
  return JSON.stringify(octets).replace(/[\x7f-\xff]/g, escaped);
}

/** What `/dump/request` gives for these field lines, where the client adds what it always does. */
function dump({ host, port }: PracticeFixture, fields: readonly FieldLine[]): string {
  const own: readonly FieldLine[] = [["Accept-Encoding", "identity"], ...fields];
  return headOf({ method: "GET", target: "/dump/request", host, port, fields: own });
}

/** What arrived, when these fields did, whatever else the client was told to add or leave out. */
function arrivedWith(practice: PracticeFixture, fields: readonly FieldLine[]): string | undefined {
  const [request] = practice.connections.flatMap(({ requests }) => requests);
  const others = request?.fields.filter(([name]) => name !== "Host" && name !== "Accept-Encoding");
  return isEqualList(others, fields) ? arrived(practice) : undefined;
}
