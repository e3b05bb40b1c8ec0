// The compressed blocks of the page: decoded when they are asked for.

/** A block that is not there, or that cannot be read: the page is damaged. */
export class BlockError extends Error {}

// The digits, by the code of their sign: those of ASCII that mean nothing in HTML.
const VALUES = new Uint8Array(128);
[..."!#$%\'()*+,-./0123456789:;=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"].forEach((sign, value) => {
  VALUES[sign.charCodeAt(0)] = value;
});

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
  const found = await element(name);
  try {
    const packed = decoded(found.textContent ?? "", Number(found.dataset.bytes));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
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

/**
 * The bytes that digits stand for: 13 bits, highest first, in two digits to the base of 91.
 * @param {string} digits
 * @param {number} length how many bytes there are
 * @returns {Uint8Array<ArrayBuffer>}
 */
function decoded(digits, length) {
  const found = new Uint8Array(length);
  let [held, bits, place] = [0, 0, 0];
  for (let i = 0; i + 1 < digits.length; i += 2) {
    held = ((held << 13) | (VALUES[digits.charCodeAt(i)] * 91 + VALUES[digits.charCodeAt(i + 1)])) & 0xfffff;
    for (bits += 13; bits >= 8 && place < length; ) {
      bits -= 8;
      found[place++] = held >> bits;
    }
  }
  return found;
}
