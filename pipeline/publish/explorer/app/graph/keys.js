// The drawing by keyboard: arrows walk from concept to concept, Enter opens, + − 0 change the scale.

/** @import { Figure } from "./figures.js" */
/** @import { Place } from "./layout.js" */
/** @import { Surface } from "./surface.js" */

/** @type {Record<string, Place>} */
const ARROWS = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** What is drawn, when a key is pressed. @typedef {{ surface: Surface, all: Figure[], places: Map<number, Place> }} Drawn */

/**
 * @param {HTMLElement} container
 * @param {{ drawn: () => Drawn | null, onOpen: (concept: number) => void }} what
 * @returns {() => void} begins again at the chosen concept
 */
export function followKeys(container, { drawn, onOpen }) {
  let at = -1;
  container.addEventListener("keydown", (event) => {
    const now = drawn();
    if (!now || event.ctrlKey || event.altKey || event.metaKey) return;
    const { surface, all, places } = now;
    const arrow = ARROWS[event.key];
    if (arrow) {
      at = at < 0 ? all[0].concept : nearest(places, at, arrow);
      surface.reveal(at);
      surface.point(at);
    } else if (event.key === "Enter" && at >= 0) onOpen(at);
    else if (event.key === "+" || event.key === "=") surface.zoom(1);
    else if (event.key === "-") surface.zoom(-1);
    else if (event.key === "0") surface.fit();
    else if (event.key === "Escape" && at >= 0) {
      at = -1;
      surface.point(-1);
    } else return;
    event.preventDefault();
  });
  container.addEventListener("blur", () => drawn()?.surface.point(-1));
  return () => {
    at = -1;
  };
}

/**
 * The nearest concept in a direction; straight ahead counts as nearer than aside. The same where there is none.
 * @param {Map<number, Place>} places
 * @param {number} at
 * @param {Place} arrow
 */
function nearest(places, at, arrow) {
  const here = /** @type {Place} */ (places.get(at));
  let best = { concept: at, far: Infinity };
  for (const [concept, { x, y }] of places) {
    const ahead = (x - here.x) * arrow.x + (y - here.y) * arrow.y;
    const aside = Math.abs((x - here.x) * arrow.y) + Math.abs((y - here.y) * arrow.x);
    const far = ahead + 2 * aside;
    if (ahead > 0 && aside <= 2 * ahead && far < best.far) best = { concept, far };
  }
  return best.concept;
}
