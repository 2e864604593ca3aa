// Puts the editor on the article's textarea: our tools, citations, word count. Without it the textarea works as it is.
import {
  Blockquote, Bold, BulletList, Document, Dropcursor, Gapcursor, HardBreak, Heading, History, Italic, Link, ListItem,
  OrderedList, Paragraph, Text, createTextareaEditor,
} from "django-prose-editor/editor";
import { Citation, citable, pick, renumber } from "./cite.js";
import { inOurTags } from "./pasted.js";

const textarea = document.getElementById("id_body");
const tools = document.getElementById("tools");
const linkBox = document.getElementById("link-picker");
const linkField = document.getElementById("link-url");

// Tab leaves the editor; it never indents.
const Item = ListItem.extend({
  addKeyboardShortcuts() {
    return { Enter: () => this.editor.commands.splitListItem(this.name) };
  },
});
const PlainLink = Link.extend({
  addKeyboardShortcuts() {
    return { "Mod-k": () => { openLink(); return true; } };
  },
});

const editor = createTextareaEditor(textarea, [
  Document, Paragraph, Text, HardBreak, History, Dropcursor, Gapcursor, Bold, Italic, Blockquote, BulletList,
  OrderedList, Item,
  Heading.configure({ levels: [2, 3] }),
  PlainLink.configure({ openOnClick: false, autolink: false, enableTarget: false, protocols: ["http", "https", "mailto"] }),
  Citation.configure({ open: openPicker }),
]);

editor.setOptions({ editorProps: { ...editor.options.editorProps, transformPastedHTML: inOurTags } });

// While a dialog has the focus the browser forgets where the caret was; closing it would put it before the first word.
let place = { from: 0, to: 0 };

function hold() {
  place = { from: editor.state.selection.from, to: editor.state.selection.to };
}

function resume() {
  editor.commands.setTextSelection(place);
  editor.view.focus();
}

// Until somebody has put the caret anywhere, it belongs behind what is written.
let placed = false;
editor.on("focus", () => { placed = true; });
const caret = () => (placed ? null : "end");

function insert(source) {
  editor.chain().focus(caret()).insertContent({ type: "citation", attrs: { source: String(source.id) } }).run();
}

function openPicker() {
  hold();
  pick((source) => { resume(); insert(source); }, resume);
}

function openLink() {
  hold();
  linkField.value = editor.getAttributes("link").href ?? "";
  linkBox.returnValue = "";
  linkBox.showModal();
}

linkBox.addEventListener("close", () => {
  resume();
  const chain = editor.chain().focus().extendMarkRange("link");
  const href = linkField.value.trim();
  if (linkBox.returnValue === "unset") chain.unsetLink().run();
  else if (linkBox.returnValue === "set" && /^(https?:\/\/|mailto:)/i.test(href)) chain.setLink({ href }).run();
});

const COMMANDS = {
  bold: { run: (chain) => chain.toggleBold(), on: () => editor.isActive("bold") },
  italic: { run: (chain) => chain.toggleItalic(), on: () => editor.isActive("italic") },
  h2: { run: (chain) => chain.toggleHeading({ level: 2 }), on: () => editor.isActive("heading", { level: 2 }) },
  h3: { run: (chain) => chain.toggleHeading({ level: 3 }), on: () => editor.isActive("heading", { level: 3 }) },
  quote: { run: (chain) => chain.toggleBlockquote(), on: () => editor.isActive("blockquote") },
  bullets: { run: (chain) => chain.toggleBulletList(), on: () => editor.isActive("bulletList") },
  numbers: { run: (chain) => chain.toggleOrderedList(), on: () => editor.isActive("orderedList") },
};

function press(name) {
  if (name === "cite") openPicker();
  else if (name === "link") openLink();
  else COMMANDS[name].run(editor.chain().focus()).run();
}

function light() {
  for (const tool of tools.querySelectorAll("[data-do]")) {
    if (tool.dataset.do === "link") tool.setAttribute("aria-pressed", String(editor.isActive("link")));
    else if (COMMANDS[tool.dataset.do]) tool.setAttribute("aria-pressed", String(COMMANDS[tool.dataset.do].on()));
  }
}

function count() {
  const words = editor.getText({ blockSeparator: " " }).match(/\S+/g)?.length ?? 0;
  document.getElementById("words").textContent = `${words} word${words === 1 ? "" : "s"}`;
}

tools.hidden = false;
// Whoever has just opened a correction goes on writing.
if (location.hash === "#write") editor.commands.focus("end");
// Pressing a tool never takes the focus out of the text, so the next key typed is never lost.
tools.addEventListener("mousedown", (event) => event.preventDefault());
tools.addEventListener("click", (event) => {
  const tool = event.target.closest("[data-do]");
  if (tool) press(tool.dataset.do);
});
tools.addEventListener("keydown", (event) => {
  const all = [...tools.querySelectorAll("[data-do]")];
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const next = all[(all.indexOf(document.activeElement) + step + all.length) % all.length];
  all.forEach((tool) => { tool.tabIndex = tool === next ? 0 : -1; });
  next.focus();
  event.preventDefault();
});
editor.on("transaction", light);
editor.on("update", count);

const box = editor.view.dom;
box.setAttribute("role", "textbox");
box.setAttribute("aria-multiline", "true");
box.setAttribute("aria-labelledby", "id_body_label");
if (textarea.getAttribute("aria-invalid")) {
  box.setAttribute("aria-invalid", "true");
  box.setAttribute("aria-describedby", "id_body_error");
}
document.getElementById("body").classList.add("is-rich");
document.getElementById("id_body_label").addEventListener("click", () => editor.commands.focus());
document.addEventListener("newsroom:go", (event) => {
  if (event.detail.id === "id_body") editor.commands.focus();
});
document.addEventListener("newsroom:write", () => editor.commands.focus(caret()));
document.getElementById("text").addEventListener("keep:restored", () => {
  editor.commands.setContent(textarea.value, { emitUpdate: false });
  count();
});

function refresh() {
  for (const button of document.querySelectorAll("[data-cite]")) button.hidden = false;
  renumber();
}
refresh();
document.addEventListener("htmx:afterSettle", refresh);
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-cite]");
  const source = button && citable().find((one) => String(one.id) === button.dataset.cite);
  if (source) insert(source);
});
