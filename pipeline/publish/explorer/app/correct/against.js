// Rows that cannot stand together, as pipeline/map/contradictions.py refuses them.

import { statementOf } from "./rows.js";

/** @import { Row } from "./rows.js" */

const GOING = ["owl:deprecated", "dcterms:isReplacedBy"];
const ONLY_ONE = ["dcterms:source", "dcterms:isReplacedBy"];

/**
 * How a row stands against another that is kept: "same", a contradiction by name, or nothing.
 * @param {Row} one
 * @param {Row} other
 * @param {Map<string, string>} inverses
 * @returns {"" | "same" | "opposite" | "two_names" | "two_values" | "going"}
 */
export function against(one, other, inverses) {
  const rejected = [one, other].map((row) => row.fields.predicate_modifier === "Not");
  if (one.table === other.table && statementOf(one, inverses) === statementOf(other, inverses)) {
    return rejected[0] === rejected[1] ? "same" : "opposite";
  }
  if (rejected[0] || rejected[1]) return "";
  if (one.table === "labels" && other.table === "labels") return twoNames(one.fields, other.fields) ? "two_names" : "";
  const { fields: of } = one, { fields: as } = other;
  if (of.predicate_id === as.predicate_id && ONLY_ONE.includes(of.predicate_id) && of.subject_id === as.subject_id) return "two_values";
  return outlives(one, other) || outlives(other, one) ? "going" : "";
}

/** @param {Record<string, string>} one @param {Record<string, string>} other */
function twoNames(one, other) {
  const preferred = one.kind === "preferred" && other.kind === "preferred";
  return preferred && one.entry_id === other.entry_id && one.lang === other.lang && one.label !== other.label;
}

/** Whether one row takes a concept out of the vocabulary and the other still speaks of it. @param {Row} one @param {Row} other */
function outlives(one, other) {
  if (!GOING.includes(one.fields.predicate_id)) return false;
  const { fields } = other;
  if ([...GOING, "skos:exactMatch"].includes(fields.predicate_id)) return false;
  return [fields.entry_id, fields.subject_id, fields.object_id].includes(one.fields.subject_id);
}
