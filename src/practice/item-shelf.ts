import { Refusal } from "./refusal.ts";

/** Something that a client has left at `/items`. */
export interface Item {
  readonly id: number;
  /** `""` when it came without. */
  readonly contentType: string;
  readonly content: Uint8Array;
}

const MOST_ITEMS = 1_000;
const MOST_OCTETS = 16 * 1024 * 1024;

/** The items of one service, by number. */
export class ItemShelf {
  readonly #items = new Map<number, Item>();
  #octets = 0;
  #lastId = 0;

  get all(): readonly Item[] {
    return [...this.#items.values()];
  }

  /** @throws {Refusal} 507 when the shelf is full */
  add(contentType: string, content: Uint8Array): Item {
    if (this.#items.size === MOST_ITEMS) throw full(`${MOST_ITEMS} items`);
    this.#lastId += 1;
    return this.#put({ id: this.#lastId, contentType, content });
  }

  find(id: number): Item | undefined {
    return this.#items.get(id);
  }

  /** @throws {Refusal} 507 when the shelf is full */
  replace(id: number, contentType: string, content: Uint8Array): Item {
    return this.#put({ id, contentType, content });
  }

  remove(id: number): void {
    this.#octets -= this.#items.get(id)?.content.length ?? 0;
    this.#items.delete(id);
  }

  #put(item: Item): Item {
    const octets = this.#octets - (this.#items.get(item.id)?.content.length ?? 0) + item.content.length;
    if (octets > MOST_OCTETS) throw full(`${MOST_OCTETS} octets`);
    this.#octets = octets;
    this.#items.set(item.id, item);
    return item;
  }
}

function full(what: string): Refusal {
  return new Refusal(507, `The service keeps ${what} at most: DELETE /items makes room.`);
}
