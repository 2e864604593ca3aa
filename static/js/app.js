// The staff shell: menus that close, a progress line, and what is shown when a fragment's request fails.

const SENTENCES = {
  0: "The newsroom did not answer. What you typed is still here.",
  403: "You may not do this, or this page has been open for too long. What you typed is still here.",
  404: "This is not there any more. What you typed is still here.",
  413: "This is larger than the newsroom takes. What you typed is still here.",
  429: "That was too often. Wait a minute; what you typed is still here.",
};
const BROKEN = "Something went wrong on our side. What you typed is still here.";

function closeMenus(except) {
  for (const menu of document.querySelectorAll("details.menu[open], details.bar__menu[open]")) {
    if (menu !== except) menu.open = false;
  }
}

document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu, details.bar__menu")));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.activeElement?.closest("details.menu[open], details.bar__menu[open]");
  closeMenus(null);
  menu?.querySelector("summary")?.focus();
});

function sentenceIn(text) {
  const page = new DOMParser().parseFromString(text || "", "text/html");
  return page.querySelector("[data-sentence]")?.textContent.trim() || "";
}

function tryAgain(source, config) {
  if (source.tagName === "FORM") source.requestSubmit();
  else window.htmx.ajax(config.verb, config.path, { source, target: config.target });
}

function failure(sentence, source, config) {
  const box = document.createElement("div");
  box.className = "notice notice--bad";
  box.setAttribute("role", "alert");
  box.dataset.failure = "";
  const words = document.createElement("span");
  words.textContent = sentence;
  const again = document.createElement("button");
  again.type = "button";
  again.className = "btn btn--sm";
  again.textContent = "Try again";
  again.addEventListener("click", () => { box.remove(); tryAgain(source, config); });
  box.append(words, again);
  return box;
}

function showFailure(event) {
  const { elt, target, xhr, requestConfig } = event.detail;
  const status = xhr?.status ?? 0;
  const sentence = sentenceIn(xhr?.responseText) || SENTENCES[status] || BROKEN;
  const form = elt.closest("form");
  const place = form ?? target ?? elt;
  for (const old of place.parentElement?.querySelectorAll(":scope > [data-failure]") ?? []) old.remove();
  const config = { verb: requestConfig.verb, path: requestConfig.path, target };
  place.before(failure(sentence, elt, config));
}

document.addEventListener("htmx:responseError", showFailure);
document.addEventListener("htmx:sendError", showFailure);
document.addEventListener("htmx:timeout", showFailure);

let waiting = 0;
function progress(step) {
  waiting = Math.max(0, waiting + step);
  document.getElementById("progress")?.classList.toggle("is-on", waiting > 0);
}
document.addEventListener("htmx:beforeRequest", (event) => {
  progress(1);
  event.detail.target?.setAttribute("aria-busy", "true");
});
document.addEventListener("htmx:afterRequest", (event) => {
  progress(-1);
  event.detail.target?.removeAttribute("aria-busy");
});

// An error summary that has just arrived is read first.
function focusSummary(root) {
  root.querySelector?.("[data-error-summary]")?.focus();
}
focusSummary(document);
document.addEventListener("htmx:afterSwap", (event) => focusSummary(event.detail.target));

// "Show" beside a password.
for (const button of document.querySelectorAll("[data-show]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const field = document.getElementById(button.getAttribute("aria-controls"));
    const shown = field.type === "text";
    field.type = shown ? "password" : "text";
    button.setAttribute("aria-pressed", String(!shown));
  });
}
// Copies the text of a read-only field.
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
    button.textContent = "Copied";
  });
}
