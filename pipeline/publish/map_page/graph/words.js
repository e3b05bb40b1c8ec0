/** Words compared as a French reader compares them: accents, case and ligatures set aside. */
function folded(text) {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/œ/g, "oe")
    .replace(/æ/g, "ae")
    .replace(/[’‘`]/g, "'")
    .replace(/[\s\u00a0\u202f-]+/g, " ")
    .trim();
}

/** 0 the whole label, 1 its start, 2 the start of a word, 3 anywhere; null where it is not found. */
function nearness(label, query) {
  const at = label.indexOf(query);
  if (at < 0) return null;
  if (label === query) return 0;
  if (at === 0) return 1;
  return label.includes(` ${query}`) || label.includes(`'${query}`) ? 2 : 3;
}

/**
 * The concepts that a query finds, best first, each with the label that was found.
 * An empty query finds them all, in alphabetical order.
 */
function found(concepts, query) {
  const wanted = folded(query);
  const hits = [];
  for (const concept of concepts) {
    let best = null;
    for (const label of concept.labels) {
      label.folded ??= folded(label.text);
      const near = nearness(label.folded, wanted);
      if (near !== null && (best === null || near < best.near)) best = { concept, label, near };
    }
    if (best) hits.push(best);
  }
  return hits.sort((a, b) => a.near - b.near);
}
