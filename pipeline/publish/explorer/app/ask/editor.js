// The field in which a query is written: CodeMirror where it can be had, else a plain one.

import { library } from "../blocks.js";
import { h } from "../dom.js";
import { t } from "../words.js";
import { sparqlColours } from "./highlighting.js";

/**
 * What both fields do: `mark` shows where an error is, `mark(-1)` nowhere.
 * @typedef {{ text: () => string, write: (text: string) => void, mark: (place: number) => void }} Editor
 */

/**
 * An editor in a container. Its styles live in a shadow root, where the page's policy lets it make them.
 * @param {HTMLElement} container
 * @param {{ onChange: () => void, onRun: () => void }} does
 * @returns {Promise<Editor>}
 */
export async function openEditor(container, does) {
  const simple = plainEditor(container, does);
  try {
    await library("codemirror");
    if (typeof CodeMirror !== "object") return simple.editor;
    const rich = richEditor(container, does, simple.editor.text());
    simple.field.remove();
    return rich;
  } catch {
    // The block is damaged, or the browser too old for the library: the plain field stays.
    return simple.editor;
  }
}

/**
 * @param {HTMLElement} container
 * @param {{ onChange: () => void, onRun: () => void }} does
 * @param {string} text
 * @returns {Editor}
 */
function richEditor(container, { onChange, onRun }, text) {
  const { Decoration, EditorState, EditorView, StateEffect, StateField, bracketMatching, keymap, minimalSetup } = CodeMirror;
  const marking = StateEffect.define();
  const marks = StateField.define({
    create: () => Decoration.none,
    update(/** @type {any} */ old, /** @type {any} */ change) {
      for (const effect of change.effects) if (effect.is(marking)) return effect.value;
      return change.docChanged ? Decoration.none : old;
    },
    provide: (/** @type {any} */ field) => EditorView.decorations.from(field),
  });
  const host = h("div", { class: "editor" });
  const root = host.attachShadow({ mode: "open" });
  const parent = h("div", {});
  root.append(parent);
  container.append(host);
  let writing = false;
  const extensions = [
    keymap.of([{ key: "Mod-Enter", run: () => (onRun(), true) }]),
    minimalSetup, bracketMatching(), marks, ...sparqlColours(CodeMirror), theme(EditorView),
    EditorView.lineWrapping,
    EditorView.domEventHandlers({ beforeinput: typed }),
    EditorView.contentAttributes.of({ "aria-label": t("ask.query"), "aria-multiline": "true", spellcheck: "false", autocapitalize: "off" }),
    EditorView.updateListener.of((/** @type {any} */ update) => {
      if (update.docChanged && !writing) onChange();
    }),
  ];
  const view = new EditorView({ state: EditorState.create({ doc: text, extensions }), root, parent });
  return {
    text: () => view.state.doc.toString(),
    write(wanted) {
      if (wanted === view.state.doc.toString()) return;
      writing = true;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: wanted } });
      writing = false;
    },
    mark(place) {
      const { length } = view.state.doc;
      const from = Math.min(place, Math.max(0, length - 1));
      const word = place < 0 ? "" : (/^[\p{L}\p{N}_?$:<>.-]+/u.exec(view.state.doc.sliceString(from))?.[0] ?? "");
      const to = Math.min(length, from + Math.max(1, word.length));
      const shown = place < 0 || from >= to ? Decoration.none : Decoration.set([Decoration.mark({ class: "wrong" }).range(from, to)]);
      view.dispatch({ effects: marking.of(shown) });
    },
  };
}

/**
 * What is typed goes straight into the text. Left to itself, Chromium would first keep the colours of
 * what it replaces in a style attribute, which the page's policy refuses.
 * @param {InputEvent} event
 * @param {any} view EditorView
 */
function typed(event, view) {
  if (event.inputType !== "insertText" || event.isComposing || event.data === null) return false;
  event.preventDefault();
  view.dispatch(view.state.replaceSelection(event.data), { userEvent: "input.type", scrollIntoView: true });
  return true;
}

/**
 * @param {HTMLElement} container
 * @param {{ onChange: () => void, onRun: () => void }} does
 * @returns {{ field: HTMLTextAreaElement, editor: Editor }}
 */
function plainEditor(container, { onChange, onRun }) {
  const field = h("textarea", {
    class: "field", rows: 14, spellcheck: "false", "aria-label": t("ask.query"),
    on: {
      input: onChange,
      keydown: (/** @type {KeyboardEvent} */ event) => {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        onRun();
      },
    },
  });
  container.append(field);
  return {
    field,
    editor: {
      text: () => field.value,
      write(wanted) {
        field.value = wanted;
      },
      mark(place) {
        if (place >= 0 && document.activeElement === field) field.setSelectionRange(place, place);
      },
    },
  };
}

/** @param {any} view EditorView */
function theme(view) {
  return view.theme({
    "&": { color: "var(--ink)", backgroundColor: "var(--panel)", fontSize: "13.5px" },
    "&.cm-focused": { outline: "none" },
    ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.55", minHeight: "120px", maxHeight: "var(--editor-height)", overflow: "auto" },
    ".cm-content": { padding: "10px 6px", caretColor: "var(--ink)" },
    ".cm-cursor": { borderLeftColor: "var(--ink)" },
    "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { background: "var(--chosen)" },
    "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--mark)", color: "inherit" },
    "&.cm-focused .cm-nonmatchingBracket": { backgroundColor: "var(--bad-tint)", color: "inherit" },
    ".wrong": { textDecoration: "underline wavy var(--bad)", backgroundColor: "var(--bad-tint)" },
  });
}
