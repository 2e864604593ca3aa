// Citations in the text: the node, the picker that "[[" or a button opens, and numbers that follow the source list.
import { InputRule, Node, mergeAttributes } from "django-prose-editor/editor";

const picker = document.getElementById("cite-picker");
const query = document.getElementById("cite-q");
const list = document.getElementById("cite-list");
const none = document.getElementById("cite-none");
let choose = () => {};
let shown = [];
let at = 0;

export function citable() {
  return [...document.querySelectorAll("#citable > li")].map((row) => ({
    id: row.dataset.id, n: row.dataset.n, from: row.dataset.from, title: row.textContent,
  }));
}

function paint(chip, key) {
  const source = citable().find((one) => String(one.id) === String(key));
  chip.textContent = source ? source.n : "?";
  chip.title = source ? `Source ${source.n}: ${source.title}` : "This source is not in the list of those that can be cited";
  chip.classList.toggle("cite-chip--bad", !source);
}

export function renumber(root = document) {
  for (const chip of root.querySelectorAll(".ProseMirror cite[data-source]")) paint(chip, chip.dataset.source);
}

export const Citation = Node.create({
  name: "citation",
  group: "inline",
  inline: true,
  atom: true,
  addOptions() { return { open: () => {} }; },
  addAttributes() {
    return {
      source: {
        default: null,
        parseHTML: (element) => element.getAttribute("data-source"),
        renderHTML: ({ source }) => ({ "data-source": source }),
      },
    };
  },
  parseHTML() { return [{ tag: "cite[data-source]" }]; },
  renderHTML({ node, HTMLAttributes }) {
    const source = citable().find((one) => String(one.id) === String(node.attrs.source));
    return ["cite", mergeAttributes(HTMLAttributes), String(source?.n ?? "?")];
  },
  renderText() { return ""; },
  addNodeView() {
    return ({ node }) => {
      const dom = document.createElement("cite");
      dom.className = "cite-chip";
      dom.dataset.source = node.attrs.source;
      paint(dom, node.attrs.source);
      return { dom, ignoreMutation: () => true };
    };
  },
  addInputRules() {
    return [
      new InputRule({
        find: /\[\[$/,
        handler: ({ state, range }) => {
          state.tr.delete(range.from, range.to);
          setTimeout(() => this.options.open(), 0);
        },
      }),
    ];
  },
});

function matches(typed) {
  const wanted = typed.trim().toLowerCase();
  if (!wanted) return citable();
  if (/^\d+$/.test(wanted)) return citable().filter((one) => String(one.n).startsWith(wanted));
  return citable().filter((one) => `${one.title} ${one.from}`.toLowerCase().includes(wanted));
}

function mark(index) {
  at = Math.max(0, Math.min(index, shown.length - 1));
  [...list.children].forEach((option, place) => option.setAttribute("aria-selected", String(place === at)));
  const current = list.children[at];
  if (current) query.setAttribute("aria-activedescendant", current.id);
  else query.removeAttribute("aria-activedescendant");
  current?.scrollIntoView({ block: "nearest" });
}

function option(source) {
  const row = document.createElement("li");
  row.id = `cite-option-${source.id}`;
  row.setAttribute("role", "option");
  const number = document.createElement("span");
  number.className = "src__n";
  number.textContent = source.n;
  const words = document.createElement("span");
  words.textContent = source.from ? `${source.title}, ${source.from}` : source.title;
  row.append(number, words);
  row.addEventListener("click", () => finish(source));
  return row;
}

function fill() {
  shown = matches(query.value);
  list.replaceChildren(...shown.map(option));
  if (citable().length) none.textContent = shown.length ? "" : "No source fits.";
  else none.textContent = "There is no source to cite yet. Add one first.";
  mark(0);
}

function finish(source) {
  picker.close("cited");
  choose(source);
}

// Opens the picker; `done` gets the source. Closing it any other way calls `left`.
export function pick(done, left) {
  choose = done;
  query.value = "";
  fill();
  picker.returnValue = "";
  picker.addEventListener("close", () => { if (picker.returnValue !== "cited") left(); }, { once: true });
  picker.showModal();
  query.focus();
}

query?.addEventListener("input", fill);
query?.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown") mark(at + 1);
  else if (event.key === "ArrowUp") mark(at - 1);
  else if (event.key === "Enter") { if (shown[at]) finish(shown[at]); }
  else return;
  event.preventDefault();
});
