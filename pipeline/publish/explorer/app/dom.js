// Elements made from text alone: nothing here, or anywhere else, reads a string as HTML.

/**
 * @typedef {Node | string | number | null | undefined | false} Piece
 * @typedef {Piece | Piece[] | Piece[][]} Child
 * @typedef {Record<string, any>} Attributes
 */

const SVG = "http://www.w3.org/2000/svg";

/**
 * An element with attributes and children; `on` holds listeners by event, `class` and the rest are
 * attributes. `true` writes an empty attribute; `false`, null and undefined leave it out.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name
 * @param {Attributes} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(name, attributes, ...children) {
  const made = document.createElement(name);
  dress(made, attributes, children);
  return made;
}

/**
 * The same for SVG.
 * @template {keyof SVGElementTagNameMap} K
 * @param {K} name
 * @param {Attributes} [attributes]
 * @param {...Child} children
 * @returns {SVGElementTagNameMap[K]}
 */
export function svg(name, attributes, ...children) {
  const made = /** @type {SVGElementTagNameMap[K]} */ (document.createElementNS(SVG, name));
  dress(made, attributes, children);
  return made;
}

/**
 * Put children in place of all that an element holds.
 * @param {Element} parent
 * @param {...Child} children
 */
export function fill(parent, ...children) {
  parent.replaceChildren(...nodes(children));
}

/**
 * The element with an id, which the template holds.
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no element #${id}`);
  return found;
}

/**
 * A link that leaves the page; only what is an address of the web is one, whatever the data say.
 * @param {string} url
 * @param {Child} words
 * @param {Attributes} [attributes]
 */
export function outward(url, words, attributes = {}) {
  if (!/^https?:\/\//i.test(url)) return h("span", attributes, words);
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer", ...attributes }, words);
}

let made = 0;

/** An id that no other element has. @param {string} room */
export function freshId(room) {
  made += 1;
  return `${room}-${made}`;
}

/**
 * @param {Element} made
 * @param {Attributes | undefined} attributes
 * @param {Child[]} children
 */
function dress(made, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) made.addEventListener(event, listener);
    } else if (value !== false && value != null) {
      made.setAttribute(name, value === true ? "" : String(value));
    }
  }
  made.append(...nodes(children));
}

/**
 * @param {Child[]} children
 * @returns {(Node | string)[]}
 */
function nodes(children) {
  return children.flatMap((child) => {
    if (Array.isArray(child)) return nodes(child);
    if (child === null || child === undefined || child === false) return [];
    return [child instanceof Node ? child : String(child)];
  });
}
