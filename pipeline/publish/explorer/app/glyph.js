// A class as a small shape beside a word: told by its form, and by its colour besides.

import { svg } from "./dom.js";

// Outlines in a square of 16, of about the same weight to the eye.
/** @type {Record<string, string>} */
const OUTLINES = {
  dot: "M8 2.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 1 1 0-11Z",
  square: "M3 3H13V13H3Z",
  hexagon: "M4.9 2.6H11.1L14.2 8L11.1 13.4H4.9L1.8 8Z",
  star: "M8 1.2L9.9 5.8L14.8 6.2L11.1 9.4L12.2 14.2L8 11.6L3.8 14.2L4.9 9.4L1.2 6.2L6.1 5.8Z",
  triangle: "M8 2L14.4 13.2H1.6Z",
  triangleDown: "M8 14L14.4 2.8H1.6Z",
  diamond: "M8 1.4L14.6 8L8 14.6L1.4 8Z",
};

/**
 * The shape of a class, not read out: the word stands beside it. A concept without a class has the
 * map's shape for others.
 * @param {ClassInfo | undefined} cls
 * @returns {SVGSVGElement}
 */
export function glyph(cls) {
  const { shape, hollow } = cls?.look ?? { shape: "triangleDown", hollow: true };
  const drawn = svg(
    "svg",
    { class: hollow ? "glyph hollow" : "glyph", viewBox: "0 0 16 16", width: 12, height: 12, "aria-hidden": "true", focusable: "false" },
    svg("path", { d: OUTLINES[shape] ?? OUTLINES.dot }),
  );
  if (cls) {
    drawn.style.setProperty("--light", cls.look.light);
    drawn.style.setProperty("--dark", cls.look.dark);
  }
  return drawn;
}
