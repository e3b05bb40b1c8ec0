// Rows of the tables of decisions, in exactly the form that pipeline/map/tables.py reads.

/** @typedef {{ table: "labels" | "relations", fields: Record<string, string> }} Row */

const MANUAL = "semapv:ManualMappingCuration";
// What Python's `\s` takes for white space; JavaScript's own takes other characters.
const BLANKS = /[\t-\r\x1c- \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;
// Those that are no white space, as pipeline/map/tables.py refuses them.
const CONTROLS = /[\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]/g;
const QUOTED = /^"(?:[^"]|"")*"$/;

/** A text on one line: tabs and line breaks would end a field, and no table takes other controls. @param {string} text */
export function oneLine(text) {
  return text.replace(CONTROLS, "").replace(BLANKS, " ").replace(/^ | $/g, "");
}

/**
 * The row that gives or (`rejected`) takes a label.
 * @param {string} entry
 * @param {{ kind: string, text: string, lang: string, rejected: boolean }} label
 * @returns {Row}
 */
export function labelRow(entry, { kind, text, lang, rejected }) {
  const fields = { entry_id: entry, kind, label: oneLine(text), lang, predicate_modifier: rejected ? "Not" : "" };
  return { table: "labels", fields };
}

/**
 * The row that accepts or (`rejected`) rejects a statement.
 * @param {string} subject
 * @param {string} predicate
 * @param {string} target
 * @param {boolean} rejected
 * @returns {Row}
 */
export function relationRow(subject, predicate, target, rejected) {
  const ends = { subject_id: subject, predicate_id: predicate, object_id: target };
  return { table: "relations", fields: { ...ends, predicate_modifier: rejected ? "Not" : "", mapping_justification: MANUAL } };
}

/** A cell that a reader of the tables gives back as it was. @param {string} text */
export function cell(text) {
  const clean = oneLine(text);
  return QUOTED.test(clean) ? `"${clean.replaceAll('"', '""')}"` : clean;
}

/**
 * A table with its header, or with rows alone where they are to be pasted into one.
 * @param {string[]} columns
 * @param {Row[]} rows
 */
export function tableText(columns, rows) {
  const lines = rows.map(({ fields }) => columns.map((column) => cell(fields[column] ?? "")).join("\t"));
  return [columns.join("\t"), ...lines, ""].join("\n");
}

/**
 * What a row says, whether it accepts or rejects it: the same text for a statement and its inverse.
 * @param {Row} row
 * @param {Map<string, string>} inverses by CURIE
 */
export function statementOf({ table, fields }, inverses) {
  if (table === "labels") return JSON.stringify([fields.entry_id, fields.label, fields.lang, fields.kind]);
  const { subject_id: subject, predicate_id: predicate, object_id: target } = fields;
  const inverse = inverses.get(predicate) ?? predicate;
  const betweenEntries = /:(exactMatch|contradicts)$/.test(predicate);
  const symmetric = predicate === inverse && (betweenEntries || inverses.has(predicate));
  const turned = inverse < predicate || (symmetric && target < subject);
  return JSON.stringify(turned ? [target, inverse, subject] : [subject, predicate, target]);
}
