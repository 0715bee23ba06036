// The grader of lesson 99. Each check says what it demands, asks the submission, and names the usual causes.

import { checksOf, describe, ifReturned } from "#grader";

const check = checksOf<typeof import("#submission/99-template")>();

/** The value that a task's worked example gives, whatever was asked. */
const hardCoded = (value: unknown) =>
  ifReturned(
    value,
    "answering every call as the worked example: the inputs are others in each run, so the answer has to come from them.",
  );

describe("Task 1: requestLine", () => {
  const see = { meta: { see: "RFC 9112 §3; in the lesson: The octets", atOnce: true } };

  // TODO: the checks of your first task, with one sentence for each mistake that people make.
  check("writes method, request-target and version", see, async ({ submission, random }) => {
    const [method, target] = ["PUT", `/${random.word()}`];
    await submission
      .requestLine(method, target)
      .returns(
        `${method} ${target} HTTP/1.1`,
        hardCoded("GET /get HTTP/1.1"),
        ifReturned(`${method} ${target}`, "leaving out the version, which ends each request-line."),
      );
  });
});

describe("Task 2: statusOf", () => {
  const see = { meta: { see: "RFC 9110 §15; in the lesson: A program" } };

  // TODO: the checks of your second task.
  check("returns the status code", see, async ({ submission, practice, random }) => {
    const code = random.integer(405, 598);
    const path = `/status/${code}`;
    await submission.statusOf(practice.host, practice.port, path).returns(code, hardCoded(404));
    practice.mustHaveReceived(
      [`GET ${path}`],
      "another method or target than GET and the path as it is given.",
    );
  });

  check("closes the connection", see, async ({ submission, practice }) => {
    await submission.statusOf(practice.host, practice.port, "/status/404").returns(404);
    await practice.mustBeClosed("never closing the connection: getting a response leaves it open.");
  });
});
