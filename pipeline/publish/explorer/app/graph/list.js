// The drawing in words: the same concepts, and what each hangs on.

import { conceptLink, fullName } from "../concepts.js";
import { h } from "../dom.js";
import { linkWith } from "../state.js";
import { t } from "../words.js";
import { linkOf } from "./address.js";
import { relationSays } from "./links.js";

/** @import { Store } from "../store.js" */
/** @import { Dot, Picture } from "./neighbourhood.js" */

/**
 * The concepts by steps from the chosen one, each with the relation to what it hangs on.
 * @param {Store} store
 * @param {Picture} picture
 */
export function listBySteps(store, picture) {
  const steps = [...new Set(picture.dots.map((dot) => dot.steps))].filter((step) => step > 0);
  return steps.map((step) => {
    const dots = picture.dots.filter((dot) => dot.steps === step);
    return h(
      "section",
      {},
      h("h3", {}, t("graph.at_steps", { count: step }), " ", h("span", { class: "soft" }, `(${dots.length})`)),
      h("ul", {}, dots.map((dot) => h("li", {}, link(store, dot.concept), " ", h("span", { class: "soft small" }, hanging(store, dot))))),
    );
  });
}

/**
 * Given concepts, each with the statements that begin at it.
 * @param {Store} store
 * @param {Picture} picture
 */
export function listOfStatements(store, picture) {
  return h(
    "ul",
    {},
    picture.dots.map(({ concept }) => {
      const said = picture.lines.filter((line) => line.source === concept);
      return h(
        "li",
        {},
        link(store, concept),
        said.length > 0 && h("ul", {}, said.map((line) => h("li", { class: "soft small" }, statement(store, line.predicate, line.target)))),
      );
    }),
  );
}

/**
 * A way, step by step.
 * @param {Store} store
 * @param {Picture} picture
 */
export function listOfWay(store, picture) {
  return h(
    "ol",
    {},
    picture.dots.map(({ concept, by }) =>
      h("li", {}, by >= 0 && h("span", { class: "soft small" }, t("graph.then", { relation: relationSays(store, by) }), " "), link(store, concept)),
    ),
  );
}

/** @param {Store} store @param {number} concept */
function link(store, concept) {
  return conceptLink(store, concept, { href: linkOf(store, concept), shape: true });
}

/**
 * How a concept hangs on the one that it was found from, read from it: "mesure « fidélité »".
 * @param {Store} store
 * @param {Dot} dot
 */
export function hanging(store, { from, by }) {
  if (from < 0) return "";
  const { inverse } = store.predicates[by];
  if (inverse >= 0) return statement(store, inverse, from);
  return t("graph.seen_from", { relation: relationSays(store, by), name: fullName(store, from) });
}

/**
 * @param {Store} store
 * @param {number} predicate
 * @param {number} target
 */
function statement(store, predicate, target) {
  return t("graph.statement", { relation: relationSays(store, predicate), name: fullName(store, target) });
}

/** The two ways to see the same, as links. @param {boolean} asList */
export function twoWays(asList) {
  const ways = /** @type {const} */ ([["", "graph.as_graph", !asList], ["list", "graph.as_list", asList]]);
  return h(
    "nav",
    { class: "choice", "aria-label": t("graph.as") },
    ways.map(([as, key, isShown]) => h("a", { href: linkWith({ as }), "data-key": `as-${as}`, "aria-current": isShown ? "true" : null }, t(key))),
  );
}
