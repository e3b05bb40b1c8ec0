/** The search field with its list: a combobox (WAI-ARIA Authoring Practices, list autocomplete). */
function wireSearch(concepts, choose) {
  const field = document.getElementById("query");
  const list = document.getElementById("results");
  let hits = [];
  let active = -1;

  function close() {
    list.hidden = true;
    active = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  function mark(number) {
    active = number;
    for (const [position, item] of [...list.children].entries()) {
      item.setAttribute("aria-selected", String(position === number));
      if (position === number) {
        field.setAttribute("aria-activedescendant", item.id);
        item.scrollIntoView({ block: "nearest" });
      }
    }
  }

  function show() {
    hits = found(concepts, field.value);
    list.replaceChildren();
    for (const [number, hit] of hits.entries()) {
      const item = element("li", hit.concept.label);
      item.id = `result-${number}`;
      item.setAttribute("role", "option");
      if (hit.label.text !== hit.concept.label) {
        item.replaceChildren(element("span", hit.label.text), element("span", ` → ${hit.concept.label}`, "why"));
      }
      item.addEventListener("mousedown", (event) => {
        event.preventDefault();
        take(number);
      });
      list.append(item);
    }
    if (!hits.length) list.append(element("li", `Aucun terme ne contient « ${field.value} ».`, "none"));
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
    mark(hits.length && field.value.trim() ? 0 : -1);
  }

  function take(number) {
    const hit = hits[number];
    if (!hit) return;
    field.value = hit.concept.label;
    close();
    choose(hit.concept.iri);
  }

  field.addEventListener("input", show);
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) return show();
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (hits.length) mark((active + step + hits.length) % hits.length);
    } else if (event.key === "Enter" && !list.hidden) {
      event.preventDefault();
      take(active);
    } else if (event.key === "Escape") {
      if (list.hidden) field.value = "";
      close();
    }
  });
}
