import { SUBMISSION_NAME } from "../bridge/messages.ts";

/** The exports of the learner's module. */
export type LoadedModule = Readonly<Record<string, unknown>>;

/**
 * Runs the compiled submission, handed over as text. It has no file, so that nothing is left behind; its name in stack
 * traces is `SUBMISSION_NAME`.
 */
export async function loadModule(code: string): Promise<LoadedModule> {
  const named = `${code}\n//# sourceURL=${SUBMISSION_NAME}\n`;
  return import(`data:text/javascript;base64,${Buffer.from(named).toString("base64")}`);
}
