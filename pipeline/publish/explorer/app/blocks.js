// The compressed blocks of the page: decoded when they are asked for.

/** A block that is not there, or that cannot be read: the page is damaged. */
export class BlockError extends Error {}

/** Whether this browser can read the blocks at all. */
export function canInflate() {
  return typeof DecompressionStream === "function";
}

/**
 * The bytes of a block.
 * @param {string} name
 * @returns {Promise<Uint8Array>}
 */
export async function bytes(name) {
  const packed = await encoded(name);
  try {
    const raw = Uint8Array.from(atob(packed), (char) => char.charCodeAt(0));
    const stream = new Blob([raw]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch {
    throw new BlockError(name);
  }
}

/**
 * The text of a block, which is UTF-8.
 * @param {string} name
 */
export async function text(name) {
  return new TextDecoder().decode(await bytes(name));
}

/**
 * What the JSON of a block says.
 * @param {string} name
 * @returns {Promise<any>}
 */
export async function json(name) {
  const content = await text(name);
  try {
    return JSON.parse(content);
  } catch {
    throw new BlockError(name);
  }
}

/** @type {Map<string, Promise<void>>} */
const loaded = new Map();

/**
 * Run a vendored library, once. The page's policy lets a script run by the hash of its text alone.
 * @param {string} name
 * @returns {Promise<void>}
 */
export function library(name) {
  const known = loaded.get(name);
  if (known) return known;
  const loading = text(name).then((source) => {
    const script = document.createElement("script");
    script.textContent = source;
    document.head.append(script);
  });
  loaded.set(name, loading);
  return loading;
}

/**
 * The text of a block's element; it may still be on its way, as the script runs before the page ends.
 * @param {string} name
 * @returns {Promise<string>}
 */
async function encoded(name) {
  const id = `block-${name}`;
  let found = document.getElementById(id);
  if ((!found || !found.nextSibling) && document.readyState === "loading") {
    await new Promise((done) => document.addEventListener("DOMContentLoaded", done, { once: true }));
    found = document.getElementById(id);
  }
  if (!found) throw new BlockError(name);
  return found.textContent ?? "";
}
