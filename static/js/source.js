// The page of a source: steps through quotations (N, P) and copies ([, ]), selects a paragraph (S), quotes it (Q).
// The page works without it: quotations and copies are links, and the form for a quotation is there.

const SWITCH = "newsroom-keys";
const TYPING = "input, textarea, select, [contenteditable]:not([contenteditable=false])";
const LONGEST = 4000;
const kept = document.querySelector("[data-kept]");
const bar = document.querySelector("[data-quote-this]");
const form = document.getElementById("add-quotation");
const marks = [...document.querySelectorAll("[data-hl]")];

function walk(by) {
  if (!marks.length) return false;
  const at = marks.indexOf(document.activeElement);
  const to = at < 0 && by < 0 ? marks.length - 1 : (at + by + marks.length) % marks.length;
  marks[to].focus();
  marks[to].scrollIntoView({ block: "center" });
  return true;
}

function version(side) {
  const here = document.querySelector(".versions [aria-current]");
  const to = side < 0 ? here?.previousElementSibling : here?.nextElementSibling;
  to?.click();
  return Boolean(to);
}

// The words selected inside the kept text, without our own notes between its paragraphs.
function selected() {
  const range = document.getSelection()?.rangeCount ? document.getSelection().getRangeAt(0) : null;
  if (!range || range.collapsed || !kept?.contains(range.commonAncestorContainer)) return "";
  const copy = range.cloneContents();
  for (const note of copy.querySelectorAll(".hl-note, .kept__meta, .notice")) note.remove();
  const blocks = copy.querySelectorAll("[data-block]");
  const parts = blocks.length ? [...blocks].map((block) => block.textContent) : [copy.textContent];
  return parts.join(" ").replace(/\s+/g, " ").trim();
}

function quote() {
  const words = selected();
  if (!words || !form) return false;
  const field = form.elements.text;
  field.value = words;
  if (words.length > LONGEST) { field.focus(); return true; }
  form.requestSubmit();
  return true;
}

// Selects the next paragraph from the keyboard; Shift with an arrow key makes it smaller or larger.
function select() {
  const blocks = [...(kept?.querySelectorAll("[data-block]") ?? [])];
  const range = document.getSelection()?.rangeCount ? document.getSelection().getRangeAt(0) : null;
  const at = range ? blocks.findIndex((block) => block.contains(range.startContainer)) : -1;
  const focused = blocks.findIndex((block) => block.contains(document.activeElement));
  const chosen = at >= 0 && !range.collapsed ? at + 1 : focused;
  const to = blocks[Math.max(0, chosen) % blocks.length];
  if (!to) return false;
  document.getSelection().selectAllChildren(to);
  to.scrollIntoView({ block: "center" });
  return true;
}

function act(key) {
  if (key === "n") return walk(1);
  if (key === "p") return walk(-1);
  if (key === "[") return version(-1);
  if (key === "]") return version(1);
  if (key === "s" && form) return select();
  return key === "q" && quote();
}

// Before the keys of the shell: here N is the next quotation, not a new claim.
document.addEventListener("keydown", (event) => {
  const typed = event.getModifierState("AltGraph");
  if ((event.ctrlKey || event.altKey) && !typed) return;
  if (event.metaKey || event.isComposing || event.key.length !== 1 || localStorage.getItem(SWITCH) === "off") return;
  if (event.target.closest?.(TYPING) || document.querySelector("dialog[open]")) return;
  if (act(event.key.toLowerCase())) {
    event.preventDefault();
    event.stopPropagation();
  }
}, { capture: true });

document.addEventListener("selectionchange", () => { if (bar) bar.hidden = !form || !selected(); });
// Pressing the button must not undo the selection.
bar?.addEventListener("mousedown", (event) => event.preventDefault());
bar?.querySelector("button").addEventListener("click", quote);

for (const button of document.querySelectorAll("[data-next]")) {
  button.hidden = marks.length < 2;
  button.addEventListener("click", () => {
    const own = button.closest(".hl-note").id;
    marks.find((mark) => mark.getAttribute("aria-describedby") === own)?.focus();
    walk(1);
  });
}

// Whoever comes by a link to a quotation stands on it.
function arrive() {
  const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (place?.matches("[data-hl]")) { place.focus(); place.scrollIntoView({ block: "center" }); }
}
addEventListener("hashchange", arrive);
arrive();
