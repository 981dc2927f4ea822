/** Numbers as bytes: small ones take one, so that a quiet hour takes a line's worth of them. Pure. */

const CONTINUES = 0x80;
const SEVEN_BITS = 0x7f;

/** Grows as it is written. */
export class ByteWriter {
  private buffer = new Uint8Array(1_024);
  private length = 0;

  /** Writes one byte. */
  byte(value: number): void {
    if (this.length === this.buffer.length) {
      const grown = new Uint8Array(this.buffer.length * 2);
      grown.set(this.buffer);
      this.buffer = grown;
    }
    this.buffer[this.length] = value;
    this.length += 1;
  }

  /** Writes a whole number of any size from 0 on, seven bits a byte. */
  number(value: number): void {
    let rest = Math.max(0, Math.round(value));
    while (rest > SEVEN_BITS) {
      this.byte((rest % CONTINUES) | CONTINUES);
      rest = Math.floor(rest / CONTINUES);
    }
    this.byte(rest);
  }

  /** Gives what was written. */
  take(): Uint8Array {
    return this.buffer.slice(0, this.length);
  }
}

/** Reads what `ByteWriter` wrote. Throws a RangeError where the bytes end too early. */
export class ByteReader {
  private readonly bytes: Uint8Array;
  private at = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get done(): boolean {
    return this.at >= this.bytes.length;
  }

  /** Reads one byte. */
  byte(): number {
    const value = this.bytes[this.at];
    if (value === undefined) throw new RangeError('The bytes end too early.');
    this.at += 1;
    return value;
  }

  /** Reads a number of any size. */
  number(): number {
    let value = 0;
    for (let scale = 1; ; scale *= CONTINUES) {
      if (scale > Number.MAX_SAFE_INTEGER) throw new RangeError('A number has no end.');
      const next = this.byte();
      value += (next & SEVEN_BITS) * scale;
      if (next < CONTINUES) return value;
    }
  }

  /** Goes on after so many bytes. */
  skip(count: number): void {
    this.at += count;
  }
}
