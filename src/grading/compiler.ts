// A process that compiles one file and ends. What it is asked, compile-apart.ts says.

import { compileSubmission } from "./compile.ts";
import type { CompileOrder } from "./compile-apart.ts";

process.once("message", async ({ file, options }: CompileOrder) => {
  process.send?.(await compileSubmission(file, options), () => process.disconnect());
});
