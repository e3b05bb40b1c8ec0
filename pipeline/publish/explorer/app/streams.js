// Columns of numbers and texts, as pipeline/publish/explorer/streams.py writes them: read from the
// start to the end in the order in which they were written, or each as a whole.

/** Named streams inside the bytes of a block; `numbers` and `texts` are their names, in order. */
export class Streams {
  /**
   * @param {Uint8Array} bytes
   * @param {{ numbers: string[], texts: string[] }} names
   */
  constructor(bytes, { numbers, texts }) {
    const names = [...numbers, ...texts];
    const head = new Numbers(bytes);
    const lengths = names.map(() => head.next());
    /** @type {Map<string, Uint8Array>} */
    this._parts = new Map();
    let at = head.at;
    names.forEach((name, i) => {
      this._parts.set(name, bytes.subarray(at, at + lengths[i]));
      at += lengths[i];
    });
    if (at !== bytes.length) throw new RangeError("the streams do not fill their block");
    this._numbers = new Map(numbers.map((name) => [name, new Numbers(this._part(name))]));
    /** @type {Map<string, Iterator<string>>} */
    this._texts = new Map();
  }

  /** The next number of a stream. @param {string} name */
  number(name) {
    const stream = this._numbers.get(name);
    if (!stream) throw new RangeError(name);
    return stream.next();
  }

  /** The next text of a stream. @param {string} name @returns {string} */
  text(name) {
    let stream = this._texts.get(name);
    if (!stream) {
      stream = this.joined(name).split("\0")[Symbol.iterator]();
      this._texts.set(name, stream);
    }
    return stream.next().value ?? "";
  }

  /** All numbers of a stream. @param {string} name */
  all(name) {
    const part = this._part(name);
    let count = 0;
    for (const byte of part) if (byte < 128) count++;
    const stream = new Numbers(part);
    const found = new Uint32Array(count);
    for (let i = 0; i < count; i++) found[i] = stream.next();
    return found;
  }

  /** All texts of a stream as one, each ended by a NUL. @param {string} name */
  joined(name) {
    return new TextDecoder().decode(this._part(name));
  }

  /** @param {string} name */
  _part(name) {
    const part = this._parts.get(name);
    if (!part) throw new RangeError(name);
    return part;
  }
}

/** Texts in one string, each ended by a NUL: no string of its own until it is asked for. */
export class Texts {
  /** @param {string} joined */
  constructor(joined) {
    this.joined = joined;
    let count = 0;
    for (let at = joined.indexOf("\0"); at >= 0; at = joined.indexOf("\0", at + 1)) count++;
    this.size = count;
    this._starts = new Uint32Array(count + 1);
    for (let i = 0; i < count; i++) this._starts[i + 1] = joined.indexOf("\0", this._starts[i]) + 1;
  }

  /** @param {number} i */
  at(i) {
    return this.joined.slice(this._starts[i], this._starts[i + 1] - 1);
  }

  /** The place of the text that has a character of the joined string. @param {number} offset */
  holding(offset) {
    let low = 0;
    let high = this.size;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this._starts[middle] <= offset) low = middle;
      else high = middle;
    }
    return low;
  }

  /** The place of a text, or -1. @param {string} text */
  find(text) {
    if (text.includes("\0")) return -1;
    if (this.joined.startsWith(`${text}\0`)) return 0;
    const found = this.joined.indexOf(`\0${text}\0`);
    return found < 0 ? -1 : this.holding(found + 1);
  }
}

/** Numbers in LEB128, one after another. */
class Numbers {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this._bytes = bytes;
    this.at = 0;
  }

  next() {
    let value = 0;
    let shift = 0;
    let byte;
    do {
      if (this.at >= this._bytes.length) throw new RangeError("a stream ends too early");
      byte = this._bytes[this.at++];
      value |= (byte & 127) << shift;
      shift += 7;
    } while (byte > 127);
    return value;
  }
}
