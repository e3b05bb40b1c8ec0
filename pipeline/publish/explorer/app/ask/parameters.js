// The parameters of a question as fields: whatever changes in one is told at once.

import { conceptLink } from "../concepts.js";
import { fill, h } from "../dom.js";
import { conceptPicker } from "../search/picker.js";
import { capital, say, t } from "../words.js";
import { shortValue } from "./binding.js";

/** @import { Store } from "../store.js" */
/** @import { Parameter, Question } from "./binding.js" */

/**
 * The fields, and what writes other values into them. Values are as a link writes them.
 * @param {Store} store
 * @param {Question} question
 * @param {(name: string, value: string) => void} onChange
 * @returns {{ element: HTMLElement, write: (values: Record<string, string>) => void }}
 */
export function parameterFields(store, question, onChange) {
  const fields = question.parameters.map((parameter) => ({
    parameter,
    ...field(store, parameter, (value) => onChange(parameter.name, value)),
  }));
  return {
    element: h("div", { class: "parameters" }, fields.map(({ element }) => element)),
    write(values) {
      for (const { parameter, write } of fields) write(shortValue(store, parameter.kind, values[parameter.name] ?? ""));
    },
  };
}

/** @typedef {{ element: HTMLElement, write: (value: string) => void }} Field */

/**
 * @param {Store} store
 * @param {Parameter} parameter
 * @param {(value: string) => void} onChange
 * @returns {Field}
 */
function field(store, parameter, onChange) {
  if (parameter.kind === "concept") return conceptField(store, parameter, onChange);
  if (parameter.kind === "class") {
    return choiceField(parameter, store.classes.map(({ name, words }) => [name, say(words)]), onChange);
  }
  if (parameter.kind === "source") return choiceField(parameter, store.sources.map(({ id, title }) => [id, title]), onChange);
  const input = h("input", {
    class: "field",
    type: parameter.kind === "date" ? "date" : "text",
    inputmode: parameter.kind === "number" ? "decimal" : null,
    placeholder: t("ask.example", { example: parameter.example }),
    on: { change: () => onChange(input.value.trim()) },
  });
  return {
    element: h("label", {}, caption(parameter), input),
    write(value) {
      input.value = value;
    },
  };
}

/**
 * @param {Parameter} parameter
 * @param {[string, string][]} choices values and words
 * @param {(value: string) => void} onChange
 * @returns {Field}
 */
function choiceField(parameter, choices, onChange) {
  const select = h("select", { class: "field", on: { change: () => onChange(select.value) } },
    !parameter.required && h("option", { value: "" }, t("ask.any")),
    choices.map(([value, words]) => h("option", { value }, words)));
  return {
    element: h("label", {}, caption(parameter), select),
    write(value) {
      if (value && !choices.some(([known]) => known === value)) select.append(h("option", { value }, value));
      select.value = value;
    },
  };
}

/**
 * @param {Store} store
 * @param {Parameter} parameter
 * @param {(value: string) => void} onChange
 * @returns {Field}
 */
function conceptField(store, parameter, onChange) {
  const chosen = h("p", { class: "chosen" });
  const picker = conceptPicker(store, { label: words(parameter), onPick: (concept) => onChange(store.slug(concept)) });
  return {
    element: h("div", { role: "group", "aria-label": words(parameter) }, caption(parameter), chosen, picker),
    write(value) {
      const concept = store.find(value);
      const name = concept < 0 ? value : conceptLink(store, concept);
      const remove = !parameter.required && h("button", { class: "button quiet", type: "button", on: { click: () => onChange("") } }, t("ask.leave_out"));
      fill(chosen, value ? [name, remove] : h("span", { class: "soft" }, t("ask.any_concept", { example: parameter.example })));
    },
  };
}

/** @param {Parameter} parameter */
function caption(parameter) {
  return h("span", { class: "caption" }, words(parameter), !parameter.required && h("span", { class: "soft" }, ` ${t("ask.optional")}`));
}

/** @param {Parameter} parameter */
function words(parameter) {
  return capital(say(parameter.words));
}
