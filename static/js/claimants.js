// Offers claimants while a name is typed: a combobox with a list (WAI-ARIA 1.2). Without it the field is plain text.

const PAUSE_MS = 150;

function text(tag, words) {
  const made = document.createElement(tag);
  made.textContent = words;
  return made;
}

function enhance(field, place) {
  const box = document.createElement("div");
  const list = document.createElement("ul");
  const told = document.createElement("p");
  const first = field.id === "id_claimant_name";
  let timer = 0;
  let asked = 0;

  box.className = "offer";
  list.className = "offer__list";
  list.id = `${field.id}_list`;
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Claimants");
  told.className = "visually-hidden";
  told.setAttribute("role", "status");
  field.before(box);
  box.append(field, list, told);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]])
    field.setAttribute(name, value);

  const options = () => [...list.children];
  const active = () => options().find((one) => one.getAttribute("aria-selected") === "true");

  function close() {
    asked += 1;
    clearTimeout(timer);
    list.hidden = true;
    told.textContent = "";
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  function mark(option) {
    for (const one of options()) one.setAttribute("aria-selected", String(one === option));
    field.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  function write(value) {
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    close();
  }

  function unknown() {
    write("");
    const tick = document.getElementById("id_origin_unknown");
    tick.checked = true;
    tick.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function describe(kind) {
    close();
    const details = document.querySelector("[data-new-claimant]");
    details.open = true;
    document.getElementById("id_claimant_kind").value = kind;
    document.getElementById("id_claimant_title").focus();
  }

  function option(name, more, take) {
    const made = text("li", name);
    made.id = `${list.id}_${list.children.length}`;
    made.setAttribute("role", "option");
    made.setAttribute("aria-selected", "false");
    if (more) made.append(" ", text("small", more));
    made.addEventListener("click", take);
    list.append(made);
  }

  function show(found) {
    const typed = field.value.trim();
    list.replaceChildren();
    for (const one of found) {
      const checks = `${one.checks} check${one.checks === 1 ? "" : "s"}`;
      option(one.name, [one.job_title, checks].filter(Boolean).join(" · "), () => write(one.name));
    }
    if (first && !found.some((one) => one.name.toLowerCase() === typed.toLowerCase())) {
      option(`Add “${typed}” as a new person`, "", () => describe("person"));
      option(`Add “${typed}” as a new organisation`, "", () => describe("organisation"));
    }
    if (first) option("The origin is unknown", "", unknown);
    list.hidden = !list.children.length;
    field.setAttribute("aria-expanded", String(!list.hidden));
    field.removeAttribute("aria-activedescendant");
    told.textContent = `${found.length} known claimant${found.length === 1 ? "" : "s"}.`;
  }

  async function ask() {
    const mine = ++asked;
    const answer = await fetch(`${place}?q=${encodeURIComponent(field.value.trim())}`).catch(() => null);
    if (!answer?.ok) return;
    const found = (await answer.json()).claimants;
    if (mine === asked && document.activeElement === field) show(found);
  }

  function step(by) {
    const all = options();
    const at = all.indexOf(active());
    mark(all[at < 0 && by < 0 ? all.length - 1 : (at + by + all.length) % all.length]);
  }

  field.addEventListener("input", (event) => {
    if (!event.isTrusted) return;
    close();
    if (field.value.trim()) timer = setTimeout(ask, PAUSE_MS);
  });
  field.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => event.preventDefault()); // The field keeps the focus.
  field.addEventListener("keydown", (event) => {
    const arrow = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (list.hidden && event.key === "ArrowDown" && field.value.trim()) ask();
    else if (list.hidden) return;
    else if (arrow) step(arrow);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && active() && !event.ctrlKey && !event.metaKey) active().click();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}

for (const field of document.querySelectorAll("[data-claimants]")) enhance(field, field.dataset.claimants);
