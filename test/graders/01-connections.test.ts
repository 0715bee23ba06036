// The grader of lesson 1. Each check says what it demands, asks the submission, and names the usual causes.

import {
  CheckFailure,
  checksOf,
  describe,
  ifAnswer,
  ifReturned,
  ifThrew,
  type PracticeFixture,
  type RemoteObject,
  token,
} from "#grader";

type Connection = RemoteObject<import("#client").HTTPConnection>;

const check = checksOf<typeof import("#submission/01-connections")>();

const NEVER_CLOSES =
  "never closing the connection: a response that was read, and a function that was left, leave it open.";
const CLOSES_ON_SUCCESS =
  "closing the connection only on success: a throw leaves the function before close(), unless it stands in a finally.";
const OPENS_NOTHING =
  "answering without having connected: `new` takes note of host and port, and `connect()` opens the connection.";
const SEVERAL_CONNECTIONS = "more than one connection: one is enough.";
const HOST_AND_PORT =
  "giving host and port as one text or as a URL: `new HTTPConnection(host, port)` takes two arguments.";

const HARD_CODED =
  "answering every call as the worked example: the inputs are others in each run, so the answer has to come from them.";
/** The value that a task's worked example gives, whatever was asked. */
const hardCoded = (value: unknown) => ifReturned(value, HARD_CODED);
const urlAsHost = ifThrew("InvalidURL", HOST_AND_PORT);

describe("Task 1: firstStatus", () => {
  const see = { meta: { see: "In the lesson: One exchange" } };
  const isText = (value: unknown) => typeof value === "string";

  check("returns the status code of the response", see, async ({ submission, practice, random }) => {
    const statusCode = random.integer(201, 299);
    practice.stage("/get", status(statusCode, random.word()));
    await submission
      .firstStatus(practice.host, practice.port)
      .returns(
        statusCode,
        hardCoded(200),
        urlAsHost,
        ifReturned(String(statusCode), "making a text of the status code: it is a number."),
        ifReturned(
          undefined,
          "returning nothing, or a property that the response does not have: it has `status`.",
        ),
        ifAnswer(isText, "returning the reason-phrase, which is for people: the status code is `status`."),
      );
    practice.mustHaveReceived(["GET /get"], "another request than the one that stands in the stub.");
  });

  check("returns any status code", see, async ({ submission, practice, random }) => {
    for (const statusCode of [random.integer(400, 499), 302, random.integer(500, 599)]) {
      practice.stage("/get", status(statusCode, random.word()));
      await submission
        .firstStatus(practice.host, practice.port)
        .returns(
          statusCode,
          hardCoded(200),
          "taking a status code for a failure: a 404 is a whole response.",
        );
    }
  });

  check("closes the connection", see, async ({ submission, practice }) => {
    await submission.firstStatus(practice.host, practice.port).returns(200);
    await practice.mustBeClosed(NEVER_CLOSES);
  });
});

describe("Task 2: canConnect", () => {
  const see = { meta: { see: "In the lesson: What a connection is" } };
  const tooEarly = ifReturned(
    true,
    "answering before the connection has opened: `await` stands in front of `connect()`, and `new` opens nothing.",
  );
  const notFalse = ifThrew(
    "Error",
    "letting the refusal through: `canConnect` answers it with false. Look at `error.code`, not at the class or the message.",
  );

  check("says true where somebody listens, and sends nothing", see, async ({ submission, practice }) => {
    await submission
      .canConnect(practice.host, practice.port)
      .returns(
        true,
        urlAsHost,
        ifReturned(false, "taking every end for a refusal: it opened, and that is true."),
        ifReturned(undefined, "returning nothing: a function without `return` gives undefined."),
      );
    await practice.mustBeClosed(NEVER_CLOSES);
    mustBeOneConnection(practice);
    practice.mustHaveReceived([], "sending a request: connect() is enough.");
  });

  check("says false where nobody does", see, async ({ submission, practice }) => {
    const { port } = await practice.peer("refused");
    await submission.canConnect(practice.host, port).returns(false, tooEarly, notFalse);
  });

  check("says false when every address of a name refuses", see, async ({ submission, practice }) => {
    const { port } = await practice.peer("refused");
    const EMPTY =
      "looking at the message: that of an AggregateError is empty. Its `code` is that of its first error.";
    await submission
      .canConnect("localhost", port)
      .returns(false, tooEarly, ifThrew("AggregateError", EMPTY), notFalse);
  });

  const EVERYTHING =
    "taking every error for a refusal: this one is about the host or the port, and says nothing of who listens there.";
  /** What is no refusal. */
  const others: readonly (readonly [what: string, host: string, port: number])[] = [
    ["a host that is none", "not a host", 80],
    ["a URL for a host", "http://127.0.0.1", 80],
    ["a port beyond 65535", "127.0.0.1", 65_536],
  ];
  for (const [what, host, port] of others) {
    check(`lets the error of ${what} go on to the caller`, see, async ({ submission }) => {
      await submission
        .canConnect(host, port)
        .throws(
          "InvalidURL",
          {},
          ifReturned(false, EVERYTHING),
          ifReturned(true, "answering true before anything was tried."),
          ifThrew(
            "Error",
            "throwing another error than the one that came: `throw error` passes it on unchanged.",
          ),
        );
    });
  }
});

describe("Task 3: connectionFacts", () => {
  const see = { meta: { see: "In the lesson: What a connection is" } };
  const isEmpty = (value: unknown) =>
    typeof value === "object" && value !== null && Object.values(value).every((each) => each === undefined);

  check("tells the two ends of a connection, and closes it", see, async ({ submission, practice }) => {
    const facts = submission.connectionFacts(practice.host, practice.port);
    // Which port the client was given is known when it has been there.
    await facts.value(urlAsHost);
    await practice.mustBeClosed(NEVER_CLOSES);
    mustBeOneConnection(practice);
    const { host, port, connections } = practice;
    const localPort = connections[0]?.clientPort;
    const right = { localAddress: "127.0.0.1", localPort, remoteAddress: host, remotePort: port };
    await facts.returns(
      right,
      urlAsHost,
      ifAnswer(isEmpty, "reading after close(), or before connect(): only an open connection has two ends."),
      ifReturned(
        { localAddress: host, localPort: port, remoteAddress: "127.0.0.1", remotePort: localPort },
        "mixing up the two ends: local is this machine's, remote is the server's.",
      ),
    );
    practice.mustHaveReceived([], "sending a request: connect() is enough.");
  });

  check("lets a refusal go on to the caller", see, async ({ submission, practice }) => {
    const { host, port } = await practice.peer("refused");
    await submission
      .connectionFacts(host, port)
      .throws("Error", { code: "ECONNREFUSED" }, "catching errors that the caller should see.");
  });
});

describe("Task 4: withConnection", () => {
  const see = { meta: { see: "In the lesson: The end" } };
  const EARLY =
    "closing before `use` has settled: `return use(connection)` without `await` lets `finally` run first.";
  const closedEarly = ifThrew("NotConnected", EARLY);
  const FINALLY = "a `return` in `finally`, which throws away what the `try` returned or threw.";
  const REPLACED =
    "passing on another error than the one that `use` threw: without a `catch` it goes on by itself, whatever it is.";

  check(
    "closes when `use` has settled, and not before",
    see,
    async ({ submission, host, practice, random }) => {
      const [open, closed] = [`${random.word()} is open`, "closed"];
      const use = async (connection: Connection) =>
        (await connection.localPort) === undefined ? closed : open;
      await submission
        .withConnection(practice.host, practice.port, await host.onTheSpot("connect", use))
        .returns(open, hardCoded(404), closedEarly, ifReturned(closed, EARLY));
      await practice.mustBeClosed(NEVER_CLOSES);
    },
  );

  check("hands over a connection that can be used", see, async ({ submission, practice, random }) => {
    const path = `/get?name=${random.word()}`;
    const statusCode = await submission
      .withConnection(practice.host, practice.port, async function use(connection) {
        await connection.request("GET", path);
        const response = await connection.getResponse();
        return await response.status;
      })
      .value(closedEarly);
    void statusCode;
    practice.mustHaveReceived([`GET ${path}`], SEVERAL_CONNECTIONS);
    await practice.mustBeClosed(NEVER_CLOSES);
  });

  check("opens nothing by itself", see, async ({ submission, practice, random }) => {
    const value = random.word();
    await submission.withConnection(practice.host, practice.port, async () => value).returns(value);
    await practice.mustBeClosed(NEVER_CLOSES);
    mustBeNoConnection(practice);
  });

  check("passes on the very value", see, async ({ submission, practice }) => {
    const value = token("what use returned");
    await submission
      .withConnection(practice.host, practice.port, async () => value)
      .returnsSame(value, "changing what `use` gives on its way: it goes on to the caller as it is.");
  });

  check("closes when `use` throws, and passes on the very error", see, async ({ submission, practice }) => {
    const error = new Error("use failed");
    async function use(connection: Connection) {
      await connection.connect();
      throw error;
    }
    await submission
      .withConnection(practice.host, practice.port, use)
      .throwsSame(error, closedEarly, ifThrew("Error", REPLACED), FINALLY);
    await practice.mustBeClosed(CLOSES_ON_SUCCESS);
  });

  for (const [what, thrown] of [
    ["a text", "stop"],
    ["undefined", undefined],
    ["an object", token("an object that is no Error")],
  ] as const) {
    check(`passes on ${what} that is thrown`, see, async ({ submission, practice }) => {
      const use = async () => {
        throw thrown;
      };
      await submission
        .withConnection(practice.host, practice.port, use)
        .throwsSame(thrown, ifThrew("Error", REPLACED), FINALLY);
    });
  }
});

function status(statusCode: number, reasonPhrase: string) {
  return {
    steps: [{ send: `HTTP/1.1 ${statusCode} ${reasonPhrase}\r\nContent-Length: 0\r\n\r\n` }],
    end: "keep",
  } as const;
}

/** Too few are told by what came back; this is for too many, and for those that nobody missed. */
function mustBeOneConnection({ connections }: PracticeFixture): void {
  if (connections.length === 1) return;
  throw new CheckFailure({
    reason: "wrong-answer",
    message: "The service did not see one connection.",
    expected: "1 connection",
    received: connections.length === 0 ? "no connection" : `${connections.length} connections`,
    cause: connections.length === 0 ? OPENS_NOTHING : SEVERAL_CONNECTIONS,
  });
}

function mustBeNoConnection({ connections }: PracticeFixture): void {
  if (connections.length === 0) return;
  throw new CheckFailure({
    reason: "wrong-answer",
    message: "The service saw a connection, and `use` had opened none.",
    expected: "no connection",
    received: connections.length === 1 ? "1 connection" : `${connections.length} connections`,
    cause: "opening by itself: that is up to `use`, and `request()` does it.",
  });
}
