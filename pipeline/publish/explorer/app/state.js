// What is shown is a link: `#/concept/voix-du-client?depth=2`. Views read the state and change it
// through links or `go`; the browser's history does the rest.

const VIEWS = /** @type {const} */ (["home", "concept", "path", "index", "source", "class", "ask", "correct"]);

/** @type {Set<(state: State) => void>} */
const listeners = new Set();

/**
 * The state that a fragment means; what is not understood is the start page.
 * @param {string} fragment
 * @returns {State}
 */
export function parse(fragment) {
  const [path, query = ""] = fragment.replace(/^#?\/?/, "").split(/\?(.*)/s);
  const [view, ...rest] = path.split("/").map(decoded);
  const known = VIEWS.find((one) => one === view);
  const params = Object.fromEntries(new URLSearchParams(query));
  return known ? { view: known, of: rest.join("/"), params } : { view: "home", of: "", params };
}

/**
 * The fragment that means a state: the same state always gives the same text.
 * @param {State} state
 */
export function format({ view, of, params }) {
  const path = of ? `${view}/${encodeURIComponent(of)}` : view === "home" ? "" : view;
  const kept = Object.entries(params).filter(([, value]) => value !== "").sort();
  const query = new URLSearchParams(kept).toString();
  return `#/${path}${query && `?${query}`}`;
}

/** @returns {State} */
export function current() {
  return parse(location.hash);
}

/**
 * A link to a view; the language stays, other parameters do not unless they are given.
 * @param {State["view"]} view
 * @param {string} [of]
 * @param {Record<string, string>} [params]
 */
export function linkTo(view, of = "", params = {}) {
  const { lang = "" } = current().params;
  return format({ view, of, params: { lang, ...params } });
}

/**
 * A link to the present view with other parameters; an empty text takes one away.
 * @param {Record<string, string>} params
 */
export function linkWith(params) {
  const now = current();
  return format({ ...now, params: { ...now.params, ...params } });
}

/**
 * Follow a link of this page; with `replace` the present state is not kept in the history.
 * @param {string} fragment
 * @param {{ replace?: boolean }} [options]
 */
export function go(fragment, { replace = false } = {}) {
  if (fragment === location.hash) return;
  if (replace) {
    history.replaceState(null, "", fragment);
    announce();
  } else {
    location.hash = fragment;
  }
}

/** @param {(state: State) => void} listener */
export function onChange(listener) {
  listeners.add(listener);
}

export function announce() {
  const state = current();
  for (const listener of listeners) listener(state);
}

/** @param {string} part */
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
