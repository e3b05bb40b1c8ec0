// The card of a concept, from its place in the vocabulary down to its address.

import { BlockError } from "../blocks.js";
import { openCorrection } from "../correct/correct.js";
import { h } from "../dom.js";
import { t } from "../words.js";
import { askWhy } from "./ask-why.js";
import { definitionPart, sourcesPart } from "./definitions.js";
import { cardFooter } from "./footer.js";
import { namesOf, namesPart } from "./names.js";
import { pathList } from "./paths.js";
import { classLink, part } from "./pieces.js";
import { relationsPart } from "./relations.js";

/** @import { Store } from "../store.js" */

/**
 * @param {Store} store
 * @param {number} concept
 * @param {Details | BlockError | undefined} read its details; what went wrong with them; nothing while they are read
 */
export function conceptCard(store, concept, read) {
  const damage = read instanceof BlockError ? read : undefined;
  const details = read instanceof BlockError ? undefined : read;
  return h(
    "article",
    { class: "sheet" },
    pathList(store, concept),
    ...headline(store, concept),
    classes(store, concept, details),
    damage && h("p", { class: "damage", role: "alert" }, t("card.damaged", { block: damage.message })),
    details && definitionPart(store, details),
    details && sourcesPart(store, details),
    namesPart(store, concept, details),
    relationsPart(store, concept, details),
    details && details.notes.length > 0 && part(t("card.notes"), details.notes.map((note) => h("p", { lang: store.meta.language }, note))),
    h(
      "p",
      { class: "suggestions" },
      ["label", "relation"].map((what) => {
        const kind = /** @type {"suggest-label" | "suggest-relation"} */ (`suggest-${what}`);
        return h("button", { type: "button", class: "button", on: { click: () => openCorrection({ kind, concept }) } }, t(`card.suggest_${what}`));
      }),
    ),
    cardFooter(store, store.iri(concept)),
  );
}

/**
 * The name and the acronyms, and the names in other languages beneath.
 * @param {Store} store
 * @param {number} concept
 */
function headline(store, concept) {
  const name = store.name(concept);
  const qualifier = store.qualifier(concept);
  const others = namesOf(store.labels(concept)).filter((one) => one.text !== name);
  const acronyms = others.filter((one) => one.kind === "acronym");
  const translations = others.filter((one) => one.kind === "preferred");
  return [
    h(
      "div",
      { class: "headline" },
      h("h2", { tabindex: "-1" }, h("span", { lang: store.nameLanguage(concept) }, name), qualifier && h("span", { class: "qualifier" }, ` (${qualifier})`)),
      acronyms.length > 0 && h("ul", { class: "acronyms", "aria-label": t("card.acronyms") }, acronyms.map(({ text, labels }) => h("li", { lang: labels[0].lang }, text))),
    ),
    ...translations.map(({ text, labels }) => h("p", { class: "translation", lang: labels[0].lang }, text)),
  ];
}

/**
 * The classes: the one its place gives, and those its definition gives, with the reasons.
 * @param {Store} store
 * @param {number} concept
 * @param {Details | undefined} details
 */
function classes(store, concept, details) {
  const reasons = new Map(details?.types.map(({ cls, why }) => [cls, why]));
  const all = [...new Set([store.cls(concept), ...reasons.keys()])].filter((cls) => cls >= 0);
  return (
    all.length > 0 &&
    h(
      "ul",
      { class: "rows classes", "aria-label": t("card.class") },
      all.map((cls) => {
        const why = reasons.get(cls);
        return h("li", {}, h("span", { class: "what" }, classLink(store, cls)), why && askWhy(store, t("card.class"), why));
      }),
    )
  );
}
