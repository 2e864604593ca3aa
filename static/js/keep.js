// Keeps what is typed in forms marked data-keep="person:check", in this tab only, until a save is accepted.
// Never kept: passwords, files, and whatever is marked (or lies inside something marked) data-confidential.

const PREFIX = "keep:";
const PENDING = "keep-pending";
const FORMS = "form[data-keep]";
const VERSIONS = ["seen_version", "version"];
const sent = new WeakMap();
// The form whose save was refused last: the page of both texts settles what becomes of its kept text.
let refused = "";

const keyOf = (form) => `${PREFIX}${form.dataset.keep}:${form.id || form.getAttribute("action") || location.pathname}`;

function keepable(field) {
  if (!field.name || field.disabled || field.closest("[data-confidential]")) return false;
  if (field.type === "hidden") return VERSIONS.includes(field.name);
  return !["password", "file", "submit", "button", "reset", "image"].includes(field.type);
}

function valuesOf(form) {
  const values = {};
  for (const field of form.elements) {
    if (!keepable(field)) continue;
    if (field.type === "checkbox" || field.type === "radio") {
      values[field.name] ??= [];
      if (field.checked) values[field.name].push(field.value);
    } else if (field.multiple) {
      values[field.name] = [...field.selectedOptions].map((option) => option.value);
    } else {
      values[field.name] = field.value;
    }
  }
  return values;
}

function typedOf(values) {
  return JSON.stringify(Object.entries(values).filter(([name]) => !VERSIONS.includes(name)).sort());
}

function put(field, value) {
  if (field.type === "checkbox" || field.type === "radio") field.checked = value.includes(field.value);
  else if (field.multiple) for (const option of field.options) option.selected = value.includes(option.value);
  else field.value = value;
}

function read(key) {
  try { return JSON.parse(sessionStorage.getItem(key) ?? "null"); } catch { return null; }
}

// A source that has just been marked as confidential, in a form that was kept until then.
const secret = (form) => Boolean(form.elements.confidential?.checked);

function noteOf(form) {
  const note = form.previousElementSibling;
  return note?.matches("[data-put-back]") ? note : null;
}

function store(form) {
  if (secret(form)) { sessionStorage.removeItem(keyOf(form)); noteOf(form)?.remove(); return; }
  try { sessionStorage.setItem(keyOf(form), JSON.stringify(valuesOf(form))); } catch { /* the tab's store is full or shut */ }
}

function tell(form) {
  const note = document.createElement("div");
  note.className = "notice notice--warn";
  note.setAttribute("role", "status");
  note.dataset.putBack = "";
  const words = document.createElement("span");
  words.textContent = "What you typed here before is back. It is not saved yet.";
  const drop = document.createElement("button");
  drop.type = "button";
  drop.className = "btn btn--sm";
  drop.textContent = "Drop it";
  drop.addEventListener("click", () => {
    form.dispatchEvent(new CustomEvent("keep:dropped"));
    sessionStorage.removeItem(keyOf(form));
    location.reload();
  });
  note.append(words, drop);
  form.before(note);
}

function restore(form) {
  const kept = read(keyOf(form));
  if (!kept) return;
  // A form that the server has just shown again with its errors holds what was typed already.
  if (document.querySelector("[data-keep-failed]")) return;
  const shown = valuesOf(form);
  if (typedOf({ ...shown, ...kept }) === typedOf(shown)) { sessionStorage.removeItem(keyOf(form)); return; }
  for (const field of form.elements) {
    // The version comes back with the text: if a colleague saved meanwhile, both texts are shown side by side.
    if (keepable(field) && field.name in kept) put(field, kept[field.name]);
  }
  form.dispatchEvent(new CustomEvent("keep:restored", { bubbles: true }));
  tell(form);
}

function wipe(test) {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX) && test(key)) sessionStorage.removeItem(key);
}

function settle() {
  const key = sessionStorage.getItem(PENDING);
  sessionStorage.removeItem(PENDING);
  const failed = document.querySelector("[data-keep-failed], [data-sign-in]");
  if (key && failed) refused = key;
  if (key && !failed && document.querySelector("#messages .notice--ok, [data-keep-saved]")) sessionStorage.removeItem(key);
}

const person = document.body.dataset.person;
if (person) wipe((key) => !key.startsWith(`${PREFIX}${person}:`));
settle();
document.querySelectorAll(FORMS).forEach(restore);
if (Object.keys(sessionStorage).some((key) => key.startsWith(PREFIX))) {
  for (const note of document.querySelectorAll("[data-kept]")) note.hidden = false;
}

document.addEventListener("input", (event) => {
  const form = event.target.closest?.(FORMS);
  if (form) store(form);
});
document.addEventListener("submit", (event) => {
  if (event.target.matches("[data-wipe]")) { wipe(() => true); indexedDB.deleteDatabase("on-this-device"); }
  if (event.target.matches("[data-keep-result]") && refused) sessionStorage.setItem(PENDING, refused);
  if (!event.target.matches(FORMS)) return;
  store(event.target);
  if (!event.defaultPrevented) sessionStorage.setItem(PENDING, keyOf(event.target));
});
document.addEventListener("htmx:beforeRequest", (event) => {
  const form = event.detail.elt.closest?.(FORMS);
  if (form) sent.set(form, { key: keyOf(form), typed: typedOf(valuesOf(form)) });
  // A question on the way (is it checked already?) does not mean that the form just sent did not leave.
  if (event.detail.requestConfig.verb !== "get") sessionStorage.removeItem(PENDING);
});
// A form that its own answer replaces is gone once the request is over.
document.addEventListener("htmx:beforeSwap", (event) => {
  const form = event.detail.requestConfig?.elt?.closest?.(FORMS);
  const before = form && event.detail.target?.contains(form) && sent.get(form);
  const { xhr, requestConfig } = event.detail;
  if (!before || requestConfig.verb === "get" || xhr.status < 200 || xhr.status >= 300) return;
  if (typedOf(valuesOf(form)) === before.typed) sessionStorage.removeItem(before.key);
});
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.detail.elt.closest?.(FORMS);
  const before = form && sent.get(form);
  const { xhr, requestConfig } = event.detail;
  if (before && xhr.status === 409) refused = before.key;
  if (!before || requestConfig.verb === "get" || xhr.status < 200 || xhr.status >= 300) return;
  if (typedOf(valuesOf(form)) !== before.typed) return;
  sessionStorage.removeItem(before.key);
  noteOf(form)?.replaceChildren("What you typed here before is back and saved.");
});
document.addEventListener("click", (event) => {
  if (refused && event.target.closest?.("[data-keep-drop]")) sessionStorage.removeItem(refused);
});
document.addEventListener("htmx:load", (event) => {
  const root = event.detail.elt;
  if (root === document.body) return;
  if (root.matches?.(FORMS)) restore(root);
  root.querySelectorAll?.(FORMS).forEach(restore);
});
