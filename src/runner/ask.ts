import { styleText } from "node:util";
import { select } from "@inquirer/prompts";
import { PromptOutput, type Wrapping } from "./prompt-output.ts";

/** What a prompt of @inquirer takes beside its question. */
interface PromptContext {
  readonly output: PromptOutput;
  readonly signal: AbortSignal;
  clearPromptOnDone: boolean;
}

/**
 * How long a width must stay before the prompt is drawn for it. Whoever drags the edge of a window makes many widths, and
 * what is taken away for one of them would, in a terminal that has the next one already, be a part of the text above.
 */
const SETTLED_MS = 100;

/**
 * Asks, and asks anew in the same place when the terminal gets another width meanwhile: @inquirer would draw the next
 * time below what the terminal made of its rows.
 */
export async function askAtEachWidth<T>(
  ask: (context: PromptContext) => Promise<T>,
  { stdout, env }: NodeJS.Process = process,
): Promise<T> {
  const wrapping = wrappingOf(env);
  for (;;) {
    const width = stdout.columns;
    const output = new PromptOutput(stdout);
    const resized = new AbortController();
    const context: PromptContext = { output, signal: resized.signal, clearPromptOnDone: false };
    let settling: NodeJS.Timeout | undefined;
    const drawAnew = () => {
      if (stdout.columns === width) return;
      output.blank(wrapping);
      context.clearPromptOnDone = true;
      resized.abort();
    };
    const onResize = () => {
      clearTimeout(settling);
      settling = setTimeout(drawAnew, SETTLED_MS);
    };
    stdout.on("resize", onResize);
    try {
      return await ask(context);
    } catch (error) {
      if (!resized.signal.aborted || (error as Error).name !== "AbortPromptError") throw error;
    } finally {
      clearTimeout(settling);
      stdout.off("resize", onResize);
    }
  }
}

/** The console of Linux and xterm itself cut rows off, xterm.js in VS Code spares one, and all others break them. */
function wrappingOf({ TERM, XTERM_VERSION, TERM_PROGRAM }: NodeJS.ProcessEnv): Wrapping {
  if (TERM === "linux" || XTERM_VERSION !== undefined) return "cut";
  return TERM_PROGRAM === "vscode" ? "broken but the cursor's" : "all broken";
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
