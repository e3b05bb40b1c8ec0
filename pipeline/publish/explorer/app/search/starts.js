// Where words begin, by their first two letters: what begins with "sa" is found without reading all.

// a to z, the digits, and one for all the rest, among it the end of a word.
const CODES = 37;

export class WordStarts {
  /**
   * @param {string} text lines of words with a space before each
   * @param {Uint32Array} ends where the lines end
   */
  constructor(text, ends) {
    const bounds = new Uint32Array(CODES * CODES + 1);
    for (let at = text.indexOf(" "); at >= 0; at = text.indexOf(" ", at + 1)) bounds[pair(text, at + 1) + 1]++;
    for (let n = 0; n < CODES * CODES; n++) bounds[n + 1] += bounds[n];
    this._places = new Uint32Array(bounds[CODES * CODES]);
    this._lines = new Uint32Array(bounds[CODES * CODES]);
    const next = bounds.slice();
    for (let k = 0, at = text.indexOf(" "); at >= 0; at = text.indexOf(" ", at + 1)) {
      while (ends[k + 1] <= at) k++;
      const n = next[pair(text, at + 1)]++;
      this._places[n] = at + 1;
      this._lines[n] = k;
    }
    this._bounds = bounds;
  }

  /**
   * Every word that may begin like a text, in order of its place.
   * @param {string} typed
   * @param {(at: number, line: number) => void} visit
   */
  like(typed, visit) {
    const first = pair(typed, 0);
    if (typed.length > 1) this._visit(first, first + 1, visit);
    else this._visit(first - (first % CODES), first - (first % CODES) + CODES, visit);
  }

  /**
   * @param {number} from
   * @param {number} to
   * @param {(at: number, line: number) => void} visit
   */
  _visit(from, to, visit) {
    for (let n = this._bounds[from]; n < this._bounds[to]; n++) visit(this._places[n], this._lines[n]);
  }
}

/**
 * @param {string} text
 * @param {number} at
 */
function pair(text, at) {
  return code(text, at) * CODES + code(text, at + 1);
}

/**
 * @param {string} text
 * @param {number} at
 */
function code(text, at) {
  const unit = text.charCodeAt(at);
  if (unit >= 97 && unit <= 122) return unit - 96;
  return unit >= 48 && unit <= 57 ? unit - 21 : 0;
}
