// Keeps Home up to date: asks what changed and puts it in place. What is under the pointer or has the focus stays as
// it is until "show" is pressed, or until it is left.

const SWITCH = "newsroom-live";
const SECOND = 1000;
const GONE = [401, 403, 404];
const home = document.getElementById("home");
const old = document.getElementById("home-old");
const button = document.getElementById("live-show");
const waiting = new Map();
let mark = document.getElementById("home-head").dataset.mark;
let seen = new Date();
let timer = 0;
let asking = false;

const used = (part) => part.matches(":hover") || part.contains(document.activeElement);

function put(fresh) {
  const part = document.getElementById(fresh.id);
  if (part) part.replaceWith(fresh);
  document.dispatchEvent(new CustomEvent("htmx:afterSettle", { detail: { elt: fresh } }));
}

function offer() {
  button.hidden = waiting.size === 0;
  button.textContent = `${waiting.size} change${waiting.size === 1 ? "" : "s"}, show`;
}

function show({ focus = false } = {}) {
  const parts = [...waiting.values()];
  waiting.clear();
  parts.forEach(put);
  offer();
  if (!focus || !parts[0]) return;
  parts[0].tabIndex = -1;
  parts[0].focus({ preventScroll: true });
}

// Tokens of forms and the words of the clock differ each time; they are no news.
function says(part) {
  const plain = part.cloneNode(true);
  plain.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((one) => one.remove());
  plain.removeAttribute("data-mark");
  return plain.innerHTML.replace(/\d+\s(minute|hour|day|week|month|year)s?/g, "");
}

function take(text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const parts = [...page.querySelectorAll("[id^=home-]")].map((one) => document.importNode(one, true));
  mark = page.getElementById("home-head").dataset.mark;
  let news = 0;
  for (const fresh of parts) {
    const part = document.getElementById(fresh.id);
    if (!part || says(part) === says(fresh)) continue;
    news += 1;
    if (used(part)) waiting.set(fresh.id, fresh);
    else { waiting.delete(fresh.id); put(fresh); }
  }
  offer();
  if (news) document.getElementById("live-said").textContent = document.querySelector("#home-head h1").textContent;
}

function failed(isIt) {
  old.hidden = !isIt;
  if (!isIt) { seen = new Date(); return; }
  const time = old.querySelector("time");
  time.dateTime = seen.toISOString();
  time.textContent = seen.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
}

async function look() {
  if (asking || document.hidden || localStorage.getItem(SWITCH) === "off") return;
  asking = true;
  if (waiting.size && ![...waiting.keys()].some((id) => used(document.getElementById(id)))) show();
  const address = `${home.dataset.live}?${new URLSearchParams({ mark })}`;
  const answer = await fetch(address, { headers: { "HX-Request": "true" } }).catch(() => null);
  if (GONE.includes(answer?.status)) clearInterval(timer);
  else failed(!answer?.ok);
  if (answer?.status === 200) take(await answer.text());
  asking = false;
}

button.addEventListener("click", () => show({ focus: true }));
document.addEventListener("visibilitychange", look);
timer = setInterval(look, Number(home.dataset.every) * SECOND);
