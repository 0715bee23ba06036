import { findIsolation, type Isolation } from "../../src/grading/index.ts";
import { built, root } from "./grade-file.ts";

const found = await findIsolation({ root, built });

/** What tests of the sandbox need. Where it is missing, they are skipped, and say why. */
export const isolation: Isolation & { readonly kind: "strict" } = found as never;
export const isMissing = found.kind !== "strict";

if (found.kind === "none") console.log(`Tests of the sandbox are skipped: ${found.reason}`);
