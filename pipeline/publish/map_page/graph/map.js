/** The map itself: vis-network with fixed places, coloured for a light or a dark page. */
const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
const PAINT = {
  light: { page: "#f6f7f9", ink: "#1d2530", ground: 0.07, rim: 0.3 },
  dark: { page: "#14181e", ink: "#e6eaf0", ground: 0.13, rim: 0.34 },
};
const FAINT = 0.14;

function mixed(colour, ground, share) {
  const parts = [1, 3, 5].map((at) => {
    const one = parseInt(colour.slice(at, at + 2), 16);
    const other = parseInt(ground.slice(at, at + 2), 16);
    return Math.round(one * share + other * (1 - share)).toString(16).padStart(2, "0");
  });
  return `#${parts.join("")}`;
}

/** What hovering over a concept says; vis-network shows a string as text, never as HTML. */
function tooltip(concept) {
  const acronyms = concept.labels.filter((label) => label.isAcronym).map((label) => label.text);
  const name = acronyms.length ? `${concept.label} (${acronyms.join(", ")})` : concept.label;
  const words = concept.definitions[0]?.text ?? "";
  const definition = words.length > 220 ? `${words.slice(0, 219)}…` : words;
  return [name, concept.classes.join(", "), definition].filter(Boolean).join("\n");
}

class ConceptMap {
  constructor(container, data, names, choose) {
    this.data = data;
    this.chart = data.charts[0];
    this.container = container;
    this.dark = matchMedia("(prefers-color-scheme: dark)");
    this.islandOf = new Map();
    for (const island of data.islands) for (const iri of island.members) this.islandOf.set(iri, island);
    this.lines = new Map(data.lines.map((line) => [line.relation, line]));
    this.nodes = new vis.DataSet(data.network.nodes.map((node) => ({ ...node, title: tooltip(names.get(node.id)) })));
    this.edges = new vis.DataSet(data.network.edges.map((edge) => ({ ...edge, title: this.sentence(edge, names) })));
    this.network = new vis.Network(container, { nodes: this.nodes, edges: this.edges }, data.network.options);
    this.network.on("beforeDrawing", (context) => this.drawGrounds(context));
    this.network.on("afterDrawing", (context) => { this.drawWords(context); this.drawNames(context); });
    this.network.on("click", (event) => this.clicked(event, choose));
    this.network.on("zoom", () => { this.isMoved = true; });
    this.network.on("dragStart", () => { this.isMoved = true; });
    new ResizeObserver(() => this.resized()).observe(container);
    this.dark.addEventListener("change", () => this.paint(this.chosen));
    this.paint(null);
    this.showAll();
  }

  /** A line as a French sentence: "A mesure B". */
  sentence(edge, names) {
    return `${names.get(edge.from).label} ${this.lines.get(edge.relation).words} ${names.get(edge.to).label}`;
  }

  get theme() { return this.dark.matches ? "dark" : "light"; }

  look(name) { return this.data.looks[name]; }

  colour(name) { return this.look(name)[this.theme]; }

  ground(island) {
    const paint = PAINT[this.theme];
    return mixed(this.colour(island.class), paint.page, paint.ground);
  }

  /** Colours of all nodes and lines; with a concept chosen, what is not next to it steps back. */
  paint(chosen) {
    this.chosen = chosen;
    const theme = this.theme;
    const near = chosen ? new Set([chosen, ...this.network.getConnectedNodes(chosen)]) : null;
    this.nodes.update(this.data.network.nodes.map((node) => {
      const island = this.islandOf.get(node.id);
      const ground = this.ground(island);
      const isFar = near && !near.has(node.id);
      const full = this.colour(island.class);
      const colour = isFar ? mixed(full, ground, 0.35) : full;
      const fill = this.look(island.class).hollow ? ground : colour;
      const state = { background: fill, border: colour };
      return {
        id: node.id,
        color: { ...state, highlight: state, hover: state },
        borderWidth: node.id === chosen ? 4 : 2,
        borderWidthSelected: 4,
        font: {
          ...node.font, face: FONT, background: ground,
          color: isFar ? mixed(PAINT[theme].ink, ground, 0.4) : PAINT[theme].ink,
        },
      };
    }));
    this.edges.update(this.data.network.edges.map((edge) => {
      const line = this.lines.get(edge.relation);
      const isNear = chosen && (edge.from === chosen || edge.to === chosen);
      return {
        id: edge.id,
        color: { color: line[theme], highlight: line[theme], hover: line[theme], opacity: isNear ? 1 : chosen ? FAINT : line.quiet },
        width: isNear ? line.width + 0.8 : line.width,
      };
    }));
  }

  drawGrounds(context) {
    for (const ground of this.chart.cards) {
      const island = this.islandOf.get(ground.root);
      context.beginPath();
      context.roundRect(ground.left, ground.top, ground.width, ground.height, 18);
      context.fillStyle = this.ground(island);
      context.fill();
      context.strokeStyle = mixed(this.colour(island.class), PAINT[this.theme].page, PAINT[this.theme].rim);
      context.lineWidth = 1;
      context.stroke();
    }
  }

  /** The words of the chosen concept's relations, on lines long enough to carry them. */
  drawWords(context) {
    if (!this.chosen || !this.isReadable) return;
    context.font = `600 12px ${FONT}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    for (const id of this.network.getConnectedEdges(this.chosen)) {
      const edge = this.edges.get(id);
      const line = this.lines.get(edge.relation);
      const [from, to] = [this.network.getPosition(edge.from), this.network.getPosition(edge.to)];
      const width = context.measureText(line.words).width + 12;
      if (line.isTree || Math.hypot(from.x - to.x, from.y - to.y) < width + 60) continue;
      const { x, y } = this.network.body.edges[id].edgeType.getPoint(0.5);
      context.beginPath();
      context.roundRect(x - width / 2, y - 10, width, 20, 10);
      context.fillStyle = PAINT[this.theme].page;
      context.fill();
      context.strokeStyle = line[this.theme];
      context.lineWidth = 1;
      context.stroke();
      context.fillStyle = line[this.theme];
      context.fillText(line.words, x, y + 0.5);
    }
  }

  /** Seen from afar, where labels would be too small, each island carries its name instead. */
  drawNames(context) {
    const scale = this.network.getScale();
    if (this.isReadable) return;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    for (const ground of this.chart.cards) {
      const island = this.islandOf.get(ground.root);
      let size = 13 / scale;
      context.font = `650 ${size}px ${FONT}`;
      const room = ground.width * 0.94;
      const width = context.measureText(island.label).width;
      if (width > room) {
        size *= room / width;
        context.font = `650 ${size}px ${FONT}`;
      }
      const [x, y] = [ground.left + ground.width / 2, ground.top + ground.height / 2];
      context.lineWidth = size / 3;
      context.strokeStyle = this.ground(island);
      context.strokeText(island.label, x, y);
      context.fillStyle = PAINT[this.theme].ink;
      context.fillText(island.label, x, y);
    }
  }

  /** Whether labels are large enough to be drawn. */
  get isReadable() { return this.network.getScale() >= this.data.readable; }

  clicked(event, choose) {
    if (this.isReadable) return choose(event.nodes[0] ?? null);
    const { x, y } = event.pointer.canvas;
    const ground = this.chart.cards.find(
      (one) => x >= one.left && x <= one.left + one.width && y >= one.top && y <= one.top + one.height,
    );
    if (ground) this.show(ground);
    return undefined;
  }

  fitted(box, limit) {
    const { clientWidth: width, clientHeight: height } = this.container;
    const room = Math.min(48, width * 0.05);
    const scale = Math.min((width - room) / box.width, (height - room) / box.height, limit);
    return {
      position: { x: box.left + box.width / 2, y: box.top + box.height / 2 },
      scale: Math.max(scale, 0.02),
    };
  }

  /** The whole map, in the layout that suits the window best. */
  showAll() {
    const whole = (chart) => ({ left: 0, top: 0, width: chart.width, height: chart.height });
    const scale = (chart) => this.fitted(whole(chart), 1.4).scale;
    const best = this.data.charts.reduce((one, other) => (scale(other) > scale(one) ? other : one));
    if (best !== this.chart) {
      this.chart = best;
      const places = best.cards.flatMap((ground) => Object.entries(ground.places));
      this.nodes.update(places.map(([id, [x, y]]) => ({ id, x, y })));
    }
    this.network.moveTo(this.fitted(whole(best), 1.4));
    this.isMoved = false;
  }

  /** Keep the view when the window changes: the whole map, or what was looked at. */
  resized() {
    const [position, scale] = [this.network.getViewPosition(), this.network.getScale()];
    this.network.setSize("100%", "100%");
    this.network.redraw();
    if (!this.isMoved) this.showAll();
    else this.network.moveTo({ position: this.chosen ? this.network.getPosition(this.chosen) : position, scale });
  }

  showIsland(root) { this.show(this.chart.cards.find((ground) => ground.root === root)); }

  show(ground) {
    this.isMoved = true;
    const view = this.fitted(ground, 1.4);
    this.network.moveTo({ ...view, scale: Math.max(view.scale, 0.72) });
  }

  zoom(factor) {
    this.isMoved = true;
    this.network.moveTo({ scale: Math.min(Math.max(this.network.getScale() * factor, 0.05), 4) });
  }

  /** Select a concept and bring it into view, large enough to read. */
  focus(iri) {
    this.paint(iri);
    if (iri === null) return this.network.unselectAll();
    this.network.selectNodes([iri]);
    const scale = this.network.getScale();
    const place = this.network.canvasToDOM(this.network.getPosition(iri));
    const { clientWidth: width, clientHeight: height } = this.container;
    const isSeen = place.x > 60 && place.x < width - 60 && place.y > 40 && place.y < height - 60;
    if (isSeen && scale >= 0.7) return undefined;
    this.isMoved = true;
    return this.network.moveTo({ position: this.network.getPosition(iri), scale: Math.max(scale, 0.9) });
  }
}
