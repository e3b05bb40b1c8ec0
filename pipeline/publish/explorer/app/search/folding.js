// Texts as they are compared: without case, accents, ligatures, signs, so that "Voix d’un CLIENT" is
// found as "voix d'un client" is typed.

/** Letters that Unicode does not take apart. @type {Record<string, string>} */
const SPELT = { œ: "oe", æ: "ae", ß: "ss", ø: "o", đ: "d", ł: "l", ς: "σ" };

/**
 * Small letters, digits and symbols, one space for all that parts words. Lines stay lines.
 * @param {string} text
 */
export function fold(text) {
  return bare(text).replace(/ {2,}/g, " ").replace(/\n /g, "\n").replace(/ \n/g, "\n").replace(/^ | $/g, "");
}

/**
 * A folded text and, for each of its code units and for its end, the place in the text it came from.
 * @param {string} text
 * @returns {{ folded: string, origins: number[] }}
 */
export function foldInPlace(text) {
  let folded = "";
  /** @type {number[]} */
  const origins = [];
  let at = 0;
  for (const char of text) {
    for (const unit of bare(char).replace("\n", " ")) {
      if (unit !== " " || (folded && !folded.endsWith(" "))) {
        folded += unit;
        origins.push(at);
      }
    }
    at += char.length;
  }
  if (folded.endsWith(" ")) {
    folded = folded.slice(0, -1);
    origins.pop();
  }
  return { folded, origins: [...origins, text.length] };
}

// Spaces are many, and are left alone here: that is three times as quick.
/** @param {string} text */
function bare(text) {
  return text
    .replace(/[™®©]/g, "")
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[œæßøđłς]/g, (letter) => SPELT[letter])
    .replace(/[\p{M}\p{Cf}.]+/gu, "")
    .replace(/[^\p{L}\p{N}\p{S}\n ]/gu, " ");
}
