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

/** A day (ISO 8601) in words; what is no day as it stands. @param {string} iso */
export function day(iso) {
  const locale = current === "en" ? "en-GB" : current;
  return Number.isNaN(Date.parse(iso)) ? iso : new Date(iso).toLocaleDateString(locale, { dateStyle: "long", timeZone: "UTC" });
}

/** A language in the words of the page; a tag that is none as it stands. @param {string} tag */
export function languageName(tag) {
  try {
    return new Intl.DisplayNames(current, { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** A text with a capital. @param {string} text */
export function capital(text) {
  const [first = ""] = text;
  return first.toLocaleUpperCase(current) + text.slice(first.length);
}

/** A number as the page writes it; a text as it stands. @param {string | number} value */
export function figure(value) {
  return typeof value === "number" ? value.toLocaleString(current) : String(value);
}
