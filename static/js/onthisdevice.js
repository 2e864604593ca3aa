// A browser that is killed off line takes the tab's own store (keep.js) with it. What keep.js holds of an article is
// therefore copied each second to the device, and offered when the check is opened again and the server lacks it.
// Never put back unasked, never shown to anybody but who typed it; signing out removes it (keep.js).
// Not localStorage: browsers write that to the disk many seconds late.

const WAIT_MS = 1000;
const NAME = "on-this-device";
const STORE = "texts";
const TAB = "this-tab";
const form = document.querySelector("form[data-autosave][data-keep]");
const keptAs = form && `keep:${form.dataset.keep}:${form.id}`;
let timer = 0;

// Several tabs may hold unsaved texts of one check: none writes over another's.
function ownKey() {
  const tab = sessionStorage.getItem(TAB) ?? Math.random().toString(36).slice(2);
  sessionStorage.setItem(TAB, tab);
  return `${form.dataset.keep}:${tab}`;
}

function opened() {
  return new Promise((done, fail) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "key" });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => fail(asked.error);
  });
}

// Opened for one piece of work and shut again, so that signing out in another tab can remove it.
async function inStore(mode, work) {
  const store = await opened();
  return new Promise((done, fail) => {
    const parts = store.transaction(STORE, mode, { durability: "strict" });
    const asked = work(parts.objectStore(STORE));
    parts.oncomplete = () => { store.close(); done(asked.result); };
    parts.onabort = () => { store.close(); fail(parts.error); };
  });
}

const remove = (key) => inStore("readwrite", (store) => store.delete(key));
const copies = () => inStore("readonly", (store) => (
  store.getAll(IDBKeyRange.bound(`${form.dataset.keep}:`, `${form.dataset.keep}:\uffff`))
));

// keep.js drops its text when the server has accepted it; the copy goes with it.
async function copy(sent = false) {
  clearTimeout(timer);
  timer = 0;
  const key = ownKey();
  const typed = sessionStorage.getItem(keptAs);
  try {
    if (typed) await inStore("readwrite", (store) => store.put({ key, typed, sent, at: Date.now() }));
    else await remove(key);
  } catch { /* the device's store is full or shut */ }
}

function onServer(name) {
  const fields = [...form.elements].filter((field) => field.name === name);
  if (["radio", "checkbox"].includes(fields[0]?.type)) {
    return fields.filter((field) => field.defaultChecked).map((field) => field.value).join();
  }
  return fields[0]?.defaultValue ?? "";
}

const plain = (text) => String(text).replaceAll("\r\n", "\n").trim();

function serverHas(typed) {
  return Object.entries(JSON.parse(typed)).every(([name, value]) => name === "version" || plain(value) === plain(onServer(name)));
}

function button(words, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "btn btn--sm";
  made.textContent = words;
  made.addEventListener("click", act);
  return made;
}

function timeOf(at) {
  const day = new Date(at).toDateString() === new Date().toDateString() ? {} : { day: "numeric", month: "short" };
  return new Date(at).toLocaleString("en-GB", { ...day, hour: "2-digit", minute: "2-digit" });
}

function offer({ key, typed, at }) {
  const note = document.createElement("div");
  note.className = "notice notice--warn";
  note.setAttribute("role", "status");
  const words = document.createElement("span");
  words.textContent = `Text from ${timeOf(at)} was not saved.`;
  // keep.js puts it into the form, with the version it was based on: if a colleague saved since, both are compared.
  const back = button("Put it back", () => { sessionStorage.setItem(keptAs, typed); location.reload(); });
  const drop = button("Discard", async () => { await remove(key); note.remove(); });
  note.append(words, back, drop);
  form.before(note);
}

async function begin() {
  const own = sessionStorage.getItem(keptAs);
  const saved = document.querySelector("#messages .notice--ok, [data-keep-saved]");
  const found = await copies();
  if (own) await copy();
  for (const one of found) {
    const settled = one.typed === own || serverHas(one.typed) || (one.sent && saved && one.key === ownKey());
    if (!settled) offer(one);
    else if (!own || one.key !== ownKey()) await remove(one.key);
  }
}

if (form) {
  begin().catch(() => { /* the device's store is shut: keep.js and the server hold what they hold */ });
  form.addEventListener("input", () => { timer ||= setTimeout(() => copy(), WAIT_MS); });
  form.addEventListener("submit", (event) => { if (!event.defaultPrevented) copy(true); });
  form.addEventListener("keep:dropped", () => remove(ownKey()));
  document.addEventListener("htmx:afterRequest", (event) => { if (event.detail.elt === form) copy(); });
  window.addEventListener("pagehide", () => { if (timer) copy(); });
}
