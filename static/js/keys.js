// Single-letter keys, off while typing. A control says its keys: data-key="n", data-key="g h", data-key-focus="/".

const SWITCH = "newsroom-keys";
const PAUSE_MS = 1200;
const TYPING = "input:not([type=checkbox]):not([type=radio]):not([type=button]):not([type=submit]), textarea, select, [contenteditable]:not([contenteditable=false])";
const help = document.getElementById("keys");
let first = "";
let since = 0;

const on = () => localStorage.getItem(SWITCH) !== "off";

function typing(event) {
  return event.target.closest?.(TYPING) || document.querySelector("dialog[open]");
}

// In a group of choices the one that is chosen: a key never changes a choice.
function chosen(field) {
  return field?.type === "radio" ? document.querySelector(`input[name="${CSS.escape(field.name)}"]:checked`) ?? field : field;
}

// What a key does to the row one is in, or to the first row that has it when one is in none.
function inRow(keys) {
  const row = document.activeElement?.closest("[data-row]") ?? document;
  return row.querySelector(`[data-row-key="${CSS.escape(keys)}"]`);
}

function press(keys) {
  const field = chosen(document.querySelector(`[data-key-focus="${CSS.escape(keys)}"]`));
  if (field?.offsetParent) { field.focus(); field.select?.(); return true; }
  const control = document.querySelector(`[data-key="${CSS.escape(keys)}"]`) ?? inRow(keys);
  control?.click();
  return Boolean(control);
}

function step(by) {
  const rows = [...document.querySelectorAll("[data-row]")].filter((row) => row.offsetParent);
  if (!rows.length) return false;
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))];
  const link = next.matches("a") ? next : next.querySelector("a[data-row-link], a");
  link?.focus();
  next.scrollIntoView({ block: "nearest" });
  return true;
}

function handle(key) {
  const pair = performance.now() - since < PAUSE_MS && first ? `${first} ${key}` : "";
  first = "";
  if (pair) return press(pair);
  if (key === "g") { first = key; since = performance.now(); return true; }
  if (key === "j") return step(1);
  if (key === "k") return step(-1);
  if (key === "?") { help?.showModal(); return Boolean(help); }
  return press(key);
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
  if (event.key.length !== 1 || !on() || typing(event)) return;
  if (handle(event.key.toLowerCase())) event.preventDefault();
});

const box = document.getElementById("keys-on");
if (box) {
  box.checked = on();
  box.addEventListener("change", () => localStorage.setItem(SWITCH, box.checked ? "on" : "off"));
}
for (const opener of document.querySelectorAll("[data-open-keys]")) {
  opener.hidden = false;
  opener.addEventListener("click", () => help?.showModal());
}

// Ctrl+Enter sends the form one is in, by its first button. Beside other forms it takes the page's next step; it is
// asked before the editor of the text is, which would break the line.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
  const form = event.target.closest?.("form");
  const own = form?.matches("[data-ctrl-enter]") ? form : null;
  const step = document.querySelector("[data-next-step]");
  if (!own && (!step || (form && form !== step.form) || document.querySelector("dialog[open]"))) return;
  event.preventDefault();
  event.stopPropagation();
  if (own) own.requestSubmit(own.querySelector("[data-first]"));
  else step.click();
}, { capture: true });

// Enter where nothing has the focus opens the first row of a list that is there to be worked through.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || !on()) return;
  if (document.activeElement === document.body) document.querySelector("[data-enter] [data-row-link]")?.click();
});
