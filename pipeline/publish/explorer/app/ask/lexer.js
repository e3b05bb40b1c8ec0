// SPARQL read as text, piece by piece (SPARQL 1.1, 19.8): for the colours of the editor and for what
// must be known of a query before it runs.

/**
 * @typedef {"comment" | "iri" | "string" | "variable" | "language" | "name" | "number" | "word" | "sign"} Kind
 * @typedef {{ kind: Kind, text: string, start: number }} Piece
 */

/** @type {[Kind, RegExp][]} */
const PATTERNS = [
  ["comment", /#[^\n\r]*/uy],
  ["iri", /<[^<>"{}|^`\\\x00-\x20]*>/uy],
  ["string", /"""(?:\\.|[^\\])*?"""|'''(?:\\.|[^\\])*?'''|"(?:\\.|[^"\\\n\r])*"|'(?:\\.|[^'\\\n\r])*'/suy],
  ["variable", /[?$][\p{L}\p{N}_]+/uy],
  ["language", /@[A-Za-z]+(?:-[A-Za-z0-9]+)*/uy],
  ["name", /(?:[\p{L}\p{N}_-][\p{L}\p{N}_.-]*)?:(?:[\p{L}\p{N}_:%-]|\.(?=[\p{L}\p{N}_:%.-]))*/uy],
  ["number", /[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/uy],
  ["word", /[A-Za-z_][A-Za-z0-9_]*/uy],
  ["sign", /\S/uy],
];

/**
 * The pieces of a text, without the blanks between them.
 * @param {string} text
 * @returns {Piece[]}
 */
export function pieces(text) {
  /** @type {Piece[]} */
  const found = [];
  for (let start = 0; start < text.length; ) {
    const piece = pieceAt(text, start);
    if (piece) found.push(piece);
    start += piece ? piece.text.length : 1;
  }
  return found;
}

/**
 * The piece that begins at a place, if one does.
 * @param {string} text
 * @param {number} start
 * @returns {Piece | undefined}
 */
export function pieceAt(text, start) {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = start;
    const found = pattern.exec(text);
    if (found) return { kind, text: found[0], start };
  }
  return undefined;
}
