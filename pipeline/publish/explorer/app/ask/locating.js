// Where a query is wrong. Oxigraph tells the furthest character that it looked at, and looks ahead by
// the length of the keywords that it knows; with wide gaps between the pieces it cannot look past one.

import { pieces } from "./lexer.js";

const GAP = " ".repeat(64);
const APART = "{}()[];,";

/**
 * The place of the piece that the parser does not expect; the length of the text where it ends too early.
 * @param {string} text
 * @param {(wide: string) => string} complaint what the parser says of a text: "error at 1:20: ..."
 */
export function wrongPlace(text, complaint) {
  /** @type {{ wide: number, place: number }[]} */
  const starts = [];
  let [wide, end, last] = ["", 0, ""];
  for (const piece of pieces(text)) {
    if (piece.kind === "comment") continue;
    if (piece.start > end || APART.includes(piece.text) || APART.includes(last)) wide += GAP;
    starts.push({ wide: wide.length, place: piece.start });
    wide += piece.text;
    [end, last] = [piece.start + piece.text.length, piece.text];
  }
  const found = /^error at (\d+):(\d+)/.exec(complaint(wide + GAP + GAP));
  if (!found) return -1;
  const reached = offset(wide, Number(found[1]), Number(found[2]));
  if (reached >= wide.length) return text.length;
  return starts.findLast((start) => start.wide <= reached)?.place ?? 0;
}

/**
 * Where a line and a column are, which count characters from 1.
 * @param {string} text
 * @param {number} line
 * @param {number} column
 */
function offset(text, line, column) {
  const lines = text.split("\n");
  const before = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  const own = [...(lines[line - 1] ?? "")];
  return before + own.slice(0, column - 1).join("").length + Math.max(0, column - 1 - own.length);
}
