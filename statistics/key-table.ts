const FIRST_ROOM = 64;

/** One byte into a running hash (FNV-1a, 32 bits). Start with `HASH_START`. */
export const hashByte = (hash: number, byte: number): number => Math.imul(hash ^ byte, 0x01000193);
export const HASH_START = 0x811c9dc5 | 0;

/**
 * Numbers keys in the order they are first met: 0, 1, 2 … A key is a row of bytes. Memory grows with the number of
 * different keys.
 */
export class KeyTable {
  #count = 0;
  #bytes = new Uint8Array(FIRST_ROOM * 16);
  #ends = new Float64Array(FIRST_ROOM + 1);
  #hashes = new Int32Array(FIRST_ROOM);
  #slots = new Int32Array(FIRST_ROOM * 2);

  get size(): number {
    return this.#count;
  }

  /** The number of the key in `bytes[0 … length − 1]`, a new one if it was not met before. `hash` is its `hashByte` over all bytes. */
  numberOf(bytes: Uint8Array, length: number, hash: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (;;) {
      const key = (slots[slot] ?? 0) - 1;
      if (key < 0) return this.#add(bytes, length, hash, slot);
      if (this.#hashes[key] === hash && this.#equals(key, bytes, length)) return key;
      slot = (slot + 1) & mask;
    }
  }

  /** The bytes of a key. The view is valid until the next key is added. */
  bytesOf(key: number): Uint8Array {
    return this.#bytes.subarray(this.#ends[key], this.#ends[key + 1]);
  }

  #equals(key: number, bytes: Uint8Array, length: number): boolean {
    const from = this.#ends[key] ?? 0;
    if ((this.#ends[key + 1] ?? 0) - from !== length) return false;
    const known = this.#bytes;
    for (let at = 0; at < length; at += 1) if (known[from + at] !== bytes[at]) return false;
    return true;
  }

  #add(bytes: Uint8Array, length: number, hash: number, slot: number): number {
    const key = this.#count;
    const from = this.#ends[key] ?? 0;
    if (from + length > this.#bytes.length) {
      const wider = new Uint8Array(Math.max(this.#bytes.length * 2, from + length));
      wider.set(this.#bytes);
      this.#bytes = wider;
    }
    this.#bytes.set(bytes.subarray(0, length), from);
    this.#slots[slot] = key + 1;
    this.#hashes[key] = hash;
    this.#ends[key + 1] = from + length;
    this.#count = key + 1;
    if (this.#count === this.#hashes.length) this.#widen();
    return key;
  }

  #widen(): void {
    const room = this.#count * 2;
    const hashes = new Int32Array(room);
    hashes.set(this.#hashes);
    this.#hashes = hashes;
    const ends = new Float64Array(room + 1);
    ends.set(this.#ends);
    this.#ends = ends;
    const slots = new Int32Array(room * 2);
    const mask = slots.length - 1;
    for (let key = 0; key < this.#count; key += 1) {
      const hash = hashes[key] ?? 0;
      let slot = (hash ^ (hash >>> 15)) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = key + 1;
    }
    this.#slots = slots;
  }
}
