// The colours of SPARQL in the editor, which ask.css gives: for the eye alone, the text says it all.

import { pieceAt } from "./lexer.js";

/** Which tag of the editor each kind of piece has, and its colour. */
const TAGS = /** @type {const} */ ({
  comment: "comment", iri: "url", string: "string", variable: "variableName", language: "annotation",
  name: "typeName", number: "number", word: "keyword",
});

/**
 * What makes an editor of CodeMirror show SPARQL.
 * @param {any} library CodeMirror
 */
export function sparqlColours(library) {
  const language = library.StreamLanguage.define({
    name: "sparql",
    startState: () => ({ quote: "" }),
    copyState: (/** @type {{ quote: string }} */ state) => ({ ...state }),
    token: piece,
    languageData: { commentTokens: { line: "#" }, closeBrackets: { brackets: ["(", "[", "{", '"'] } },
  });
  const styles = Object.entries(TAGS).map(([kind, tag]) => ({ tag: library.tags[tag], color: `var(--sparql-${kind})`, fontWeight: kind === "word" ? "600" : "400" }));
  return [language, library.syntaxHighlighting(library.HighlightStyle.define(styles))];
}

/**
 * The editor reads line by line: a long string may go on from the line before.
 * @param {{ string: string, pos: number, skipToEnd: () => void, eatSpace: () => boolean, next: () => string | undefined }} stream
 * @param {{ quote: string }} state
 */
function piece(stream, state) {
  if (state.quote) {
    const end = stream.string.indexOf(state.quote, stream.pos);
    if (end < 0) stream.skipToEnd();
    else {
      stream.pos = end + state.quote.length;
      state.quote = "";
    }
    return TAGS.string;
  }
  if (stream.eatSpace()) return null;
  const found = pieceAt(stream.string, stream.pos);
  const rest = stream.string.slice(stream.pos, stream.pos + 3);
  if ((rest === '"""' || rest === "'''") && (found?.text.length ?? 0) < 6) {
    state.quote = rest;
    stream.skipToEnd();
    return TAGS.string;
  }
  if (!found) {
    stream.next();
    return null;
  }
  stream.pos += found.text.length;
  return found.kind === "sign" ? null : TAGS[found.kind];
}
