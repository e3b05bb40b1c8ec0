// The few signs of the frame. None is read out: each stands beside its words.

import { svg } from "./dom.js";

/** @type {Record<string, string>} */
const LINES = {
  browse: "M4 5h16M9 12h11M9 19h11M4 12h.01M4 19h.01",
  card: "M5 3h14v18H5ZM9 8h6M9 12h6M9 16h3",
  graph: "M6 8a2.5 2.5 0 1 0 0-5a2.5 2.5 0 1 0 0 5ZM18 12a2.5 2.5 0 1 0 0-5a2.5 2.5 0 1 0 0 5ZM9 21a2.5 2.5 0 1 0 0-5a2.5 2.5 0 1 0 0 5ZM8.4 6.4L15.6 8.6M6.5 8L8.4 16M11 17L16.4 11.6",
  ask: "M4 5h16v14H4ZM7.5 9.5L10.5 12L7.5 14.5M12.5 15H16.5",
  correct: "M4 20l1-4.5L16 4.5L19.5 8L8.5 19ZM13.5 7L17 10.5",
};

/**
 * @param {"browse" | "card" | "graph" | "ask" | "correct"} name
 * @param {number} [size]
 */
export function icon(name, size = 20) {
  return svg(
    "svg",
    { class: "icon", viewBox: "0 0 24 24", width: size, height: size, "aria-hidden": "true", focusable: "false" },
    svg("path", { d: LINES[name], fill: "none", stroke: "currentColor", "stroke-width": 1.7, "stroke-linecap": "round", "stroke-linejoin": "round" }),
  );
}
