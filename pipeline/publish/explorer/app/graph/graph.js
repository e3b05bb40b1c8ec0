// The room where one sees: the neighbourhood of the chosen concept, or the way between two.

import { byId, fill, h } from "../dom.js";
import { conceptPicker } from "../search/picker.js";
import { go, onChange } from "../state.js";
import { t } from "../words.js";
import { linkOfWay } from "./address.js";
import { along, wayInWords } from "./along.js";
import { around, depthChoice } from "./around.js";
import { exportButtons } from "./exports.js";
import { fullName } from "./links.js";
import { twoWays } from "./list.js";
import { menu } from "./menu.js";
import { refill } from "./refill.js";
import { Scene } from "./scene.js";
import { howMuch } from "./sentences.js";

/** @import { Store } from "../store.js" */

/** @param {Store} store */
export function mountGraph(store) {
  const scene = new Scene(store);
  const title = h("h2", { class: "title" }, "");
  const choices = h("div", { class: "choices" });
  const chosen = h("div", { class: "filters" });
  const picker = h("div", { class: "way-to" });
  const filterMenu = menu(t("graph.filter"), chosen);
  const wayMenu = menu(t("graph.way_to"), picker);
  const exportMenu = menu(t("graph.export"), exportButtons(store, scene));
  const words = h("div", { class: "words small", role: "status" });
  const room = h(
    "div",
    { id: "neighbourhood" },
    h("div", { class: "bar" }, title, choices),
    h("div", { class: "bar" }, words, h("div", { class: "menus" }, filterMenu, wayMenu, exportMenu)),
    scene.element,
  );
  byId("graph").append(room);
  let began = 0;
  let last = "";
  addEventListener("hashchange", (event) => {
    began = event.timeStamp;
  });

  onChange(async (state) => {
    const concept = store.find(state.of);
    const isHere = (state.view === "concept" || state.view === "path") && concept >= 0;
    room.hidden = !isHere;
    if (!isHere) return;
    const asList = state.params.as === "list";
    const start = began || performance.now();
    began = 0;
    // The card first.
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    if (last !== state.of) {
      fill(picker, conceptPicker(store, { label: t("graph.way_to_label"), onPick: (to) => { if (to >= 0) { wayMenu.open = false; go(linkOfWay(store, concept, to)); } } }));
      last = state.of;
    }
    const isWay = state.view === "path";
    filterMenu.hidden = isWay;
    const to = isWay ? store.find(state.params.to ?? "") : -1;
    const seen = isWay ? null : around(store, concept, state.params);
    const show = seen ? seen.show : to >= 0 ? along(store, concept, to) : null;
    fill(title, t(isWay ? "graph.way_title" : "graph.title"));
    refill(choices, seen && depthChoice(seen.depth), show && twoWays(asList));
    if (seen) {
      refill(chosen, seen.filters);
      filterMenu.classList.toggle("active", seen.isFiltered);
    }
    exportMenu.hidden = scene.element.hidden = !show;
    words.classList.toggle("sentence", isWay);
    if (isWay) refill(words, to >= 0 ? wayInWords(store, concept, to, show) : t("graph.way_where", { name: fullName(store, concept) }));
    else if (show) fill(words, howMuch(show.picture));
    if (!show) return;
    await scene.show(show, asList);
    if (seen) performance.measure("neighbourhood", { start, end: performance.now() });
  });
}
