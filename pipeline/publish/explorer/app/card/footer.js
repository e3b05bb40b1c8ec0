// The foot of a card: its address to copy, the paper version, and the published files.

import { h, outward } from "../dom.js";
import { day, say, t } from "../words.js";
import { copyButton } from "./copy.js";
import { term } from "./pieces.js";

/** @import { Store } from "../store.js" */

const FORMATS = [
  [".ttl", "Turtle"],
  [".jsonld", "JSON-LD"],
  [".rdf", "RDF/XML"],
  [".nt", "N-Triples"],
];

/**
 * @param {Store} store
 * @param {string} iri
 */
export function cardFooter(store, iri) {
  const { meta } = store;
  return h(
    "footer",
    {},
    h("p", { class: "iri" }, term(t("card.iri")), h("code", {}, iri)),
    h(
      "div",
      { class: "actions" },
      copyButton(t("card.copy_iri"), () => iri),
      copyButton(t("card.copy_link"), () => location.href),
      h("button", { type: "button", class: "button", on: { click: () => print() } }, t("card.print")),
    ),
    h("p", { class: "files" }, term(t("card.files")), FORMATS.map(([end, words], place) => [place > 0 && " · ", h("a", { href: beside(meta.name + end) }, words)])),
    meta.releases.length > 0 &&
      h(
        "p",
        { class: "files" },
        term(t("card.releases")),
        meta.releases.map(({ version, issued, folder }, place) => [place > 0 && " · ", h("a", { href: beside(`${folder}/${meta.name}.ttl`) }, version), ` (${day(issued)})`]),
      ),
    h(
      "p",
      {},
      t("card.colophon", { title: say(meta.title), version: meta.version, date: day(meta.modified), publisher: meta.publisher }),
      " ",
      outward(meta.licence, t("card.licence")),
    ),
  );
}

/** The address of a file beside this page, whatever characters its name has. @param {string} path */
function beside(path) {
  return path.split("/").map(encodeURIComponent).join("/");
}
