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
    const stream = new Blob([decoded(packed)]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
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
 * The text of a block's element. The script runs before the page ends: a block that is still on its
 * way is waited for, and it alone.
 * @param {string} name
 * @returns {Promise<string>}
 */
async function encoded(name) {
  const id = `block-${name}`;
  const arrived = () => {
    const found = document.getElementById(id);
    // What follows an element is there once the element is complete.
    return found && (found.nextSibling || document.readyState !== "loading") ? found : null;
  };
  const found = arrived() ?? (await arrival(arrived));
  if (!found) throw new BlockError(name);
  return found.textContent ?? "";
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

/**
 * What Base64 stands for; browsers that can do it themselves are quicker.
 * @param {string} packed
 * @returns {Uint8Array<ArrayBuffer>}
 */
function decoded(packed) {
  if ("fromBase64" in Uint8Array) return /** @type {any} */ (Uint8Array).fromBase64(packed);
  const raw = atob(packed);
  const found = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; i++) found[i] = raw.charCodeAt(i);
  return found;
}
