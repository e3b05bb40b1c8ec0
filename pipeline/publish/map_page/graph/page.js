/** Starts the page: data, map, legend, search, card. */
function notice(text) {
  const place = document.getElementById("notice");
  place.textContent = text;
  place.hidden = false;
}

class Page {
  constructor(data) {
    this.language = document.documentElement.lang;
    this.concepts = new Map(data.concepts.map((concept) => [concept.iri, concept]));
    this.data = data;
    this.map = new ConceptMap(document.getElementById("mynetwork"), data, this.concepts, (iri) => this.choose(iri));
    this.map.dark.addEventListener("change", () => this.drawLegend());
    this.drawLegend();
    wireSearch(data.concepts, (iri) => this.choose(iri));
    this.wireControls();
  }

  shape(name) {
    const ground = getComputedStyle(document.documentElement).getPropertyValue("--panel").trim();
    return shapePicture(this.map.look(name), this.map.colour(name), ground);
  }

  /** Show the card of a concept and its place on the map; null goes back to the legend. */
  choose(iri) {
    const concept = iri === null ? null : this.concepts.get(iri);
    const card = document.getElementById("card");
    card.replaceChildren(...(concept ? [cardOf(concept, this)] : []));
    card.hidden = !concept;
    document.getElementById("legend").hidden = Boolean(concept);
    card.parentElement.scrollTop = 0;
    this.map.focus(concept ? iri : null);
  }

  drawLegend() {
    const classes = document.getElementById("classes");
    classes.replaceChildren();
    for (const island of this.data.islands) {
      const button = element("button");
      button.type = "button";
      button.append(this.shape(island.class), element("span", island.label), element("span", String(island.members.length), "count"));
      button.addEventListener("click", () => this.map.showIsland(island.root));
      const item = element("li");
      item.append(button);
      classes.append(item);
    }
    const lines = document.getElementById("lines");
    lines.replaceChildren();
    for (const line of this.data.lines.filter((one) => one.isUsed)) {
      const item = element("li");
      item.append(linePicture(line, line[this.map.theme]), element("span", line.words));
      lines.append(item);
    }
  }

  wireControls() {
    const on = (id, action) => document.getElementById(id).addEventListener("click", action);
    on("closer", () => this.map.zoom(1.3));
    on("farther", () => this.map.zoom(1 / 1.3));
    on("whole", () => this.map.showAll());
    on("show-legend", (event) => {
      const isOpen = document.getElementById("legend").classList.toggle("open");
      event.currentTarget.setAttribute("aria-expanded", String(isOpen));
    });
    addEventListener("keydown", (event) => {
      if (event.key === "Escape" && event.target.id !== "query") this.choose(null);
    });
  }
}

try {
  const data = JSON.parse(document.getElementById("data").textContent);
  if (data.concepts.length) new Page(data);
  else notice("Ce vocabulaire ne contient encore aucun concept.");
} catch (error) {
  notice("La carte ne peut pas s’afficher : ce fichier est incomplet ou ce navigateur est trop ancien. Les autres fichiers publiés disent la même chose.");
  console.error(error);
}
