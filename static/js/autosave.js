// Saves what is typed every second, and says so. What cannot be sent stays on this device (keep.js).

// A browser that is killed takes the tab's own store with it, and only what was sent is left: the first key since the
// last save waits this long and no longer, so that never more than two seconds of typing are lost.
const WAIT_MS = 1000;
// A browser does not always notice that the network is back: it is asked, less often each time.
const RETRY_MS = 4000;
const RETRY_LONGEST_MS = 30000;
const SETTLE_MS = 300;
const form = document.querySelector("form[data-autosave]");
let timer = 0;
let since = 0;
let dirty = false;
let sending = false;
let leaving = false;
let stopped = false;
let waiting = null;
let tries = 0;

function say(name, words, tone) {
  const state = document.getElementById("save-state");
  state.dataset.state = name;
  const dot = document.createElement("span");
  dot.className = `dot dot--${tone}`;
  dot.setAttribute("aria-hidden", "true");
  state.replaceChildren(dot, words);
}

function later(wait) {
  clearTimeout(timer);
  timer = setTimeout(send, wait);
}

const soon = () => later(Math.max(0, WAIT_MS - (performance.now() - since)));

// Without words: a screen reader is told of saves, not of each pause.
function unsaved() {
  document.getElementById("save-state").dataset.state = "typed";
}

function typed() {
  if (stopped || leaving) return;
  if (!dirty) since = performance.now();
  dirty = true;
  unsaved();
  soon();
}

function send() {
  if (!dirty || sending || stopped || leaving) return;
  dirty = false;
  sending = true;
  say("saving", "Saving…", "wait");
  window.htmx.trigger(form, "autosave");
}

function ended(event) {
  if (event.detail.elt !== form) return;
  sending = false;
  const status = event.detail.xhr.status;
  const failed = status === 0 || status === 429 || status >= 500;
  tries = failed ? tries + 1 : 0;
  if (status === 409) stopped = true;
  else if (failed) {
    dirty = true;
    say("waiting", "Not saved, kept on this device", "bad");
    later(Math.min(RETRY_MS * 2 ** (tries - 1), RETRY_LONGEST_MS));
  } else if (status === 403 || status === 404) {
    stopped = true;
    say("stopped", "Not saved: you cannot change this check any more. Your text is kept on this device.", "bad");
  } else if (dirty) { unsaved(); soon(); }
  goOn();
}

// A press of Save, or of a move, that came while something was on its way.
function goOn() {
  if (!waiting) return;
  const button = waiting;
  waiting = null;
  form.requestSubmit(button === form ? undefined : button);
}

function submit(event) {
  if (sending) { event.preventDefault(); waiting = event.submitter ?? form; return; }
  if (leaving) { event.preventDefault(); return; }
  leaving = true;
}

// What keep.js has put back before this module ran differs from what the server sent.
const putBack = () => [...form.elements].some((field) => field.tagName === "TEXTAREA" && field.value !== field.defaultValue);

// A page that is loaded again is made before the one it replaces has sent its text: the version it carries is then
// older than the person's own save, which would look like a colleague's. So it is asked for once more.
const SENT = `sent:${location.pathname}`;

function remember(version) {
  try { sessionStorage.setItem(SENT, version); } catch { /* the tab's store is full or shut */ }
}

async function lookAgain() {
  sending = true;
  await new Promise((done) => { setTimeout(done, SETTLE_MS); });
  const answer = await fetch(location.pathname).catch(() => null);
  const page = new DOMParser().parseFromString((await answer?.text()) ?? "", "text/html");
  const now = page.getElementById("id_version")?.value;
  if (now && now !== form.elements.version.value) { location.reload(); return; }
  sending = false;
  if (dirty) later(0);
  goOn();
}

function begin() {
  const sentWith = sessionStorage.getItem(SENT);
  sessionStorage.removeItem(SENT);
  if (putBack()) typed();
  if (sentWith === form.elements.version.value) lookAgain();
}

if (form) {
  begin();
  form.addEventListener("input", typed);
  form.addEventListener("change", typed);
  form.addEventListener("submit", submit);
  form.addEventListener("keep:restored", typed);
  form.addEventListener("keep:dropped", () => { stopped = true; });
  form.addEventListener("htmx:afterRequest", ended);
  // The shell's notice of a failed request is not for this one: the line in the header says it.
  for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    form.addEventListener(name, (event) => event.stopPropagation());
  }
  window.addEventListener("online", () => { if (dirty) later(0); });
  // A phone ends a tab that it has hidden without another word.
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") send(); });
  window.addEventListener("pageshow", () => { leaving = false; });
  window.addEventListener("pagehide", () => {
    if (!dirty || sending || stopped || leaving) return;
    navigator.sendBeacon(form.getAttribute("hx-post"), new FormData(form));
    remember(form.elements.version.value);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    dirty = true;
    send();
  });
}
