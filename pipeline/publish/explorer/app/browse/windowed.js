// A long list of which only a part is in the page: "… 240 de plus" shows the next part.

import { t } from "../words.js";

// So many rows at first, and so many more each time.
const PART = 100;

export class Windowed {
  /**
   * @param {HTMLElement} list
   * @param {number} count
   * @param {(n: number) => HTMLElement} row
   * @param {(words: string, show: () => void) => HTMLElement} more a row that shows more when it is pressed
   */
  constructor(list, count, row, more) {
    this._list = list;
    this._count = count;
    this._row = row;
    this._more = more;
    this._from = 0;
    this._to = 0;
    this.reach(0);
  }

  /** Have row `n` in the page. @param {number} n */
  reach(n) {
    if (n >= this._from && n < this._to) return;
    this._from = n < PART ? 0 : n - PART / 2;
    this._to = this._from;
    this._list.replaceChildren();
    this._extend(this._from, Math.min(this._from + PART, this._count));
  }

  /**
   * Rows before or after those that are there.
   * @param {number} from
   * @param {number} to
   */
  _extend(from, to) {
    for (const row of this._list.querySelectorAll(":scope > .more")) row.remove();
    const rows = Array.from({ length: to - from }, (_, n) => this._row(from + n));
    if (from < this._from) this._list.prepend(...rows);
    else this._list.append(...rows);
    this._from = Math.min(from, this._from);
    this._to = Math.max(to, this._to);
    const { _from: start, _to: end, _count: count } = this;
    if (start > 0) {
      this._list.prepend(this._more(t("browse.before", { count: start }), () => this._press(Math.max(0, start - PART), start, -1)));
    }
    if (end < count) {
      this._list.append(this._more(t("browse.after", { count: count - end }), () => this._press(end, Math.min(count, end + PART), 0)));
    }
  }

  /**
   * Show more where it was asked for: the focus goes to the nearest of what came.
   * @param {number} from
   * @param {number} to
   * @param {number} nearest
   */
  _press(from, to, nearest) {
    this._extend(from, to);
    const rows = [...this._list.querySelectorAll(":scope > :not(.more)")];
    const row = rows.at(nearest < 0 ? to - from - 1 : from - this._from);
    /** @type {HTMLElement | null | undefined} */ (row?.querySelector("a"))?.focus();
  }
}
