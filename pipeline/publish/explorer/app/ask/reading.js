// What must be known of a query before it runs: what it asks for, what is refused, how far it may go.

import { pieces } from "./lexer.js";

/** @import { Piece } from "./lexer.js" */

/** How many rows an answer may have. */
export const MOST = 10_000;
// The parser of Oxigraph recurses: the same bounds as `glossograph query`.
const LONGEST = 20_000;
const DEEPEST = 100;
const UPDATES = /^(?:INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)/i;
const OUTWARD = /SERVICE|LOAD/i;
const ESCAPES = /\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})/g;

/** A query that does not run: the words that say why, and where in its text that is (or -1). */
export class AskError extends Error {
  /**
   * @param {string} key
   * @param {Record<string, string | number>} [values]
   * @param {number} [place]
   */
  constructor(key, values = {}, place = -1) {
    super(key);
    this.key = key;
    this.values = values;
    this.place = place;
  }
}

/**
 * A query made ready: `text` is what runs, `shift` how many characters stand before the person's own.
 * @typedef {{ text: string, unlimited: string, shift: number, form: "rows" | "graph", union: boolean }} Prepared
 */

/**
 * Make a query ready. Throws AskError for what is refused: updates, calls to other servers, what
 * would exhaust the parser, a prefix that nobody declares.
 * @param {string} query
 * @param {Record<string, string>} prefixes those that need no declaration
 * @returns {Prepared}
 */
export function prepared(query, prefixes) {
  const read = pieces(query).filter(({ kind }) => kind !== "comment");
  refuse(query, read);
  const missing = undeclared(read, prefixes);
  const declared = missing.map((prefix) => `PREFIX ${prefix}: <${prefixes[prefix]}> `).join("");
  const limited = atMost(query, read, MOST + 1);
  return {
    text: declared + limited,
    unlimited: declared + query,
    shift: declared.length,
    form: /^(?:CONSTRUCT|DESCRIBE)/i.test(verb(read)?.text ?? "") ? "graph" : "rows",
    union: !read.some((piece) => isWord(piece, "FROM")),
  };
}

/**
 * A query with those of its prefixes declared that need no declaration here, so that it runs elsewhere.
 * @param {string} query
 * @param {Record<string, string>} prefixes
 */
export function withPrefixes(query, prefixes) {
  const read = pieces(query).filter(({ kind }) => kind !== "comment");
  const used = usedPrefixes(read).filter(({ prefix }) => prefix in prefixes && !declaredIn(read).has(prefix));
  const names = [...new Set(used.map(({ prefix }) => prefix))];
  return names.map((prefix) => `PREFIX ${prefix}: <${prefixes[prefix]}>\n`).join("") + query;
}

/**
 * @param {string} query
 * @param {Piece[]} read
 */
function refuse(query, read) {
  if (query.length > LONGEST) throw new AskError("ask.too_long", { count: LONGEST });
  const first = verb(read);
  if (first && UPDATES.test(first.text)) throw new AskError("ask.no_update", { word: first.text.toUpperCase() }, first.start);
  // An escape may stand for any character, that of a keyword too.
  const unescaped = query.replace(ESCAPES, (_, short, long) => String.fromCodePoint(parseInt(short ?? long, 16) % 0x110000));
  for (const form of unescaped === query ? [read] : [read, pieces(unescaped)]) {
    let depth = 0;
    for (const { kind, text, start } of form) {
      const place = form === read ? start : -1;
      if (kind === "word" && OUTWARD.test(text)) throw new AskError("ask.no_service", { word: text.toUpperCase() }, place);
      if (kind !== "sign") continue;
      depth += Number("({[".includes(text)) - Number(")}]".includes(text));
      if (depth > DEEPEST) throw new AskError("ask.too_deep", { count: DEEPEST }, place);
    }
  }
}

/**
 * The word that says what is asked: the first after BASE and PREFIX.
 * @param {Piece[]} read
 */
function verb(read) {
  return read.find((piece) => piece.kind === "word" && !isWord(piece, "PREFIX") && !isWord(piece, "BASE"));
}

/**
 * @param {Piece} piece
 * @param {string} word
 */
function isWord({ kind, text }, word) {
  return kind === "word" && text.toUpperCase() === word;
}

/** @param {Piece[]} read */
function declaredIn(read) {
  const names = read.filter((piece, i) => piece.kind === "name" && i > 0 && isWord(read[i - 1], "PREFIX"));
  return new Set(names.map(({ text }) => text.slice(0, -1)));
}

/** @param {Piece[]} read */
function usedPrefixes(read) {
  return read
    .filter((piece, i) => piece.kind === "name" && !(i > 0 && isWord(read[i - 1], "PREFIX")))
    .map(({ text, start }) => ({ prefix: text.slice(0, text.indexOf(":")), start }));
}

/**
 * The prefixes that are used, not declared and known. Throws where one is not known.
 * @param {Piece[]} read
 * @param {Record<string, string>} prefixes
 */
function undeclared(read, prefixes) {
  const declared = declaredIn(read);
  /** @type {Set<string>} */
  const missing = new Set();
  for (const { prefix, start } of usedPrefixes(read)) {
    if (prefix === "_" || declared.has(prefix)) continue;
    if (!(prefix in prefixes)) throw new AskError("ask.no_prefix", { prefix }, start);
    missing.add(prefix);
  }
  return [...missing];
}

/**
 * A query with at most so many solutions: an endless answer must not fill the memory.
 * @param {string} query
 * @param {Piece[]} read
 * @param {number} most
 */
function atMost(query, read, most) {
  let depth = 0;
  let [closed, end] = [false, query.length];
  for (const [i, piece] of read.entries()) {
    if (piece.kind === "sign") {
      depth += Number("({[".includes(piece.text)) - Number(")}]".includes(piece.text));
      closed ||= piece.text === "}" && depth === 0;
    } else if (depth === 0 && closed && isWord(piece, "LIMIT")) {
      const limit = read[i + 1];
      if (limit?.kind !== "number" || Number(limit.text) <= most) return query;
      return query.slice(0, limit.start) + most + query.slice(limit.start + limit.text.length);
    } else if (depth === 0 && isWord(piece, "VALUES")) {
      end = Math.min(end, piece.start);
    }
  }
  if (/^ASK/i.test(verb(read)?.text ?? "")) return query;
  return `${query.slice(0, end)}\nLIMIT ${most}\n${query.slice(end)}`;
}
