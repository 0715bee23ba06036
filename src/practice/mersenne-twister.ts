const SIZE = 624;
const SHIFT = 397;
const HIGHEST_BIT = 0x80000000;
const LOWER_BITS = 0x7fffffff;

/**
 * The random numbers that Python draws after `random.seed(seed)`, so that `/bytes/16?seed=7` gives the very
 * octets that httpbin gives.
 *
 * MT19937 of Matsumoto and Nishimura (1998), seeded as their `init_by_array` with the seed's 32-bit digits,
 * lowest first.
 */
export class MersenneTwister {
  readonly #state = new Uint32Array(SIZE);
  #used = SIZE;

  constructor(seed: bigint) {
    this.#seedWith(digitsOf(seed < 0n ? -seed : seed));
  }

  /** `random.random()`: 53 bits, 0 or more and below 1. */
  random(): number {
    const high = this.#next() >>> 5;
    const low = this.#next() >>> 6;
    return (high * 0x4000000 + low) / 0x20000000000000;
  }

  /** `random.randint(0, 255)`: nine bits, drawn again while they are above 255. */
  octet(): number {
    for (;;) {
      const drawn = this.#next() >>> 23;
      if (drawn < 256) return drawn;
    }
  }

  #seedWith(digits: readonly number[]): void {
    const state = this.#state;
    state[0] = 19650218;
    for (let index = 1; index < SIZE; index += 1) {
      state[index] = Math.imul(1812433253, mixed(state[index - 1]!)) + index;
    }
    let index = 1;
    for (let round = 0; round < Math.max(SIZE, digits.length); round += 1) {
      const place = round % digits.length;
      const multiplied = Math.imul(mixed(state[index - 1]!), 1664525);
      state[index] = (state[index]! ^ multiplied) + digits[place]! + place;
      index = this.#following(index);
    }
    for (let round = 1; round < SIZE; round += 1) {
      state[index] = (state[index]! ^ Math.imul(mixed(state[index - 1]!), 1566083941)) - index;
      index = this.#following(index);
    }
    state[0] = HIGHEST_BIT;
  }

  #following(index: number): number {
    if (index + 1 < SIZE) return index + 1;
    this.#state[0] = this.#state[SIZE - 1]!;
    return 1;
  }

  /** 32 bits. */
  #next(): number {
    if (this.#used === SIZE) this.#renew();
    let bits = this.#state[this.#used]!;
    this.#used += 1;
    bits ^= bits >>> 11;
    bits ^= (bits << 7) & 0x9d2c5680;
    bits ^= (bits << 15) & 0xefc60000;
    return (bits ^ (bits >>> 18)) >>> 0;
  }

  #renew(): void {
    const state = this.#state;
    for (let index = 0; index < SIZE; index += 1) {
      const joined = (state[index]! & HIGHEST_BIT) | (state[(index + 1) % SIZE]! & LOWER_BITS);
      const twist = (joined & 1) === 0 ? 0 : 0x9908b0df;
      state[index] = state[(index + SHIFT) % SIZE]! ^ (joined >>> 1) ^ twist;
    }
    this.#used = 0;
  }
}

function mixed(bits: number): number {
  return bits ^ (bits >>> 30);
}

function digitsOf(seed: bigint): number[] {
  const digits: number[] = [];
  for (let rest = seed; rest > 0n; rest >>= 32n) digits.push(Number(rest & 0xffffffffn));
  return digits.length === 0 ? [0] : digits;
}
