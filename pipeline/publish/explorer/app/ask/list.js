// The questions that are ready to run, by theme, and the field that finds one among them.

import { fill, h } from "../dom.js";
import { fold } from "../search/folding.js";
import { linkTo } from "../state.js";
import { say, t } from "../words.js";

/** @import { Question } from "./binding.js" */

/** @typedef {{ prefixes: Record<string, string>, themes: { name: string, words: Both }[], questions: Question[] }} Asked */

/**
 * The list, and what marks one of its questions as the one that is shown ("" for none).
 * @param {Asked} asked
 * @returns {{ element: HTMLElement, choose: (name: string) => void }}
 */
export function questionList({ themes, questions }) {
  const found = h("p", { class: "small soft", role: "status" });
  const field = h("input", { class: "field", type: "search", "aria-label": t("ask.find"), placeholder: t("ask.find"), on: { input: filter } });
  const items = questions.map((question) => {
    const link = h("a", { href: linkTo("ask", question.name) }, say(question.words));
    return { question, link, element: h("li", {}, link), words: fold(`${question.name} ${question.words.fr} ${question.words.en}`) };
  });
  const groups = themes
    .map(({ name, words }) => ({ words, members: items.filter(({ question }) => question.theme === name) }))
    .filter(({ members }) => members.length > 0)
    .map(({ words, members }) => {
      const list = h("ul", {}, members.map(({ element }) => element));
      return { members, element: h("div", {}, h("h3", {}, say(words)), list) };
    });
  const own = h("a", { class: "button", href: linkTo("ask") }, t("ask.write_own"));
  const content = h("div", { class: "list", id: "ask-list" }, own, questions.length > 0 && [field, found], groups.map(({ element }) => element));
  const toggle = h("button", { class: "button toggle", type: "button", "aria-expanded": "false", "aria-controls": "ask-list", on: { click: () => open(!isOpen()) } },
    t("ask.ready_questions", { count: questions.length }));
  const element = h("nav", { class: "questions", "aria-label": t("ask.questions") }, h("h2", { class: "unseen" }, t("ask.questions")), toggle, content);

  const isOpen = () => toggle.getAttribute("aria-expanded") === "true";

  /** On a small screen the list is behind a button. @param {boolean} wanted */
  function open(wanted) {
    toggle.setAttribute("aria-expanded", String(wanted));
    element.classList.toggle("open", wanted);
  }

  function filter() {
    const words = fold(field.value).split(" ").filter(Boolean);
    for (const item of items) item.element.hidden = !words.every((word) => item.words.includes(word));
    for (const group of groups) group.element.hidden = group.members.every((item) => item.element.hidden);
    fill(found, words.length > 0 && t("ask.found", { count: items.filter((item) => !item.element.hidden).length }));
  }

  /** Bring a question into sight by scrolling the list, never the page. @param {HTMLElement} link */
  function reveal(link) {
    const [inside, around] = [link.getBoundingClientRect(), element.getBoundingClientRect()];
    if (inside.top < around.top) element.scrollTop += inside.top - around.top;
    else if (inside.bottom > around.bottom) element.scrollTop += inside.bottom - around.bottom + inside.height;
  }

  return {
    element,
    choose(name) {
      open(false);
      for (const { question, link } of items) {
        if (question.name !== name) link.removeAttribute("aria-current");
        else {
          link.setAttribute("aria-current", "page");
          reveal(link);
        }
      }
    },
  };
}
