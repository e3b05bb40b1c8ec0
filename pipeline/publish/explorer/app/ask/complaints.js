// Why there is no answer, in words: what the engine says is English, and for those who build it.

import { BlockError } from "../blocks.js";
import { t } from "../words.js";
import { pieceAt } from "./lexer.js";
import { AskError } from "./reading.js";

/** @param {unknown} error */
export function worded(error) {
  if (error instanceof BlockError) return t("shell.damaged", { block: error.message });
  if (error instanceof AskError) return t(error.key, error.values);
  return t("ask.broken", { message: error instanceof Error ? error.message : String(error) });
}

/**
 * What the engine refused, in words and with its place in the text as the person wrote it.
 * @param {string} message as the engine says it
 * @param {string} text
 * @param {number} place where the engine met what it did not expect, or -1
 */
export function located(message, text, place) {
  if (!message.startsWith("error at")) return new AskError("ask.engine", { message });
  if (message.includes("variable that is unbound")) return new AskError("ask.unbound");
  const end = text.trimEnd().length;
  if (place >= end) return new AskError("ask.ends_early", {}, end);
  const piece = pieceAt(text, Math.max(0, place));
  if (piece?.kind === "iri" && message.includes("IRI parsing failed")) return new AskError("ask.no_iri", { iri: piece.text }, piece.start);
  return new AskError("ask.unexpected", { word: piece?.text ?? "" }, place);
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
