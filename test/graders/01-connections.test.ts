// The grader of lesson 1. Each check says what it demands, asks the submission, and names the usual causes.

import { checksOf, describe, ifAnswer, ifReturned, ifThrew, type PracticeFixture } from "#grader";

const check = checksOf<typeof import("#submission/01-connections")>();

const NEVER_CLOSES =
  "never closing the connection: a response that was read, and a function that was left, leave it open.";
const CLOSES_ON_SUCCESS =
  "closing the connection only on success: a throw leaves the function before close(), unless it stands in a finally.";
const OPENS_NOTHING =
  "taking `new` for opening: it takes note of host and port, and `connect()` or `request()` opens the connection.";
const SEVERAL_CONNECTIONS = "more than one connection: one is enough.";
const HOST_AND_PORT =
  "giving host and port as one text or as a URL: `new HTTPConnection(host, port)` takes two arguments.";

/** The value that a task's worked example gives, whatever was asked. */
const hardCoded = (value: unknown) =>
  ifReturned(
    value,
    "answering every call as the worked example: the inputs are others in each run, so the answer has to come from them.",
  );
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
        ifReturned(undefined, "returning nothing, or a property that the response does not have: it has `status`."),
        ifAnswer(isText, "returning the reason-phrase, which is for people: the status code is `status`."),
      );
    practice.mustHaveReceived(["GET /get"], "another request than the one that stands in the stub.");
  });

  check("returns any status code", see, async ({ submission, practice, random }) => {
    for (const statusCode of [random.integer(400, 499), 302, random.integer(500, 599)]) {
      practice.stage("/get", status(statusCode, random.word()));
      await submission
        .firstStatus(practice.host, practice.port)
        .returns(statusCode, hardCoded(200), "taking a status code for a failure: a 404 is a whole response.");
    }
  });

  check("closes the connection", see, async ({ submission, practice }) => {
    await submission.firstStatus(practice.host, practice.port).returns(200);
    mustBeOneConnection(practice);
    await practice.mustBeClosed(NEVER_CLOSES);
  });

  check("closes the connection also when there is no response", see, async ({ submission, practice }) => {
    practice.stage("/get", { steps: [], end: "close" });
    await submission
      .firstStatus(practice.host, practice.port)
      .throws("RemoteDisconnected", {}, "catching errors that the caller should see.");
    await practice.mustBeClosed(CLOSES_ON_SUCCESS);
  });
});

describe("Task 2: canConnect", () => {
  const see = { meta: { see: "In the lesson: What a connection is" } };
  const notFalse = ifThrew(
    "Error",
    "letting the refusal through: `canConnect` answers it with false. Look at `error.code`, not at the class or the message.",
  );
  const ALWAYS_TRUE =
    "answering before the connection has opened: `await` stands in front of `connect()`, and `new` opens nothing.";

  check("says true where somebody listens, and sends nothing", see, async ({ submission, practice }) => {
    await submission
      .canConnect(practice.host, practice.port)
      .returns(
        true,
        urlAsHost,
        ifReturned(false, "taking every end for a refusal: it opened, and that is true."),
        ifReturned(undefined, "returning nothing: a function without `return` gives undefined."),
      );
    mustBeOneConnection(practice, OPENS_NOTHING);
    practice.mustHaveReceived([], "sending a request: connect() is enough.");
    await practice.mustBeClosed(NEVER_CLOSES);
  });

  check("says false where nobody does", see, async ({ submission, practice }) => {
    const port = await refusedPort(practice);
    await submission.canConnect(practice.host, port).returns(false, hardCoded(true), notFalse, ALWAYS_TRUE);
  });

  check("says false when every address of a name refuses", see, async ({ submission, practice }) => {
    const port = await refusedPort(practice);
    await submission
      .canConnect("localhost", port)
      .returns(
        false,
        ifThrew(
          "AggregateError",
          "looking at the message: that of an AggregateError is empty. Its `code` is that of its first error.",
        ),
        notFalse,
        ALWAYS_TRUE,
      );
  });

  const EVERYTHING =
    "taking every error for a refusal: this one is about the host or the port, and says nothing of who listens there.";
  /** What is no refusal. */
  const others: readonly (readonly [what: string, host: string, port: number])[] = [
    ["a host that is none", "not a host", 80],
    ["a URL", "http://127.0.0.1", 80],
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
          ifReturned(true, hardCodedTrue),
          ifThrew("Error", "throwing another error than the one that came: `throw error` passes it on unchanged."),
        );
    });
  }
});

const hardCodedTrue = "answering true before anything was tried.";

describe("Task 3: connectionFacts", () => {
  const see = { meta: { see: "In the lesson: What a connection is" } };
  const AFTER_CLOSE =
    "reading after close(), or before connect(): only an open connection has addresses and ports.";
  const isWithoutNumbers = (value: unknown) =>
    typeof value === "object" && value !== null && Object.values(value).every((each) => each === undefined);

  check("tells the four numbers of the connection", see, async ({ submission, practice }) => {
    const facts = await submission.connectionFacts(practice.host, practice.port);
    void facts;
  });
});

function status(statusCode: number, reasonPhrase: string) {
  return {
    steps: [{ send: `HTTP/1.1 ${statusCode} ${reasonPhrase}\r\nContent-Length: 0\r\n\r\n` }],
    end: "keep",
  } as const;
}

/** A port at which nobody listens, for as long as the check runs. */
async function refusedPort(practice: PracticeFixture): Promise<number> {
  const { peers } = await practice.startPeers();
  return peers.find(({ fault }) => fault.name === "refused")!.port;
}

function mustBeOneConnection(practice: PracticeFixture, none = OPENS_NOTHING): void {
  void none;
  void practice;
}
