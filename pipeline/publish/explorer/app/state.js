// What is shown is a link: `#/concept/voix-du-client?depth=2`. Views read the state and change it
// through links or `go`; the browser's history does the rest.

const VIEWS = /** @type {const} */ (["home", "concept", "path", "index", "source", "class", "ask", "correct"]);
/** Views that are always of something. @type {Set<string>} */
const NAMED = new Set(["concept", "source", "class"]);

/** What listens, and the room that it belongs to. @type {Map<(state: State) => unknown, string>} */
const listeners = new Map();

/** The room that is being mounted. */
let entered = "";

/** An error in a room, whose name is the message; what went wrong is the cause. */
export class RoomError extends Error {}

/**
 * The state that a fragment means. An address that is not understood is the start page, `of` being
 * the address; of a parameter that is repeated the last one counts.
 * @param {string} fragment
 * @returns {State}
 */
export function parse(fragment) {
  const [path, query = ""] = fragment.replace(/^#?\/?/, "").split(/\?(.*)/s);
  const [name, ...rest] = path.split("/").map(decoded);
  const view = VIEWS.find((one) => one === name);
  const of = rest.join("/");
  const params = Object.fromEntries(new URLSearchParams(query));
  if (!view || (!of && NAMED.has(view))) return { view: "home", of: [name, ...rest].join("/"), params };
  return { view, of, params };
}

/**
 * The fragment that means a state: the same state always gives the same text.
 * @param {State} state
 */
export function format({ view, of, params }) {
  const path = of ? `${view}/${encodeURIComponent(of.replace(/\p{Surrogate}/gu, "\ufffd"))}` : view === "home" ? "" : view;
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

/** @param {(state: State) => unknown} listener */
export function onChange(listener) {
  listeners.set(listener, entered);
}

/**
 * Mount a room: what it listens with is known to be its own. An error leaves the others as they are.
 * @param {string} room
 * @param {() => unknown} mount
 */
export function entering(room, mount) {
  entered = room;
  guarded(room, mount);
  entered = "";
}

export function announce() {
  const state = current();
  for (const [listener, room] of listeners) guarded(room, () => listener(state));
}

/**
 * Run what belongs to a room, now and later; what goes wrong is reported as its error.
 * @param {string} room
 * @param {() => unknown} run
 */
function guarded(room, run) {
  const report = (/** @type {unknown} */ cause) => reportError(new RoomError(room, { cause }));
  try {
    const outcome = run();
    if (outcome instanceof Promise) outcome.catch(report);
  } catch (error) {
    report(error);
  }
}

/** @param {string} part */
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
