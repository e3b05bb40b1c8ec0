/** Small drawings for the legend and the cards, in the shapes and lines that the map uses. */
const SVG = "http://www.w3.org/2000/svg";

function svg(width, height) {
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("width", width);
  picture.setAttribute("height", height);
  picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
  picture.setAttribute("aria-hidden", "true");
  return picture;
}

function drawn(picture, name, attributes) {
  const part = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) part.setAttribute(key, value);
  picture.append(part);
}

function polygon(corners, radius, turn) {
  const points = [];
  for (let corner = 0; corner < corners; corner += 1) {
    const angle = turn + (corner * 2 * Math.PI) / corners;
    const reach = typeof radius === "function" ? radius(corner) : radius;
    points.push(`${10 + reach * Math.cos(angle)},${10 + reach * Math.sin(angle)}`);
  }
  return points.join(" ");
}

/** The shape of a class. */
function shapePicture(look, colour, ground) {
  const picture = svg(20, 20);
  const paint = { fill: look.hollow ? ground : colour, stroke: colour, "stroke-width": 2 };
  const up = -Math.PI / 2;
  const points = {
    square: polygon(4, 8.5, Math.PI / 4),
    diamond: polygon(4, 8, 0),
    triangle: polygon(3, 8, up),
    triangleDown: polygon(3, 8, -up),
    hexagon: polygon(6, 8, 0),
    star: polygon(10, (corner) => (corner % 2 ? 3.6 : 9), up),
  }[look.shape];
  if (points) drawn(picture, "polygon", { ...paint, points });
  else drawn(picture, "circle", { ...paint, cx: 10, cy: 10, r: 6.5 });
  return picture;
}

/** The line of a relation, read from left to right. */
function linePicture(line, colour) {
  const picture = svg(52, 16);
  const stroke = { stroke: colour, "stroke-width": line.width * 1.25 };
  drawn(picture, "line", { ...stroke, x1: 1, y1: 8, x2: 48, y2: 8, "stroke-dasharray": line.dashes.join(" ") });
  const solid = { fill: colour };
  if (line.arrow === "triangle") drawn(picture, "polygon", { ...solid, points: "51,8 42,3.5 42,12.5" });
  if (line.arrow === "vee") drawn(picture, "polygon", { ...solid, points: "51,8 40,3 43.5,8 40,13" });
  if (line.arrow === "diamond") drawn(picture, "polygon", { ...solid, points: "51,8 45.5,4 40,8 45.5,12" });
  if (line.arrow === "circle") drawn(picture, "circle", { ...solid, cx: 46, cy: 8, r: 4 });
  if (line.arrow === "bar") drawn(picture, "rect", { ...solid, x: 46, y: 2.5, width: 3, height: 11 });
  return picture;
}
