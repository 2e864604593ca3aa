// Tabs made of the sections on the right, and links that lead into them. Without script all sections are shown.

const KEY = `tab:${location.pathname}`;

function sectionsOf(tabs) {
  return [...tabs.querySelectorAll(":scope > [data-tab]")];
}

function select(tabs, section, { focus = false } = {}) {
  for (const one of sectionsOf(tabs)) {
    const on = one === section;
    one.hidden = !on;
    const tab = document.getElementById(`tab-${one.id}`);
    tab.setAttribute("aria-selected", String(on));
    tab.tabIndex = on ? 0 : -1;
    if (on && focus) tab.focus();
  }
  try { sessionStorage.setItem(KEY, section.id); } catch { /* the tab's store is full or shut */ }
}

function tabFor(tabs, section) {
  const tab = document.createElement("button");
  tab.type = "button";
  tab.className = "tab";
  tab.id = `tab-${section.id}`;
  tab.setAttribute("role", "tab");
  tab.setAttribute("aria-controls", section.id);
  tab.append(section.dataset.tab);
  if (section.dataset.count) {
    const number = document.createElement("span");
    number.className = "n";
    number.textContent = section.dataset.count;
    tab.append(" ", number);
  }
  tab.addEventListener("click", () => select(tabs, section));
  section.setAttribute("role", "tabpanel");
  section.setAttribute("aria-labelledby", tab.id);
  section.tabIndex = -1;
  return tab;
}

function walk(event, tabs) {
  const all = sectionsOf(tabs);
  const now = all.findIndex((one) => !one.hidden);
  const next = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: all.length - 1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  select(tabs, all[(next + all.length) % all.length], { focus: true });
}

function start(tabs) {
  if (tabs.classList.contains("is-tabbed")) return;
  const bar = tabs.querySelector('[role="tablist"]');
  bar.replaceChildren(...sectionsOf(tabs).map((section) => tabFor(tabs, section)));
  bar.hidden = false;
  bar.addEventListener("keydown", (event) => walk(event, tabs));
  tabs.classList.add("is-tabbed");
  const wanted = tabs.dataset.active || sessionStorage.getItem(KEY);
  const all = sectionsOf(tabs);
  select(tabs, all.find((one) => one.id === wanted) ?? all[0]);
}

const FIELD = "input:not([type=hidden]), textarea, select";

function focusable(target) {
  // A section takes the focus itself only when nothing can be filled in there.
  if (target.matches("[data-tab]")) return target.querySelector(FIELD) ?? target;
  if (target.matches("a, button, input, textarea, select, summary, [tabindex]")) return target;
  return target.querySelector(`${FIELD}, a, button`);
}

// Shows the place with this id and puts the focus there.
function go(id) {
  const found = document.getElementById(id);
  if (!found) return false;
  const target = found.classList.contains("place") ? found.closest("li") : found;
  const tabs = target.closest("[data-tabs]");
  const section = target.closest("[data-tab]");
  if (tabs && section) select(tabs, section);
  document.dispatchEvent(new CustomEvent("newsroom:go", { detail: { id } }));
  target.scrollIntoView({ block: "center" });
  if (id !== "id_body" || target.offsetParent) focusable(target)?.focus({ preventScroll: true });
  return true;
}

document.querySelectorAll("[data-tabs]").forEach(start);
if (location.hash) go(decodeURIComponent(location.hash.slice(1)));
window.addEventListener("hashchange", () => go(decodeURIComponent(location.hash.slice(1))));

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-first-open]");
  // What is typed and not saved yet may be what was missing: then the server says what still is.
  if (button && document.getElementById("save-state")?.dataset.state === "saved") {
    event.preventDefault();
    const first = document.querySelector("#ready .todo a");
    first?.scrollIntoView({ block: "center" });
    first?.focus({ preventScroll: true });
    return;
  }
  const link = event.target.closest?.('a[href^="#"]');
  if (link && go(link.hash.slice(1))) event.preventDefault();
});

document.addEventListener("keydown", (event) => {
  if (!event.altKey || event.ctrlKey || event.metaKey || !/^[1-5]$/.test(event.key)) return;
  const tabs = document.querySelector("[data-tabs]");
  const section = tabs && sectionsOf(tabs)[Number(event.key) - 1];
  if (section) { event.preventDefault(); select(tabs, section, { focus: true }); }
});

document.addEventListener("htmx:afterSwap", () => document.querySelectorAll("[data-tabs]").forEach(start));
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.elt.id !== "side") return;
  const side = document.getElementById("side");
  const wrong = side.querySelector('[aria-invalid="true"]');
  (wrong ?? side.querySelector("[data-focus]"))?.focus({ preventScroll: true });
});
