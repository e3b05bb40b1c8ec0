// The words of the page in both languages: wording/*.toml, as "section.key".

/** @type {Record<string, Both>} */
const texts = JSON.parse(document.getElementById("words")?.textContent ?? "{}");

/** @type {Language} */
let current = "fr";

/** @returns {Language} */
export function language() {
  return current;
}

/** @param {Language} wanted */
export function setLanguage(wanted) {
  current = wanted;
  document.documentElement.lang = wanted;
}

/**
 * The words for a key, with {names} filled in. A key ending in ".one" stands beside it for a count
 * of one (French: and of nought), given as `count`.
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 */
export function t(key, values = {}) {
  const single = "count" in values && (values.count === 1 || (values.count === 0 && current === "fr"));
  const both = (single && texts[`${key}.one`]) || texts[key];
  if (!both) throw new Error(`no words for ${key}`);
  return both[current].replace(/\{(\w+)\}/g, (_, name) => figure(values[name]));
}

/** @param {Both} both */
export function say(both) {
  return both[current] || both.fr || both.en;
}

/** A date of the vocabulary (ISO 8601) in words. @param {string} iso */
export function day(iso) {
  return new Date(iso).toLocaleDateString(current === "en" ? "en-GB" : current, { dateStyle: "long", timeZone: "UTC" });
}

/** @param {string | number} value */
function figure(value) {
  return typeof value === "number" ? value.toLocaleString(current) : String(value);
}
