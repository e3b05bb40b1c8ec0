// What is seen, saved as a file: picture, table, statements.

import { BlockError } from "../blocks.js";
import { saved } from "../carrying.js";
import { csv, neutralised } from "../delimited.js";
import { h } from "../dom.js";
import { notify } from "../shell.js";
import { turtle } from "../turtle.js";
import { t } from "../words.js";
import { asPng } from "./export_png.js";
import { asSvg } from "./export_svg.js";
import { inSentences, lineWords } from "./sentences.js";
import { prefixesOf, rowsOf, statementsOf } from "./tabular.js";

/** @import { Store } from "../store.js" */
/** @import { Scene, Show } from "./scene.js" */

/**
 * @param {Store} store
 * @param {Scene} scene
 */
export function exportButtons(store, scene) {
  /** @type {[string, (show: Show) => Promise<[string | Blob, string]>][]} */
  const kinds = [
    ["svg", async (show) => [await svgOf(store, scene, show), "image/svg+xml"]],
    ["png", async (show) => [await asPng(await svgOf(store, scene, show)), "image/png"]],
    ["csv", async (show) => [csv(rowsOf(store, show.picture).map((row) => row.map(neutralised))), "text/csv"]],
    ["ttl", async (show) => [turtle(statementsOf(store, show.picture), prefixesOf(store, show.picture)), "text/turtle"]],
  ];
  return h(
    "div",
    { class: "exports" },
    kinds.map(([kind, make]) => h("button", { type: "button", class: "button", on: { click: () => save(scene, kind, make) } }, t(`graph.save_${kind}`))),
  );
}

/**
 * @param {Scene} scene
 * @param {string} kind
 * @param {(show: Show) => Promise<[string | Blob, string]>} make
 */
async function save(scene, kind, make) {
  const { shown } = scene;
  if (!shown) return;
  try {
    const [content, type] = await make(shown);
    saved(`${shown.file}.${kind}`, type, content);
  } catch (error) {
    notify(error instanceof BlockError ? t("graph.damaged") : t("graph.not_saved", { error: String(error) }));
  }
}

/**
 * @param {Store} store
 * @param {Scene} scene
 * @param {Show} show
 */
async function svgOf(store, scene, { kind, picture, title }) {
  const drawing = await scene.drawing();
  if (!drawing) throw new BlockError("cytoscape");
  return asSvg(store, picture, drawing.all, drawing.places, { title, description: inSentences(store, picture), words: lineWords(store, kind, picture) });
}
