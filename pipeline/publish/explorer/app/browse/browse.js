// The panel in which the vocabulary is browsed: tree, index, sources, classes; one of them at a time.

import { byId, h } from "../dom.js";
import { glyph } from "../glyph.js";
import { go, linkWith, onChange } from "../state.js";
import { tabList } from "../tabs.js";
import { say, t } from "../words.js";
import { Groups } from "./groups.js";
import { Letters } from "./letters.js";
import { Tree } from "./tree.js";

/** @import { Store } from "../store.js" */
/** @typedef {{ show: (state: State) => void }} List */

const LISTS = ["tree", "az", "sources", "classes"];
/** The lists that views stand in. @type {Partial<Record<State["view"], string>>} */
const OF_VIEW = { index: "az", source: "sources", class: "classes" };

/** @param {Store} store */
export function mountBrowse(store) {
  /** @type {Record<string, (panel: HTMLElement) => List>} */
  const makers = {
    tree: (panel) => new Tree(store, panel),
    az: (panel) => new Letters(store, panel),
    sources: (panel) => new Groups(store, panel, sources(store)),
    classes: (panel) => new Groups(store, panel, classes(store)),
  };
  /** @type {Map<string, List>} */
  const made = new Map();
  const panels = LISTS.map((id) => h("div", { role: "tabpanel", id: `browse-${id}`, class: "list", "aria-labelledby": `browse-tab-${id}`, hidden: true }));
  const tabs = tabList(
    t("browse.label"),
    LISTS.map((id) => ({ id, tab: `browse-tab-${id}`, panel: `browse-${id}`, words: t(`browse.${id}`) })),
    (list, replace) => go(linkWith({ list }), { replace }),
  );
  byId("browse").append(tabs.element, ...panels);
  onChange((state) => {
    if (byId("browse").hidden) return;
    const shown = LISTS.find((list) => list === state.params.list) ?? OF_VIEW[state.view] ?? "tree";
    tabs.select(shown);
    panels.forEach((panel, n) => {
      panel.hidden = LISTS[n] !== shown;
      if (panel.hidden) return;
      const list = made.get(shown) ?? makers[shown](panel);
      made.set(shown, list);
      list.show(state);
    });
  });
}

/** @param {Store} store @returns {import("./groups.js").Kind} */
function sources(store) {
  return {
    view: "source",
    list: "sources",
    ids: store.sources.map(({ id }) => id),
    title: (n) => [h("span", { lang: store.sources[n].language }, store.sources[n].title)],
    about: (n) => [store.sources[n].publisher, " · "],
    concepts: (n) => store.bySource(n),
  };
}

/** @param {Store} store @returns {import("./groups.js").Kind} */
function classes(store) {
  return {
    view: "class",
    list: "classes",
    ids: store.classes.map(({ name }) => name),
    title: (n) => [glyph(store.classes[n]), say(store.classes[n].words)],
    about: () => [],
    concepts: (n) => store.byClass(n),
  };
}
