// The start page: what this vocabulary is, where to begin, and where the same data lie.

import { byId, fill, h, outward } from "../dom.js";
import { glyph } from "../glyph.js";
import { openOverview } from "../overview/data.js";
import { linkTo, onChange } from "../state.js";
import { day, figure, say, t } from "../words.js";
import { files, releases } from "./files.js";

/** @import { Store } from "../store.js" */
/** @import { Overview } from "../overview/data.js" */

/** @param {Store} store */
export function mountHome(store) {
  let isWritten = false;
  onChange(async () => {
    if (isWritten || byId("welcome").hidden) return;
    isWritten = true;
    fill(byId("welcome"), h("h2", {}, say(store.meta.title)));
    byId("welcome").append(...page(store, await openOverview()));
  });
}

/**
 * @param {Store} store
 * @param {Overview} overview
 */
function page(store, overview) {
  const { meta } = store;
  const { counts, description, rights } = overview;
  const publishers = [...new Set(store.sources.map(({ publisher }) => publisher))].filter(Boolean);
  return [
    h("p", { class: "lead" }, say(description)),
    h("dl", { class: "figures" }, Object.entries(counts).filter(([key]) => key !== "tops").map(([key, count]) => h("div", {}, h("dt", {}, t(`home.${key}`, { count })), h("dd", {}, figure(count))))),
    h("p", { class: "soft small" }, t("home.version", { version: meta.version, date: day(meta.modified), publisher: meta.publisher })),
    part("begin", ways(store, overview)),
    part("tops", branches(store, overview)),
    part("files", files(meta)),
    meta.releases.length > 0 && part("releases", releases(meta)),
    h(
      "footer",
      { class: "soft small" },
      h("p", {}, say(rights), " ", publishers.join(", "), "."),
      meta.licence && h("p", {}, outward(meta.licence, t("home.licence"), { rel: "license noopener noreferrer" })),
    ),
  ].filter((one) => one instanceof Node);
}

/**
 * @param {string} key
 * @param {Element} content
 */
function part(key, content) {
  return h("section", { "aria-labelledby": `home-${key}` }, h("h3", { id: `home-${key}` }, t(`home.${key}`)), content);
}

/**
 * Where to begin, each way in a line with its links.
 * @param {Store} store
 * @param {Overview} overview
 */
function ways(store, { examples }) {
  const link = (/** @type {string} */ href, /** @type {string} */ words) => h("a", { href }, words);
  const tried = examples.map(({ concept, acronym }) => link(linkTo("concept", store.slug(concept)), acronym));
  return h(
    "ul",
    { class: "ways" },
    tried.length > 0 && way("search", tried),
    way("browse", [
      link(linkTo("home", "", { panel: "browse" }), t("home.tree")),
      link(linkTo("home", "", { panel: "browse", list: "az" }), t("home.az")),
      link(linkTo("home", "", { panel: "browse", list: "sources" }), t("home.by_source")),
      link(linkTo("home", "", { panel: "browse", list: "classes" }), t("home.by_class")),
    ]),
    way("ask", [link(linkTo("ask"), t("home.questions"))]),
    way("correct", [link(linkTo("correct"), t("home.proposals"))]),
  );
}

/**
 * @param {string} key
 * @param {HTMLElement[]} links
 */
function way(key, links) {
  return h("li", {}, h("span", { class: "soft" }, t(`home.way_${key}`)), " ", h("span", { class: "links" }, links));
}

/**
 * @param {Store} store
 * @param {Overview} overview
 */
function branches(store, overview) {
  return h(
    "ul",
    { class: "branches" },
    overview.branches.map(({ concept, size }) =>
      h("li", {}, h("a", { href: linkTo("concept", store.slug(concept)) }, glyph(store.classes[store.cls(concept)]), " ", store.name(concept), " ", h("span", { class: "soft", "aria-hidden": "true" }, figure(size)), h("span", { class: "unseen" }, t("overview.size", { count: size })))),
    ),
  );
}
