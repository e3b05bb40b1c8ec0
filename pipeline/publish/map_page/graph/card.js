/** The card of one concept, beside the map. Everything is text: no string is ever read as HTML. */
function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function cardOf(concept, page) {
  const card = document.createDocumentFragment();
  const close = element("button", "Fermer", "close");
  close.type = "button";
  close.addEventListener("click", () => page.choose(null));
  const title = element("h2", concept.label);
  title.lang = page.language;
  card.append(close, title, classLine(concept, page));
  names(concept, card, page);
  for (const definition of concept.definitions) {
    card.append(element("h3", "Définition"));
    const quote = element("blockquote", definition.text);
    quote.lang = definition.lang;
    card.append(quote);
    if (definition.source) card.append(element("p", `Source : ${definition.source}`, "soft"));
  }
  for (const note of concept.notes) card.append(element("h3", "Note"), element("p", note));
  for (const relation of concept.relations) {
    card.append(element("h3", relation.words), links(relation.targets, page));
  }
  if (concept.sources.length) {
    card.append(element("h3", "Dans les glossaires"));
    const list = element("ul");
    for (const source of concept.sources) {
      const item = element("li", source.title);
      if (source.headword) item.append(element("span", ` : « ${source.headword} »`, "soft"));
      list.append(item);
    }
    card.append(list);
  }
  card.append(element("h3", "Identifiant"), element("code", concept.iri));
  const more = element("a", "Ouvrir dans l’explorateur", "more");
  more.href = page.data.conceptPage.replace("{slug}", concept.iri.split("/").pop());
  card.append(more);
  return card;
}

function classLine(concept, page) {
  const line = element("p", undefined, "class");
  line.append(page.shape(concept.class), element("span", concept.classes.join(", ")));
  return line;
}

function names(concept, card, page) {
  const others = concept.labels.filter((label) => label.words);
  if (!others.length) return;
  card.append(element("h3", "Autres noms"));
  const list = element("ul");
  for (const label of others) {
    const item = element("li", label.text);
    item.lang = label.lang;
    const words = element("span", ` ${label.words}`, "soft");
    words.lang = page.language;
    item.append(words);
    list.append(item);
  }
  card.append(list);
}

function links(iris, page) {
  const list = element("ul", undefined, "links");
  for (const iri of iris) {
    const target = page.concepts.get(iri);
    if (!target) continue;
    const button = element("button", target.label);
    button.type = "button";
    button.addEventListener("click", () => page.choose(iri));
    const item = element("li");
    item.append(button);
    list.append(item);
  }
  return list;
}
