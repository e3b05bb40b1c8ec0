// The colours of a drawing: those of the page as it looks now, or of paper.

/** @typedef {{ isDark: boolean, ink: string, soft: string, ground: string, accent: string }} Palette */

/** What is saved is printed and pasted into documents: it is always light. @type {Palette} */
export const PAPER = { isDark: false, ink: "#1d2530", soft: "#566273", ground: "#ffffff", accent: "#1d5fa8" };

const dark = matchMedia("(prefers-color-scheme: dark)");

/** @returns {Palette} */
export function palette() {
  const style = getComputedStyle(document.documentElement);
  /** @param {string} name */
  const token = (name) => style.getPropertyValue(name).trim();
  return { isDark: dark.matches, ink: token("--ink"), soft: token("--soft"), ground: token("--panel"), accent: token("--accent") };
}

/** @param {() => void} listener */
export function onScheme(listener) {
  dark.addEventListener("change", listener);
}

/** @param {{ light: string, dark: string }} pair @param {Palette} colours */
export function shade(pair, colours) {
  return colours.isDark ? pair.dark : pair.light;
}
