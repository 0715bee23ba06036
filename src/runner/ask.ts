import { styleText } from "node:util";
import { select } from "@inquirer/prompts";
import { PromptOutput } from "./prompt-output.ts";

/** What a prompt of @inquirer takes beside its question. */
interface PromptContext {
  readonly output: PromptOutput;
  readonly signal: AbortSignal;
  clearPromptOnDone: boolean;
}

/**
 * Asks, and asks anew in the same place when the terminal gets another width meanwhile: @inquirer would draw the next
 * time below what the terminal made of its rows.
 */
export async function askAtEachWidth<T>(
  ask: (context: PromptContext) => Promise<T>,
  { stdout, env }: NodeJS.Process = process,
): Promise<T> {
  // The console of Linux and xterm itself cut off what is too long, and all others break it.
  const breaksRows = env.TERM !== "linux" && env.XTERM_VERSION === undefined;
  for (;;) {
    const width = stdout.columns;
    const output = new PromptOutput(stdout);
    const resized = new AbortController();
    const context: PromptContext = { output, signal: resized.signal, clearPromptOnDone: false };
    const onResize = () => {
      if (stdout.columns === width || resized.signal.aborted) return;
      output.blank(breaksRows);
      context.clearPromptOnDone = true;
      resized.abort();
    };
    stdout.on("resize", onResize);
    try {
      return await ask(context);
    } catch (error) {
      if (!resized.signal.aborted || (error as Error).name !== "AbortPromptError") throw error;
    } finally {
      stdout.off("resize", onResize);
    }
  }
}

/** A choice of a menu. */
interface MenuChoice<Value> {
  readonly value: Value;
  readonly name: string;
  /** What stands there once it was chosen. */
  readonly short?: string;
}

/**
 * Asks for one of some choices.
 *
 * @param choices Made anew for each width of the terminal
 * @param suggested Where the cursor stands at first; at the first choice, when it is none of them
 */
export function choose<Value>(
  message: string,
  choices: () => readonly MenuChoice<Value>[],
  suggested?: Value,
  pageSize?: number,
): Promise<Value> {
  let active = suggested;
  return askAtEachWidth((context) => {
    const now = choices();
    const highlight = (text: string) => {
      const shown = now.find(({ name }) => text.endsWith(name));
      if (shown !== undefined) active = shown.value;
      return styleText("cyan", text);
    };
    return select<Value>(
      {
        message,
        choices: now,
        loop: false,
        theme: { style: { highlight } },
        ...(now.some(({ value }) => value === active) && { default: active as Value }),
        ...(pageSize !== undefined && { pageSize }),
      },
      context,
    );
  });
}
