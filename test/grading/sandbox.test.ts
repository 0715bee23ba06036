// What only a sandbox stops: files, the network, other processes, the machine's room for more of them.

import { once } from "node:events";
import { createServer, type Server } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadLesson } from "../../src/course/index.ts";
import { type Grade, gradeLesson } from "../../src/grading/index.ts";
import { built, fixture, root } from "../support/grade-file.ts";
import { eventually, processes } from "../support/processes.ts";
import { isMissing, isolation } from "../support/sandbox.ts";

describe.skipIf(isMissing)("acts in a sandbox", () => {
  const socket = `http-by-hand-${process.pid}`;
  let servers: Server[];
  let grade: Grade;

  beforeAll(async () => {
    servers = [createServer().listen(0, "::"), createServer().listen(`\0${socket}`)];
    await Promise.all(servers.map((server) => once(server, "listening")));
    const { port } = servers[0]!.address() as { port: number };
    Object.assign(process.env, {
      OUTSIDE_PORT: port,
      OUTSIDE_SOCKET: socket,
      OUTSIDE_PID: process.pid,
      COURSE: root,
    });
    const lesson = await loadLesson(root, "03-responses");
    const files = { ...lesson.files, grader: fixture("graders/tries-acts.test.ts") };
    const file = fixture("hostile/sandboxed/acts.ts");
    grade = await gradeLesson({ ...lesson, files }, { file }, { root, built, isolation, seed: 1 });
  });

  afterAll(() => {
    for (const server of servers) server.close();
  });

  test("come to nothing", () => {
    expect(grade.couldNotGrade).toBeUndefined();
    const failed = grade.checks.filter(({ state }) => state !== "passed");
    expect(failed.map(({ title, failure }) => ({ title, ...failure, exchange: undefined }))).toEqual([]);
    expect(grade.checks.length).toBeGreaterThan(15);
  });

  test("leave no process, though it is in a session of its own", async () => {
    await eventually("it has gone", () =>
      // By the number of this process: the same test may run beside this one.
      processes().every(({ words }) => !words.includes(`http-by-hand-daemon-${process.pid}`)),
    );
  });

  test("say in the grade what was in force", () => {
    expect(grade.isolation).toBe(isolation.tools.name);
  });
});
