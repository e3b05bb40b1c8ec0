// The files that lie beside the page, by what they are for.

import { h } from "../dom.js";
import { t } from "../words.js";

/** For reading, for taxonomy tools, for a store, for a sheet; NAME is the vocabulary's. */
const FILES = {
  read: ["graph.html", "index.html", "report.html"],
  tools: ["NAME.ttl", "NAME.jsonld", "NAME.rdf", "NAME-owl.ttl", "tables/vocabulary.xlsx"],
  store: ["NAME.nq", "ontology.ttl", "sources.ttl", "evidence.ttl", "dataset.ttl"],
};

/** @param {Meta} meta */
export function files({ name }) {
  return h(
    "dl",
    { class: "files" },
    Object.entries(FILES).flatMap(([use, names]) => [
      h("dt", { class: "soft" }, t(`home.for_${use}`)),
      ...names.map((one) => h("dd", {}, h("a", { href: one.replace("NAME", name) }, use === "read" ? t(`home.${one.split(".")[0]}_page`) : one.replace("NAME", name)))),
    ]),
  );
}

/** @param {Meta} meta */
export function releases({ releases: made, name }) {
  return h(
    "ul",
    {},
    made.map(({ version, issued, folder }) =>
      h("li", {}, t("home.release", { version, date: issued }), " ", h("a", { href: `${folder}/${name}.ttl` }, `${name}.ttl`), " · ", h("a", { href: `${folder}/CHANGELOG.md` }, t("home.changes"))),
    ),
  );
}
