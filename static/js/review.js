// Walks the changes (N, P), comments on them (C) and goes to the next check in the queue (J). The page works without it.

const SWITCH = "newsroom-keys";
const TYPING = "input, textarea, select, [contenteditable]:not([contenteditable=false])";
// Asked each time: what others write may have been put among them.
const found = () => [...document.querySelectorAll(".diff .chg")];
const next = document.getElementById("next-in-queue");
const hint = document.getElementById("walk");
if (hint && found().length) hint.hidden = false;

function step(by) {
  const changes = found();
  if (!changes.length) return false;
  const at = changes.indexOf(document.activeElement);
  const to = changes[(at + by + changes.length) % changes.length] ?? changes[0];
  to.tabIndex = -1;
  to.focus();
  to.scrollIntoView({ block: "center" });
  return true;
}

// A comment is about what is selected, else about the change one stands on, else about the first of them.
function comment() {
  const change = found()[at()] ?? found()[0];
  if (getSelection().isCollapsed && change) getSelection().selectAllChildren(change);
  document.dispatchEvent(new CustomEvent("newsroom:comment"));
}
document.querySelector("#comment > summary")?.addEventListener("click", (event) => {
  if (event.currentTarget.parentElement.open) return;
  event.preventDefault();
  comment();
});

function act(key) {
  if (key === "n") return step(1);
  if (key === "p") return step(at() < 0 ? 0 : -1);
  if (key === "j" && next) { next.click(); return true; }
  return false;
}

function at() {
  return found().indexOf(document.activeElement);
}

// Before the keys of the shell: here N is the next change, not a new claim.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.key.length !== 1) return;
  if (localStorage.getItem(SWITCH) === "off") return;
  if (event.target.closest?.(TYPING) || document.querySelector("dialog[open]")) return;
  if (act(event.key.toLowerCase())) event.preventDefault();
}, { capture: true });
