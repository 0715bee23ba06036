import * as inspector from "node:inspector";
import type { DebuggerDoor } from "../bridge/messages.ts";

/** What a submission prints with, and a debugger has a console of its own for. */
const PRINTING = ["log", "info", "warn", "error", "debug"] as const;

/**
 * Opens the inspector on loopback, and shows in the debugger's console what the submission prints.
 *
 * @param port 0 for any that is free
 */
export function openInspector(port: number): DebuggerDoor {
  printToDebugger();
  // A debugger that follows its program into every process it starts has attached before this program began.
  if (inspector.url() !== undefined) return { kind: "attached" };
  inspector.open(port, "127.0.0.1");
  const url = inspector.url();
  return url === undefined ? { kind: "taken" } : { kind: "open", port: Number(new URL(url).port) };
}

// The console of this process writes to its output only, where it is gathered.
function printToDebugger(): void {
  for (const method of PRINTING) {
    const print = console[method].bind(console);
    console[method] = (...values: unknown[]) => {
      inspector.console[method](...values);
      print(...values);
    };
  }
}
