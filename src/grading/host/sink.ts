/** A place for octets that keeps none of them, and that can hold up whoever writes to it. */
export class Sink {
  /** How many octets came so far. */
  octets = 0;
  readonly #holdAtOctets: number;
  readonly #hold: () => unknown;
  #isHeld = false;

  /**
   * @param holdAtOctets After how many octets a `write` waits, once
   * @param hold What it waits for
   */
  constructor(holdAtOctets: number, hold: () => unknown) {
    this.#holdAtOctets = holdAtOctets;
    this.#hold = hold;
  }

  async write(octets: Uint8Array): Promise<void> {
    this.octets += octets.length;
    if (this.#isHeld || this.octets < this.#holdAtOctets) return;
    this.#isHeld = true;
    await this.#hold();
  }
}
