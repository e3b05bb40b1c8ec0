"use strict";
// The page works without this: here are the keys, the filter of questions, and a sign of work.
const editor = document.getElementById("editor");
const result = document.getElementById("result");
document.getElementById("query").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    editor.requestSubmit();
  }
});
for (const form of document.querySelectorAll(".editor form")) {
  form.addEventListener("submit", () => result.classList.add("busy"));
}
// A page that comes back from the history shows its answer, not the sign of work.
window.addEventListener("pageshow", () => result.classList.remove("busy"));

const plain = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const filter = document.getElementById("filter");
const themes = [...document.querySelectorAll(".theme")];
const opened = themes.map((theme) => theme.open);
filter.hidden = themes.length === 0;
filter.addEventListener("input", () => {
  const wanted = plain(filter.value).split(/\s+/).filter(Boolean);
  themes.forEach((theme, number) => {
    let found = 0;
    for (const item of theme.querySelectorAll("li")) {
      const words = plain(item.textContent);
      item.hidden = !wanted.every((word) => words.includes(word));
      found += item.hidden ? 0 : 1;
    }
    theme.hidden = found === 0;
    theme.open = wanted.length ? found > 0 : opened[number];
  });
});
