// How blocks.py packs: raw DEFLATE, written in digits. The page undoes it, and so does its worker.

/** What was packed: its digits, and how many bytes they stand for. @typedef {{ digits: string, length: number }} Packed */

// The digits, by the code of their sign: those of ASCII that mean nothing in HTML.
const VALUES = new Uint8Array(128);
[..."!#$%\'()*+,-./0123456789:;=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"].forEach((sign, value) => {
  VALUES[sign.charCodeAt(0)] = value;
});

/**
 * What was packed. Rejects where it is damaged.
 * @param {Packed} packed
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
export async function unpacked({ digits, length }) {
  const stream = new Blob([decoded(digits, length)]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
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
