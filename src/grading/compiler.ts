// A process that compiles, one file after the other. What it is asked, compiler-process.ts says.

import { compileSubmission } from "./compile.ts";
import type { CompileOrder } from "./compiler-process.ts";

process.on("message", async ({ file, options }: CompileOrder) => {
  process.send?.(await compileSubmission(file, options));
});
// Whoever gave the orders is gone.
process.on("disconnect", () => process.exit());
