// The view of the way between two concepts.

import { conceptLink, fullName } from "../concepts.js";
import { h } from "../dom.js";
import { t } from "../words.js";
import { linkOf, linkOfWay } from "./address.js";
import { relationSays } from "./links.js";
import { pictureOfWay, shortestWay } from "./way.js";

/** @import { Store } from "../store.js" */
/** @import { Show } from "./scene.js" */

/**
 * The way, or null where there is none.
 * @param {Store} store
 * @param {number} from
 * @param {number} to
 * @returns {Show | null}
 */
export function along(store, from, to) {
  const lines = shortestWay(store, from, to);
  if (!lines) return null;
  return {
    kind: "way",
    picture: pictureOfWay(store, from, lines),
    title: t("graph.way", { from: fullName(store, from), to: fullName(store, to) }),
    file: `${store.slug(from)}-${store.slug(to)}-${t("graph.file_way")}`,
  };
}

/**
 * The way in one sentence, or that there is none; then the way back.
 * @param {Store} store
 * @param {number} from
 * @param {number} to
 * @param {Show | null} show
 */
export function wayInWords(store, from, to, show) {
  if (from === to) return h("p", {}, t("graph.same"));
  if (!show) return h("p", {}, t("graph.no_way", { from: fullName(store, from), to: fullName(store, to) }));
  const steps = show.picture.dots.slice(1);
  return h(
    "p",
    {},
    t("graph.way_steps", { count: steps.length }),
    " ",
    name(store, from),
    steps.map(({ by, concept }) => [" ", h("span", { class: "soft" }, relationSays(store, by)), " ", name(store, concept)]),
    ". ",
    h("a", { href: linkOfWay(store, to, from), "data-key": "turn" }, t("graph.turn")),
  );
}

/** @param {Store} store @param {number} concept */
function name(store, concept) {
  return conceptLink(store, concept, { href: linkOf(store, concept) });
}
