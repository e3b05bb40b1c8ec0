// The page comes to life: the store is read, the views are shown, the address is followed.

import { BlockError, canInflate } from "./blocks.js";
import { mountAsk } from "./ask/ask.js";
import { mountBrowse } from "./browse/browse.js";
import { mountCard } from "./card/card.js";
import { mountCorrect } from "./correct/correct.js";
import { mountGraph } from "./graph/graph.js";
import { mountSearch } from "./search/search.js";
import { mountShell, notify } from "./shell.js";
import { announce, current } from "./state.js";
import { openStore } from "./store.js";
import { language, setLanguage, t } from "./words.js";

async function start() {
  setLanguage(current().params.lang === "en" ? "en" : "fr");
  if (!canInflate()) {
    notify(t("shell.too_old"));
    return;
  }
  const store = await openStore();
  const mounts = [mountShell, mountSearch, mountBrowse, mountCard, mountGraph, mountAsk, mountCorrect];
  for (const mount of mounts) mount(store);
  addEventListener("hashchange", () => {
    const wanted = current().params.lang === "en" ? "en" : "fr";
    if (wanted !== language()) location.reload();
    else announce();
  });
  announce();
  performance.mark("usable");
}

start().catch((error) => {
  notify(error instanceof BlockError ? t("shell.damaged", { block: error.message }) : t("shell.failed", { error: String(error) }));
});
