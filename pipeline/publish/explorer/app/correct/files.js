// The files that the basket makes: rows signed and dated, one file a table.

import { tableText } from "./rows.js";

/** @import { Asked } from "./asked.js" */
/** @import { Correction } from "./basket.js" */
/** @import { Row } from "./rows.js" */

/** @typedef {{ name: string, columns: string[], rows: Row[], text: string }} File */

/**
 * The files of corrections, without those that would be empty. They bear the date of the last correction.
 * @param {Asked} asked
 * @param {readonly Correction[]} kept
 * @returns {File[]}
 */
export function filesOf(asked, kept) {
  const date = kept.map(({ signature }) => signature.date).sort().at(-1) ?? "";
  const all = kept.flatMap(({ rows, signature }) => rows.map((row) => signed(row, signature)));
  return /** @type {const} */ (["labels", "relations"]).flatMap((table) => {
    const rows = all.filter((row) => row.table === table);
    if (!rows.length) return [];
    const columns = [...asked.columns[table], ...(rows.some(({ fields }) => fields[asked.last]) ? [asked.last] : [])];
    return [{ name: `${table}-${date}.tsv`, columns, rows, text: tableText(columns, rows) }];
  });
}

/** @param {Row} row @param {import("./basket.js").Signature} signature @returns {Row} */
function signed({ table, fields }, { author, date, reason, quote, confidence }) {
  const who = { author_label: author, [table === "labels" ? "date" : "mapping_date"]: date, comment: reason, quote, confidence };
  return { table, fields: { ...fields, ...who } };
}
