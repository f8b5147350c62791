type Numbers = Int8Array | Uint8Array | Int16Array | Int32Array | Uint32Array;

/** A column of small numbers that grows: a million of them take as many bytes as they need and no more. */
export class Growing<Kind extends Numbers> {
  #numbers: Kind;
  length = 0;
  readonly #make: (length: number) => Kind;

  constructor(make: (length: number) => Kind) {
    this.#make = make;
    this.#numbers = make(1024);
  }

  push(value: number): void {
    if (this.length === this.#numbers.length) {
      const larger = this.#make(this.length * 2);
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    this.#numbers[this.length++] = value;
  }

  at(index: number): number {
    return this.#numbers[index] ?? 0;
  }

  set(index: number, value: number): void {
    this.#numbers[index] = value;
  }
}

/** Texts by a number of their own, in the order they are met. */
export class Numbered {
  readonly texts: string[] = [];
  readonly #byText = new Map<string, number>();

  numberOf(text: string): number {
    const known = this.#byText.get(text);
    if (known !== undefined) return known;
    this.#byText.set(text, this.texts.length);
    return this.texts.push(text) - 1;
  }

  find(text: string): number | null {
    return this.#byText.get(text) ?? null;
  }
}
