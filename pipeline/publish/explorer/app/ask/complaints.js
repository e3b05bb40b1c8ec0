// Why there is no answer, in words: what the engine says is English, and for those who build it.

import { BlockError } from "../blocks.js";
import { t } from "../words.js";
import { AskError } from "./reading.js";

/** @param {unknown} error */
export function worded(error) {
  if (error instanceof BlockError) return t("shell.damaged", { block: error.message });
  if (error instanceof AskError) return t(error.key, error.values);
  return t("ask.broken", { message: error instanceof Error ? error.message : String(error) });
}

/**
 * What the engine refused, with its place in the text as the person wrote it.
 * @param {string} message as the engine says it: "error at 2:12: expected ..."
 * @param {string} text
 * @param {number} shift how many characters stood before it in the first line
 */
export function located(message, text, shift) {
  const found = /^error at (\d+):(\d+)/.exec(message);
  if (!found) return new AskError("ask.engine", { message });
  const place = offset(text, Number(found[1]), Number(found[2]) - (found[1] === "1" ? shift : 0));
  if (message.includes("variable that is unbound")) return new AskError("ask.unbound");
  if (message.includes("IRI parsing failed")) {
    const start = text.lastIndexOf("<", place);
    if (start >= 0) return new AskError("ask.no_iri", { iri: /^<[^>\n]*>?/.exec(text.slice(start))?.[0] ?? "<" }, start);
  }
  const word = /^\s*([\p{L}\p{N}_?$:-]+|\S)/u.exec(text.slice(place));
  if (!word) return new AskError("ask.ends_early", {}, text.trimEnd().length);
  return new AskError("ask.unexpected", { word: word[1] }, place + word[0].length - word[1].length);
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
  return before + [...(lines[line - 1] ?? "")].slice(0, column - 1).join("").length;
}

/**
 * The line and the column of a place, counted from 1.
 * @param {string} text
 * @param {number} place
 */
export function lineAndColumn(text, place) {
  const lines = text.slice(0, place).split("\n");
  return { line: lines.length, column: [...(lines.at(-1) ?? "")].length + 1 };
}
