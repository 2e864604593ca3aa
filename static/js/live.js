// Keeps an open page of a check up to date: tells what the person does here, asks what changed, and puts it in place.
// Nothing moves under the pointer or the caret: what would move the side waits for a press of "show".

const SWITCH = "newsroom-live";
const SECOND = 1000;
// Whoever typed within this time is editing (the newsroom waits as long before it takes a silent page for away).
const TYPED_MS = 60 * SECOND;
// A screen reader is told at most this often.
const SAY_MS = 10 * SECOND;
const GONE = [401, 403, 404];
const tab = Math.random().toString(36).slice(2, 12);
const opened = document.getElementById("live");
const seen = opened?.dataset.seen ?? "";
let timer = 0;
let asking = false;
let typedAt = -Infinity;
let told = "";
const waiting = new Map();

const live = () => document.getElementById("live");
const paused = () => localStorage.getItem(SWITCH) === "off";

function csrf() {
  return JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];
}

function tell(doing) {
  told = doing;
  const form = new FormData();
  for (const [name, value] of Object.entries({ doing, tab, csrfmiddlewaretoken: csrf() })) form.append(name, value);
  navigator.sendBeacon(live().dataset.present, form);
}

function doing() {
  if (document.hidden) return "away";
  return Date.now() - typedAt < TYPED_MS ? "editing" : "reading";
}

// One line for screen readers; what comes too soon after another is said when its time has come.
let saidAt = -Infinity;
let next = "";
let saying = 0;
function say(words) {
  if (!words) return;
  next = words;
  clearTimeout(saying);
  saying = setTimeout(() => {
    saidAt = Date.now();
    document.getElementById("live-said").textContent = next;
  }, Math.max(0, saidAt + SAY_MS - Date.now()));
}

const sideIsUsed = () => {
  const side = document.getElementById("side");
  return Boolean(side && (side.matches(":hover") || (side.contains(document.activeElement))));
};

const typedIn = (field) => {
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field.tagName === "SELECT") return [...field.options].some((one) => one.selected !== one.defaultSelected);
  return field.value !== field.defaultValue;
};

// What was typed, chosen or opened in the old part is so in the new one.
function carry(old, fresh) {
  const field = (id) => fresh.querySelector(`#${CSS.escape(id)}`);
  for (const was of old.querySelectorAll("input[id], textarea[id], select[id]")) {
    const now = field(was.id);
    if (!now || was.type === "hidden" || was.type === "file" || !typedIn(was)) continue;
    if (was.type === "checkbox" || was.type === "radio") now.checked = was.checked;
    else now.value = was.value;
  }
  for (const open of old.querySelectorAll("details[open]")) {
    const inside = open.id || open.querySelector("form[id]")?.id;
    const now = inside ? field(inside)?.closest("details") : fresh.querySelector("details:not([id])");
    if (now) now.open = true;
  }
}

function count(section) {
  const number = document.getElementById(`tab-${section.id}`)?.querySelector(".n");
  if (number) number.textContent = section.dataset.count;
}

function put(fresh) {
  const old = document.getElementById(fresh.id);
  if (!old) return;
  carry(old, fresh);
  let now = fresh;
  if (fresh.hasAttribute("data-structure")) {
    old.replaceChildren(...fresh.childNodes);
    old.dataset.count = fresh.dataset.count;
    count(old);
    now = old;
  } else {
    old.replaceWith(fresh);
  }
  window.htmx.process(now);
  document.dispatchEvent(new CustomEvent("htmx:afterSettle", { detail: { elt: now } }));
}

// The side is taller or shorter afterwards: its lists and the readiness.
const moves = (fresh) => fresh.hasAttribute("data-structure") || fresh.id === "ready" || fresh.id === "looking";

function same(fresh) {
  const old = document.getElementById(fresh.id);
  const other = fresh.cloneNode(true);
  if (old) carry(old, other);
  return !old || old.isEqualNode(other);
}

function offer() {
  const button = document.getElementById("live-show");
  button.hidden = waiting.size === 0;
  button.textContent = `${waiting.size} change${waiting.size === 1 ? "" : "s"}, show`;
}

function show({ focus = false } = {}) {
  const parts = [...waiting.values()];
  waiting.clear();
  parts.forEach(put);
  offer();
  const first = parts[0] && document.getElementById(parts[0].id);
  if (!focus || !first) return;
  first.tabIndex = -1;
  first.focus({ preventScroll: true });
}

// A save of this page that is on its way, or came meanwhile, is no news.
function stale(moved) {
  const mine = Number(document.getElementById("id_version")?.value ?? 0);
  const sending = document.getElementById("save-state")?.dataset.state === "saving";
  return moved.dataset.version && (sending || Number(moved.dataset.version) <= mine);
}

// On the review the threads stand in the article and below it. A newer text is never put under a decision: of that the
// banner tells.
const TALK = ["article", "discussion"];
const plain = (part) => part.outerHTML.replace(/name="csrfmiddlewaretoken" value="\w+"/g, "");

function talkIsUsed(id) {
  const part = document.getElementById(id);
  return part.matches(":hover") || part.contains(document.activeElement) || Boolean(part.querySelector(".folded[open]"));
}

async function fetchTalk() {
  const answer = await fetch(location.pathname + location.search).catch(() => null);
  const page = answer?.ok && new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!page || page.getElementById("live")?.dataset.seen !== seen) return;
  page.getElementById("walk")?.toggleAttribute("hidden", document.getElementById("walk")?.hidden ?? true);
  for (const id of TALK) {
    const [old, fresh] = [document.getElementById(id), page.getElementById(id)];
    if (!old || !fresh || plain(old) === plain(fresh)) continue;
    if (talkIsUsed(id)) waiting.set(id, document.importNode(fresh, true));
    else { waiting.delete(id); put(document.importNode(fresh, true)); }
  }
  offer();
}

const isHeld = (id) => (TALK.includes(id) && live().dataset.page === "review" ? talkIsUsed(id) : sideIsUsed());

function take(text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  let news = "";
  for (const fresh of [...page.body.querySelectorAll(":scope > [id]")]) {
    if (fresh.id === "live") news = fresh.dataset.say;
    if (fresh.hasAttribute("data-talk")) fetchTalk();
    if (fresh.id === "moved" && stale(fresh)) continue;
    if (same(fresh)) continue;
    if (moves(fresh) && sideIsUsed()) waiting.set(fresh.id, document.importNode(fresh, true));
    else { waiting.delete(fresh.id); put(document.importNode(fresh, true)); }
  }
  offer();
  return news.trim();
}

async function look() {
  if (asking || paused() || document.hidden) return;
  asking = true;
  if (waiting.size && ![...waiting.keys()].some(isHeld)) show();
  const { live: address, page, token } = live().dataset;
  const version = document.getElementById("id_version")?.value ?? seen;
  const threads = document.querySelector('.talk-filter a[aria-current][href*="resolved"]') ? "resolved" : "open";
  const asked = new URLSearchParams({ page, token, seen: version, threads });
  const answer = await fetch(`${address}?${asked}`, { headers: { "HX-Request": "true" } }).catch(() => null);
  if (GONE.includes(answer?.status)) clearInterval(timer);
  else if (answer?.status === 200) say(take(await answer.text()));
  asking = false;
}

function beat() {
  if (!document.hidden) tell(doing());
  look();
}

function pause() {
  for (const note of document.querySelectorAll("[data-paused]")) note.hidden = !paused();
}

if (opened) {
  document.getElementById("live-show").addEventListener("click", () => show({ focus: true }));
  document.addEventListener("input", () => {
    typedAt = Date.now();
    if (told !== "editing") tell("editing");
  });
  // A page that goes is hidden after it has left: that is no sign of life.
  document.addEventListener("visibilitychange", () => {
    if (told === "left") return;
    tell(doing());
    look();
  });
  window.addEventListener("pagehide", () => tell("left"));
  window.addEventListener("pageshow", (event) => { if (event.persisted) beat(); });
  window.addEventListener("storage", pause);
  pause();
  tell(doing());
  timer = setInterval(beat, Number(opened.dataset.every) * SECOND);
}

// The switch in the profile.
const box = document.getElementById("live-off");
if (box) {
  box.checked = paused();
  box.closest("[hidden]")?.removeAttribute("hidden");
  box.addEventListener("change", () => localStorage.setItem(SWITCH, box.checked ? "off" : "on"));
}
