// A link on the clipboard goes to the field that is for links. In a new claim the field of the claim's words keeps the
// words; in a workspace a link pasted where nothing is typed becomes a source, and then the article has the focus again.

const LINK = /^https?:\/\/\S+$/i;
const TYPING = "input, textarea, select, [contenteditable]:not([contenteditable=false])";
let toText = false;

function put(field, link) {
  field.value = link;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function whereItAppeared(link) {
  const field = document.getElementById("id_appearance_url");
  if (!field || field.value) return false;
  put(field, link);
  document.getElementById("pasted").textContent = "The address is noted under Details. Now write down what was said.";
  return true;
}

function asSource(link) {
  const field = document.getElementById("add_url");
  if (!field) return false;
  document.getElementById("tab-sources")?.click();
  put(field, link);
  field.focus();
  toText = true;
  return true;
}

document.addEventListener("paste", (event) => {
  const link = event.clipboardData?.getData("text").trim() ?? "";
  if (!LINK.test(link) || document.querySelector("dialog[open]")) return;
  const intake = event.target.closest?.("#intake #id_text");
  const free = !event.target.closest?.(TYPING);
  if ((intake && whereItAppeared(link)) || (free && asSource(link))) event.preventDefault();
});

// After the shell has put the focus on what is said of the new source.
document.addEventListener("htmx:afterSettle", (event) => {
  if (!toText || event.detail.elt.id !== "side") return;
  toText = false;
  if (!document.querySelector('#side [aria-invalid="true"]')) document.dispatchEvent(new CustomEvent("newsroom:write"));
});
