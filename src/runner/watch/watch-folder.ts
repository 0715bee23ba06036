// Saves, as they happen. The file system tells most of them at once; where it tells none (folders of another machine or
// of a container, a system that has run out of watches) and when a folder was replaced, a look now and then finds them.

import { watch } from "node:fs";
import { fingerprintOf } from "./fingerprint.ts";

/** A save is several events, close together. */
const DEBOUNCE_MS = 10;
const LOOK_EVERY_MS = 250;

/** Has the file system tell what happens in a folder. It may throw, and report an error later. */
type Watch = (folder: string, tell: () => void, giveUp: () => void) => { close(): void };

/**
 * Watches the TypeScript files of a folder.
 *
 * @param onSave Called after a save
 * @param listen How to listen to the file system
 */
export function watchFolder(
  folder: string,
  onSave: () => void,
  listen: Watch = watchFileSystem,
): { close(): void } {
  let known = fingerprintOf(folder);
  let debounce: NodeJS.Timeout | undefined;
  const look = () => {
    const now = fingerprintOf(folder);
    if (now === known) return;
    known = now;
    onSave();
  };
  const events = listenOrNot(listen, folder, () => {
    clearTimeout(debounce);
    debounce = setTimeout(look, DEBOUNCE_MS);
  });
  const looking = setInterval(look, LOOK_EVERY_MS);
  return {
    close() {
      clearTimeout(debounce);
      clearInterval(looking);
      events?.close();
    },
  };
}

function listenOrNot(listen: Watch, folder: string, tell: () => void): { close(): void } | undefined {
  try {
    const events = listen(folder, tell, () => events.close());
    return events;
  } catch {
    // The look now and then has to do.
    return undefined;
  }
}

function watchFileSystem(folder: string, tell: () => void, giveUp: () => void) {
  return watch(folder, { persistent: false }, tell).on("error", giveUp);
}
