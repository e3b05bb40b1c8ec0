// The page comes to life: the store is read, the rooms are mounted, the address is followed.

import { mountAsk } from "./ask/ask.js";
import { mountBrowse } from "./browse/browse.js";
import { mountCard } from "./card/card.js";
import { mountCorrect } from "./correct/correct.js";
import { byId, h } from "./dom.js";
import { failureWords, watchFailures } from "./failures.js";
import { mountGraph } from "./graph/graph.js";
import { mountHome } from "./home/home.js";
import { mountOverview } from "./overview/overview.js";
import { mountSearch } from "./search/search.js";
import { mountShell, notify } from "./shell.js";
import { announce, current, entering } from "./state.js";
import { openStore } from "./store.js";
import { language, setLanguage, t } from "./words.js";

const ROOMS = {
  shell: mountShell,
  search: mountSearch,
  browse: mountBrowse,
  welcome: mountHome,
  card: mountCard,
  overview: mountOverview,
  graph: mountGraph,
  ask: mountAsk,
  correct: mountCorrect,
};

async function start() {
  // From here on, what goes wrong is said by the page itself.
  byId("opening").remove();
  setLanguage(wantedLanguage());
  watchFailures();
  const store = await openStore();
  // The address may have changed while the store was read.
  setLanguage(wantedLanguage());
  for (const [room, mount] of Object.entries(ROOMS)) entering(room, () => mount(store));
  addEventListener("hashchange", () => {
    // The rooms are written in one language, once: in the other the page begins anew.
    if (wantedLanguage() !== language()) location.reload();
    else announce();
  });
  announce();
  performance.mark("usable");
}

/** @returns {Language} */
function wantedLanguage() {
  return current().params.lang === "en" ? "en" : "fr";
}

/** What needs none of all this. */
function simplePage() {
  return h("a", { href: "index.html" }, t("shell.simple_page"));
}

start().catch((error) => notify(failureWords(error, "shell.failed"), simplePage()));
