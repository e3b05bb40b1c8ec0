// The compressed blocks of the page: decoded when they are asked for.

import { unpacked } from "./packing.js";

/** @import { Packed } from "./packing.js" */

/** A block that is not there, or that cannot be read: the page is damaged. */
export class BlockError extends Error {}

/** Whether this browser can read the blocks at all. */
export function canInflate() {
  return typeof DecompressionStream === "function";
}

/**
 * A block as it stands in the page, to be decoded elsewhere.
 * @param {string} name
 * @returns {Promise<Packed>}
 */
export async function packed(name) {
  const found = await element(name);
  return { digits: found.textContent ?? "", length: Number(found.dataset.bytes) };
}

/**
 * The bytes of a block.
 * @param {string} name
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
export async function bytes(name) {
  const found = await packed(name);
  try {
    return await unpacked(found);
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
 * The element of a block. The script runs before the page ends: a block that is still on its
 * way is waited for, and it alone.
 * @param {string} name
 * @returns {Promise<HTMLElement>}
 */
async function element(name) {
  const id = `block-${name}`;
  const arrived = () => {
    const found = document.getElementById(id);
    // What follows an element is there once the element is complete.
    return found && (found.nextSibling || document.readyState !== "loading") ? found : null;
  };
  const found = arrived() ?? (await arrival(arrived));
  if (!found) throw new BlockError(name);
  return found;
}

/**
 * What is found at last, as more and more of the page is there.
 * @param {() => HTMLElement | null} look
 * @returns {Promise<HTMLElement | null>}
 */
function arrival(look) {
  return new Promise((done) => {
    const again = () => {
      const found = look();
      if (!found && document.readyState === "loading") return;
      observer.disconnect();
      document.removeEventListener("readystatechange", again);
      done(found);
    };
    const observer = new MutationObserver(again);
    observer.observe(document.body, { childList: true });
    document.addEventListener("readystatechange", again);
    again();
  });
}
