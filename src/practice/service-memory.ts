import { Draws } from "./draws.ts";
import { FaultTurns } from "./faults/turns.ts";
import { ItemShelf } from "./item-shelf.ts";

/** What a service remembers from one request to the next. Each service starts with nothing. */
export interface ServiceMemory {
  readonly items: ItemShelf;
  readonly draws: Draws;
  /** Which answer a fault that changes from request to request gives next. */
  readonly faultTurns: FaultTurns;
}

export function newMemory(): ServiceMemory {
  return { items: new ItemShelf(), draws: new Draws(), faultTurns: new FaultTurns() };
}
