// A picture told in words, for those who do not see it.

import { fullName } from "../concepts.js";
import { relationSays, relationWords } from "./links.js";
import { t } from "../words.js";

/** @import { Store } from "../store.js" */
/** @import { Picture } from "./neighbourhood.js" */

/**
 * @param {Store} store
 * @param {Picture} picture
 */
export function inSentences(store, picture) {
  const said = picture.lines.map(({ source, predicate, target }) =>
    t("graph.sentence", { source: fullName(store, source), relation: relationSays(store, predicate), target: fullName(store, target) }),
  );
  return `${howMuch(picture)} ${said.join(" ")}`.trim();
}

/**
 * What the lines of a picture say: typed relations in its direction; on a way each step, read downwards.
 * @param {Store} store
 * @param {"around" | "way" | "given"} kind
 * @param {Picture} picture
 */
export function lineWords(store, kind, { dots, lines }) {
  if (kind === "way") return dots.slice(1).map((dot) => t("graph.then", { relation: relationWords(store, dot.by) }));
  return lines.map(({ predicate }) => (store.predicates[predicate].kind === "typed" ? relationWords(store, predicate) : ""));
}

/** How much is drawn, and how much is not. @param {Picture} picture */
export function howMuch({ dots, lines, left, isMore }) {
  const drawn = `${t("graph.concepts", { count: dots.length })}, ${t("graph.relations", { count: lines.length })}.`;
  return left ? `${drawn} ${t(isMore ? "graph.left_more" : "graph.left", { count: left })}` : drawn;
}
