// Who is linked to whom: lists of numbers in two arrays instead of one array a concept.

/** Lists by concept, one after another: `starts[i]` to `starts[i + 1]` of `values` are those of i. */
export class Lists {
  /**
   * @param {Uint32Array} counts how long the list of each is
   * @param {Uint32Array} values
   */
  constructor(counts, values) {
    this.starts = sums(counts);
    this.values = values;
  }

  /** @param {number} i */
  of(i) {
    return this.values.subarray(this.starts[i], this.starts[i + 1]);
  }
}

/**
 * The other way round: who has a number in its list, in ascending order.
 * @param {Lists} lists
 * @param {number} size
 */
export function reversed(lists, size) {
  const counts = new Uint32Array(size);
  for (const value of lists.values) counts[value]++;
  const found = new Lists(counts, new Uint32Array(lists.values.length));
  const next = found.starts.slice();
  for (let i = 0; i < size; i++) for (const value of lists.of(i)) found.values[next[value]++] = i;
  return found;
}

/** Relations with both their directions, of which the page holds one. */
export class Relations {
  /**
   * @param {Uint32Array} counts
   * @param {Uint32Array} predicates
   * @param {Uint32Array} targets
   * @param {number[]} inverses the inverse of each predicate, -1 where it has none
   */
  constructor(counts, predicates, targets, inverses) {
    const size = counts.length;
    const stated = new Lists(counts, targets);
    const all = counts.slice();
    targets.forEach((target, at) => {
      if (inverses[predicates[at]] >= 0) all[target]++;
    });
    this._starts = sums(all);
    this._predicates = new Uint16Array(this._starts[size]);
    this._targets = new Uint32Array(this._starts[size]);
    const next = this._starts.slice();
    /** @param {number} i @param {number} predicate @param {number} target */
    const add = (i, predicate, target) => {
      this._predicates[next[i]] = predicate;
      this._targets[next[i]++] = target;
    };
    for (let i = 0; i < size; i++) {
      for (let at = stated.starts[i]; at < stated.starts[i + 1]; at++) {
        add(i, predicates[at], targets[at]);
        const inverse = inverses[predicates[at]];
        if (inverse >= 0) add(targets[at], inverse, i);
      }
    }
  }

  /** In the reading order of predicates, then of names. @param {number} i @returns {Relation[]} */
  of(i) {
    const found = [];
    for (let at = this._starts[i]; at < this._starts[i + 1]; at++) {
      found.push({ predicate: this._predicates[at], target: this._targets[at] });
    }
    return found.sort((a, b) => a.predicate - b.predicate || a.target - b.target);
  }
}

/** @param {Uint32Array} counts */
export function sums(counts) {
  const found = new Uint32Array(counts.length + 1);
  for (let i = 0; i < counts.length; i++) found[i + 1] = found[i] + counts[i];
  return found;
}
