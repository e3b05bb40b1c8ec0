// Tables as spreadsheets take them, with no cell that one would run: as pipeline/publish/tables/delimited.py.

const FORMULA = /^ *[=+\-@\t\r\n＝＋－＠]/;

/** A text with a space before what a spreadsheet would take for a formula. @param {string} text */
export function neutralised(text) {
  return FORMULA.test(text) ? ` ${text}` : text;
}

/**
 * CSV (RFC 4180), begun with a byte order mark so that spreadsheets read accents.
 * @param {string[][]} rows
 */
export function csv(rows) {
  return `\ufeff${rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;
}

/**
 * Columns between tabs, for a sheet that it is pasted into; a text keeps to its cell.
 * @param {string[][]} rows
 */
export function tsv(rows) {
  return rows.map((row) => `${row.map((text) => text.replace(/[\t\r\n]+/g, " ")).join("\t")}\n`).join("");
}

/** @param {string} text */
function cell(text) {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
