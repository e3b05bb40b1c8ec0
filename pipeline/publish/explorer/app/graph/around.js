// The view of a concept's neighbourhood: how far, as what, which relations and sources.

import { fullName } from "../concepts.js";
import { h } from "../dom.js";
import { linkWith } from "../state.js";
import { t } from "../words.js";
import { filters, hiddenRelations, wantedSources } from "./filters.js";
import { neighbourhood } from "./neighbourhood.js";

/** @import { Store } from "../store.js" */
/** @import { Show } from "./scene.js" */

const DEPTHS = [1, 2, 3];

/**
 * What the address asks for.
 * @param {Store} store
 * @param {number} centre
 * @param {Record<string, string>} params
 */
export function around(store, centre, params) {
  const wish = { depth: depthOf(params), hidden: hiddenRelations(store, params.hide), only: wantedSources(store, params.only) };
  const picture = neighbourhood(store, centre, wish);
  /** @type {Show} */
  const show = {
    kind: "around",
    picture,
    title: t("graph.around", { name: fullName(store, centre) }),
    file: `${store.slug(centre)}-${t("graph.file_around")}`,
  };
  return { show, filters: filters(store, picture, wish), isFiltered: wish.hidden.size > 0 || wish.only !== null };
}

/** @param {Record<string, string>} params */
function depthOf(params) {
  return DEPTHS.find((one) => String(one) === params.depth) ?? 1;
}

/** How many steps, as links. @param {Record<string, string>} params */
export function depthChoice(params) {
  const depth = depthOf(params);
  return h(
    "nav",
    { class: "choice", "aria-label": t("graph.depth") },
    h("span", { class: "soft small", "aria-hidden": "true" }, t("graph.steps")),
    DEPTHS.map((one) =>
      h(
        "a",
        { href: linkWith({ depth: one === 1 ? "" : String(one) }), "data-key": `depth-${one}`, "aria-current": one === depth ? "true" : null, "aria-label": t("graph.so_many_steps", { count: one }) },
        String(one),
      ),
    ),
  );
}
