import { describe, expect, test } from "vitest";
import { findRoute, similarPaths } from "../../src/practice/find-route.ts";
import { routes } from "../../src/practice/routes.ts";

describe("findRoute", () => {
  test.each([
    ["/get", "/get", []],
    ["//get", "/get", []],
    ["/%67et", "/get", []],
    ["/links/3/0", "/links/{n}/{offset}", ["3", "0"]],
    ["/basic-auth/a%20b/c%2Fd", "/basic-auth/{user}/{password}", ["a b", "c/d"]],
    ["/base64/%zz", "/base64/{value}", ["%zz"]],
    ["/anything/a/b%20c/", "/anything/{path...}", ["a/b c/"]],
    ["/cache/0", "/cache/{n}", ["0"]],
    [
      "/digest-auth/auth/u/p/MD5/1",
      "/digest-auth/{qop}/{user}/{password}/{algorithm}/{stale_after}",
      ["auth", "u", "p", "MD5", "1"],
    ],
  ])("%s is %s with %j", (path, expected, values) => {
    const found = findRoute(path, routes);
    expect(found?.route.path).toBe(expected);
    expect(found?.parameters.map(([, value]) => value)).toEqual(values);
  });

  test.each([
    "",
    "/get/",
    "/GET",
    "/anything/",
    "/links/3/-1",
    "/bytes/1.5",
    "/bytes/",
    "/basic-auth/user",
    "/nope",
  ])("%j is none", (path) => expect(findRoute(path, routes)).toBeUndefined());
});

test("similarPaths begin with the same segment", () => {
  expect(similarPaths("/links/x", routes)).toEqual(["/links/{n}", "/links/{n}/{offset}"]);
  expect(similarPaths("/nope", routes)).toEqual([]);
});

test("each route is the one that its own example finds", () => {
  for (const { path, example } of routes) {
    expect(path.includes("{") && example === undefined, `${path} needs an example`).toBe(false);
    expect(findRoute((example ?? path).split("?")[0] ?? "", routes)?.route.path).toBe(path);
  }
});
