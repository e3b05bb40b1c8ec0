// The SPARQL editor: what the page uses of CodeMirror, and no more.
export { minimalSetup } from "codemirror";
export { EditorState, Compartment } from "@codemirror/state";
export { EditorView, keymap, lineNumbers, placeholder } from "@codemirror/view";
export { StreamLanguage, HighlightStyle, bracketMatching, syntaxHighlighting } from "@codemirror/language";
export { tags } from "@lezer/highlight";
