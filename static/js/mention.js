// Suggests names after an @ in a comment: people who may read the check. Without it a name is typed by hand.

const FIELD = '#discussion textarea[name="text"]';
const CALLED = /(?:^|[^\p{L}\p{N}_])@([\p{L}\p{N}'’-]*(?: [\p{L}\p{N}'’-]*)?)$/u;
const PAUSE_MS = 120;
const list = document.createElement("ul");
const told = document.createElement("p");
let field = null;
let at = 0;
let timer = 0;
let asked = 0;

list.id = "mentions";
list.className = "mentions";
list.setAttribute("role", "listbox");
list.setAttribute("aria-label", "People");
list.hidden = true;
told.className = "visually-hidden";
told.setAttribute("role", "status");

const options = () => [...list.children];
const chosen = () => options().find((one) => one.getAttribute("aria-selected") === "true");

function close() {
  asked += 1;
  clearTimeout(timer);
  list.hidden = true;
  told.textContent = "";
  field?.removeAttribute("aria-activedescendant");
  field?.removeAttribute("aria-controls");
}

function choose(option) {
  for (const one of options()) one.setAttribute("aria-selected", String(one === option));
  field.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

function insert(option) {
  field.setRangeText(`@${option.dataset.name} `, at, field.selectionStart, "end");
  const done = field;
  close();
  done.dispatchEvent(new InputEvent("input", { bubbles: true }));
  done.focus();
}

function option(person, number) {
  const made = document.createElement("li");
  made.id = `mention-${number}`;
  made.setAttribute("role", "option");
  made.dataset.name = person.name;
  const avatar = document.createElement("span");
  avatar.className = "avatar";
  avatar.setAttribute("aria-hidden", "true");
  avatar.textContent = person.initials;
  made.append(avatar, person.name);
  return made;
}

function open(people) {
  list.replaceChildren(...people.map(option));
  field.parentElement.append(list, told);
  list.hidden = false;
  field.setAttribute("aria-controls", list.id);
  told.textContent = `${people.length} ${people.length === 1 ? "person" : "people"}, arrow keys to choose, Enter to take`;
  choose(options()[0]);
}

async function ask(words) {
  const mine = ++asked;
  const address = document.querySelector("[data-people]").dataset.people;
  const answer = await fetch(`${address}?${new URLSearchParams({ q: words })}`).catch(() => null);
  const people = answer?.ok ? (await answer.json()).people : [];
  if (mine !== asked) return;
  if (people.length) open(people);
  else close();
}

function typed(event) {
  const target = event.target.closest?.(FIELD);
  if (!target) return;
  field = target;
  field.setAttribute("aria-autocomplete", "list");
  const called = CALLED.exec(field.value.slice(0, field.selectionStart));
  if (!called || field.selectionStart !== field.selectionEnd) { close(); return; }
  at = field.selectionStart - called[1].length - 1;
  clearTimeout(timer);
  timer = setTimeout(() => ask(called[1]), PAUSE_MS);
}

function step(by) {
  const all = options();
  choose(all[(all.indexOf(chosen()) + by + all.length) % all.length]);
}

function pressed(event) {
  if (list.hidden || event.target !== field || event.ctrlKey || event.metaKey || event.isComposing) return;
  const acts = { ArrowDown: () => step(1), ArrowUp: () => step(-1), Enter: () => insert(chosen()), Escape: close };
  if (!acts[event.key]) return;
  acts[event.key]();
  event.preventDefault();
  event.stopPropagation();
}

document.addEventListener("input", typed);
document.addEventListener("keydown", pressed, { capture: true });
document.addEventListener("focusout", (event) => { if (event.target === field) close(); });
// Pressing a name must not take the focus out of the field before it is put there.
list.addEventListener("mousedown", (event) => event.preventDefault());
list.addEventListener("click", (event) => {
  const taken = event.target.closest("[role=option]");
  if (taken) insert(taken);
});
