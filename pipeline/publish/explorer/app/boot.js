// The first script: it unpacks the words and the page's own script, or says why it cannot.

import { BlockError, canInflate, library, text } from "./blocks.js";
import { byId, fill, h } from "./dom.js";
import { parse } from "./state.js";
import { setLanguage, t } from "./words.js";

async function boot() {
  setLanguage(parse(location.hash).params.lang === "en" ? "en" : "fr");
  if (!canInflate()) return refuse(t("shell.too_old"));
  byId("words").textContent = await text("words");
  await library("main");
}

/** @param {string} words */
function refuse(words) {
  byId("opening").remove();
  fill(byId("notice"), h("p", {}, words, " ", h("a", { href: "index.html" }, t("shell.simple_page"))));
}

boot().catch((error) => refuse(error instanceof BlockError ? t("shell.damaged", { block: error.message }) : t("shell.failed", { error: String(error) })));
