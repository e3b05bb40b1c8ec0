// How the person came to the present state: at first, by following a link, or back through the history.

/** @type {Map<string, number>} */
const scrolls = new Map();
let first = true;
let returned = false;
let here = "";

/**
 * Remember how far each state was read, and which way the history was walked.
 * @param {HTMLElement} scroller
 */
export function followJourney(scroller) {
  here = location.hash;
  addEventListener("popstate", (event) => {
    scrolls.set(here, scroller.scrollTop);
    here = location.hash;
    first = false;
    returned = Boolean(event.state?.seen);
  });
}

/** How the person came here, and how far the card had been read when it was left. Asked once a state. */
export function arrival() {
  const place = { first, scroll: returned ? (scrolls.get(location.hash) ?? 0) : 0 };
  first = false;
  returned = false;
  here = location.hash;
  history.replaceState({ ...history.state, seen: true }, "");
  return place;
}
