// Saves what is typed a moment after typing stops, and says so. What cannot be sent stays on this device (keep.js).

const PAUSE_MS = 2000;
const LONGEST_MS = 10000;
const RETRY_MS = 15000;
const form = document.querySelector("form[data-autosave]");
let timer = 0;
let since = 0;
let dirty = false;
let sending = false;
let leaving = false;
let stopped = false;
let waiting = null;

function say(words, tone = "") {
  const state = document.getElementById("save-state");
  const dot = document.createElement("span");
  dot.className = tone ? `dot dot--${tone}` : "dot";
  dot.setAttribute("aria-hidden", "true");
  state.replaceChildren(dot, words);
}

function later(wait) {
  clearTimeout(timer);
  timer = setTimeout(send, wait);
}

function typed() {
  if (stopped || leaving) return;
  if (!dirty) since = performance.now();
  dirty = true;
  later(Math.max(0, Math.min(PAUSE_MS, LONGEST_MS - (performance.now() - since))));
}

function send() {
  if (!dirty || sending || stopped || leaving) return;
  dirty = false;
  sending = true;
  say("Saving…", "wait");
  window.htmx.trigger(form, "autosave");
}

function ended(event) {
  if (event.detail.elt !== form) return;
  sending = false;
  const status = event.detail.xhr.status;
  if (status === 409) stopped = true;
  else if (status === 0 || status === 429 || status >= 500) {
    dirty = true;
    say("Not saved, kept on this device", "bad");
    later(RETRY_MS);
  } else if (status === 403 || status === 404) {
    stopped = true;
    say("Not saved: you cannot change this check any more. Your text is kept on this device.", "bad");
  } else if (dirty) later(PAUSE_MS);
  if (waiting) { const button = waiting; waiting = null; form.requestSubmit(button === form ? undefined : button); }
}

function submit(event) {
  if (sending) { event.preventDefault(); waiting = event.submitter ?? form; return; }
  if (leaving) { event.preventDefault(); return; }
  leaving = true;
}

// What keep.js has put back before this module ran differs from what the server sent.
const putBack = () => [...form.elements].some((field) => field.tagName === "TEXTAREA" && field.value !== field.defaultValue);

if (form) {
  if (putBack()) typed();
  form.addEventListener("input", typed);
  form.addEventListener("change", typed);
  form.addEventListener("submit", submit);
  form.addEventListener("keep:restored", typed);
  form.addEventListener("htmx:afterRequest", ended);
  // The shell's notice of a failed request is not for this one: the line in the header says it.
  for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    form.addEventListener(name, (event) => event.stopPropagation());
  }
  window.addEventListener("online", () => { if (dirty) later(0); });
  window.addEventListener("pageshow", () => { leaving = false; });
  window.addEventListener("pagehide", () => {
    if (dirty && !sending && !stopped && !leaving) navigator.sendBeacon(form.getAttribute("hx-post"), new FormData(form));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    dirty = true;
    send();
  });
}
