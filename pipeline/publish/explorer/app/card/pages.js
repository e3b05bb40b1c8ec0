// The pages of the card that are of no concept: a source, a class, and a link that leads nowhere.

import { conceptLink } from "../concepts.js";
import { h, outward } from "../dom.js";
import { glyph } from "../glyph.js";
import { linkTo, linkWith } from "../state.js";
import { figure, languageName, say, t } from "../words.js";
import { cardFooter } from "./footer.js";
import { nearest } from "./near.js";
import { cutList, facts, part } from "./pieces.js";

/** @import { Store } from "../store.js" */
/** @import { Child } from "../dom.js" */

const FIRST = 30;

/**
 * @param {Store} store
 * @param {string} id
 */
export function sourcePage(store, id) {
  const number = store.sources.findIndex((source) => source.id === id);
  if (number < 0) return nowhere(t("card.unknown_source", { name: id }), toIndex());
  const source = store.sources[number];
  /** @type {[Child, Child][]} */
  const pairs = [
    [t("card.publisher"), source.publisher],
    [t("card.part"), source.part],
    [t("card.address"), source.url && outward(source.url, source.url)],
    [t("card.language"), languageName(source.language)],
    [t("card.entries"), figure(source.entries)],
  ];
  return h(
    "article",
    { class: "sheet" },
    h("p", { class: "paths soft" }, t("card.source")),
    h("h2", { tabindex: "-1", lang: source.language }, source.title),
    h("p", { class: "lead" }, t("card.about_source")),
    facts(pairs.filter(([, what]) => what)),
    memberPart(store, store.bySource(number), "sources"),
    cardFooter(store, source.iri),
  );
}

/**
 * @param {Store} store
 * @param {string} name
 */
export function classPage(store, name) {
  const number = store.classes.findIndex((cls) => cls.name === name);
  if (number < 0) return nowhere(t("card.unknown_class", { name }), toIndex());
  const cls = store.classes[number];
  return h(
    "article",
    { class: "sheet" },
    h("p", { class: "paths soft" }, t("card.class")),
    h("h2", { tabindex: "-1", class: "class" }, glyph(cls), say(cls.words)),
    h("p", { class: "lead" }, t("card.about_class")),
    memberPart(store, store.byClass(number), "classes"),
    cardFooter(store, cls.iri),
  );
}

/**
 * What a link says that names no concept: what became of it, or which names are near.
 * @param {Store} store
 * @param {string} slug
 */
export function unknownConcept(store, slug) {
  const gone = store.gone(slug);
  if (gone) {
    const successors = gone.successors.filter((one) => one >= 0).map((one) => h("li", {}, conceptLink(store, one)));
    return nowhere(
      h("span", { lang: store.meta.language }, gone.name),
      h("p", { class: "lead" }, t("card.gone")),
      successors.length > 0 && part(t("card.successor"), h("ul", { class: "rows" }, successors)),
      toIndex(),
    );
  }
  const near = nearest(store, slug);
  const list = h("ul", { class: "rows" }, near.map((concept) => h("li", {}, conceptLink(store, concept))));
  return nowhere(t("card.unknown", { name: slug }), h("p", { class: "lead" }, t("card.unknown_help")), near.length > 0 && part(t("card.near"), list), toIndex());
}

/**
 * @param {Child} title
 * @param {...Child} children
 */
function nowhere(title, ...children) {
  return h("article", { class: "sheet" }, h("h2", { tabindex: "-1" }, title), ...children);
}

function toIndex() {
  return h("p", {}, h("a", { href: linkTo("index") }, t("card.to_index")));
}

/**
 * The concepts of a source or a class, the first of them at once.
 * @param {Store} store
 * @param {number[]} members
 * @param {string} list
 */
function memberPart(store, members, list) {
  return part(
    t("card.concept_count", { count: members.length }),
    cutList(members, (concept) => h("li", {}, conceptLink(store, concept)), { start: FIRST, class: "rows members" }),
    h("p", {}, h("a", { href: linkWith({ list, panel: "browse" }) }, t("card.whole_list"))),
  );
}
