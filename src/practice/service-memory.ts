import { Draws } from "./draws.ts";
import { ItemShelf } from "./item-shelf.ts";

/** What a service remembers from one request to the next. Each service starts with nothing. */
export interface ServiceMemory {
  readonly items: ItemShelf;
  readonly draws: Draws;
}

export function newMemory(): ServiceMemory {
  return { items: new ItemShelf(), draws: new Draws() };
}
