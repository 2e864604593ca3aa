// Comments on words of the article: a button on the selection, Ctrl+Alt+M, and the marks of what is talked about.

const AROUND = 80;
const PER_PART = "p, h2, h3, li, blockquote, br";
const NOT_TEXT = "cite, sup, del, button, .visually-hidden, .fate, [data-aside]";
const MARKS = "talked-about";
const SHOWN = "talked-about-now";
const button = document.createElement("button");
let chosen = null;

// The article as readers or writers see it here.
const article = () => document.querySelector(".ProseMirror") ?? document.querySelector("#article .doc:not(.doc--write)");

// The letters of the text as the server counts them, each with its place: no citations, a space between paragraphs.
function letters(root) {
  const all = [];
  let text = "";
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  const add = (letter, node, at) => {
    if (letter === " " && (text.endsWith(" ") || !text)) return;
    text += letter;
    all.push({ node, at });
  };
  let node = walker.nextNode();
  while (node) {
    if (node.nodeType === Node.TEXT_NODE) {
      if (!node.parentElement.closest(NOT_TEXT)) {
        for (let at = 0; at < node.data.length; at += 1) add(/\s/.test(node.data[at]) ? " " : node.data[at], node, at);
      }
    } else if (node.matches(PER_PART) && all.length) {
      add(" ", all.at(-1).node, all.at(-1).at);
    }
    node = walker.nextNode();
  }
  return { text, all };
}

// How many letters of the text lie before the first that `test` holds for; they are in the order of the page.
function countUntil(all, test) {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (test(all[middle])) high = middle;
    else low = middle + 1;
  }
  return low;
}

// What is selected in the article, with what stands around it; null when nothing is.
function selected() {
  const root = article();
  const field = document.getElementById("id_body");
  if (!root && field && document.activeElement === field) return inField(field);
  const selection = getSelection();
  if (!root || !selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!root.contains(range.commonAncestorContainer)) return null;
  const { text, all } = letters(root);
  const from = countUntil(all, ({ node, at }) => range.comparePoint(node, at) >= 0);
  const to = countUntil(all, ({ node, at }) => range.comparePoint(node, at + 1) > 0);
  const exact = text.slice(from, to).trim();
  if (!exact) return null;
  return { exact, before: text.slice(Math.max(0, from - AROUND), from), after: text.slice(to, to + AROUND), range };
}

function inField(field) {
  const exact = field.value.slice(field.selectionStart, field.selectionEnd).replace(/\s+/g, " ").trim();
  return exact ? { exact, before: "", after: "" } : null;
}

function openForm({ exact = "", before = "", after = "", source = "", to = "text" }) {
  const form = document.getElementById("start-comment");
  if (!form) return;
  form.elements.exact.value = exact;
  form.elements.words_before.value = before;
  form.elements.words_after.value = after;
  form.elements.source.value = source;
  form.closest("details").open = true;
  hide();
  const tab = document.getElementById("tab-discussion");
  if (tab) tab.click();
  form.scrollIntoView({ block: "center" });
  form.elements[to].focus({ preventScroll: true });
}

function hide() {
  button.hidden = true;
}

function offer() {
  chosen = selected();
  if (!chosen?.range) { hide(); return; }
  const place = chosen.range.getBoundingClientRect();
  button.hidden = false;
  const most = document.documentElement.clientWidth - button.offsetWidth - 8;
  button.style.insetInlineStart = `${Math.max(8, Math.min(place.left + scrollX, most + scrollX))}px`;
  button.style.insetBlockStart = `${place.bottom + scrollY + 6}px`;
}

button.type = "button";
button.className = "btn btn--go btn--sm talk-here";
button.hidden = true;
button.textContent = "Comment";
button.title = "Comment on these words (Ctrl+Alt+M)";
document.getElementById("main")?.append(button);
// Pressing it must not take the selection away before it is read.
button.addEventListener("mousedown", (event) => event.preventDefault());
button.addEventListener("click", () => chosen && openForm(chosen));

let waiting = 0;
document.addEventListener("selectionchange", () => {
  clearTimeout(waiting);
  waiting = setTimeout(offer, 120);
});
document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || !event.altKey || event.code !== "KeyM") return;
  const found = selected();
  event.preventDefault();
  openForm(found ?? {});
});

// S suggests other words for what is selected; Y and N answer the suggestion one stands on, R resolves the thread.
const TYPING = "input, textarea, select, [contenteditable]:not([contenteditable=false])";
function answer(key) {
  if (key === "s") {
    const found = selected();
    if (found) openForm({ ...found, to: "suggested" });
    return Boolean(found);
  }
  const control = document.activeElement?.closest?.(".talk")?.querySelector(`[data-answer="${CSS.escape(key)}"]`);
  control?.click();
  return Boolean(control);
}
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !"synr".includes(event.key)) return;
  if (localStorage.getItem("newsroom-keys") === "off") return;
  if (event.target.closest?.(TYPING) || document.querySelector("dialog[open]")) return;
  if (answer(event.key)) { event.preventDefault(); event.stopImmediatePropagation(); }
}, { capture: true });

document.addEventListener("newsroom:comment", () => openForm(selected() ?? {}));
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-discuss]");
  if (!link || !document.getElementById("start-comment")) return;
  event.preventDefault();
  openForm({ source: link.dataset.discuss });
});

// What was typed and is back is in sight.
document.addEventListener("keep:restored", (event) => {
  const fold = event.target.closest("#discussion details, .talk details, #comment");
  if (fold) fold.open = true;
});

// Marks in the text, without changing it: where each open thread's words stand now.

// Of several places the one that the same words come before.
function placeOf({ exact, before }, text) {
  let best = -1;
  let most = -1;
  for (let at = text.indexOf(exact); at >= 0; at = text.indexOf(exact, at + 1)) {
    const ahead = text.slice(0, at).trimEnd();
    const wanted = before.trimEnd();
    let same = 0;
    while (same < Math.min(ahead.length, wanted.length) && ahead.at(-1 - same) === wanted.at(-1 - same)) same += 1;
    if (same > most) { most = same; best = at; }
  }
  return best;
}

function rangeOf(thread, { text, all }) {
  const at = placeOf(thread.dataset, text);
  if (at < 0) return null;
  const range = document.createRange();
  range.setStart(all[at].node, all[at].at);
  const last = all[at + thread.dataset.exact.length - 1];
  range.setEnd(last.node, last.at + 1);
  return range;
}

const ranges = new Map();

function mark() {
  if (!window.CSS?.highlights) return;
  const root = article();
  const threads = [...document.querySelectorAll(".talk [data-exact]")];
  ranges.clear();
  if (root && threads.length) {
    const read = letters(root);
    for (const thread of threads) {
      const range = rangeOf(thread, read);
      if (range) ranges.set(thread.dataset.thread, range);
    }
  }
  CSS.highlights.set(MARKS, new Highlight(...ranges.values()));
  for (const show of document.querySelectorAll("[data-show-words]")) show.hidden = !ranges.has(show.dataset.showWords);
}

document.addEventListener("click", (event) => {
  const show = event.target.closest?.("[data-show-words]");
  const range = show && ranges.get(show.dataset.showWords);
  if (!range) return;
  CSS.highlights.set(SHOWN, new Highlight(range));
  range.startContainer.parentElement.scrollIntoView({ block: "center" });
});

let soon = 0;
function markSoon() {
  clearTimeout(soon);
  soon = setTimeout(mark, 400);
}
markSoon();
document.addEventListener("htmx:afterSettle", markSoon);
document.addEventListener("input", (event) => { if (event.target.closest?.(".ProseMirror, #id_body")) markSoon(); });
