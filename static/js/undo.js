// Counts down beside an Undo and takes it away at the end: data-undo-for="10" on its form. Works without it.

const SECOND = 1000;

function goTo(id) {
  const other = document.getElementById(id)?.querySelector("button");
  other?.focus();
}

function count(form) {
  const left = form.querySelector("[data-left]");
  const until = Date.now() + Number(form.dataset.undoFor) * SECOND;
  left.hidden = false;
  const timer = setInterval(() => {
    const seconds = Math.ceil((until - Date.now()) / SECOND);
    left.textContent = seconds > 0 ? `${seconds} s` : "";
    if (seconds > 0) return;
    clearInterval(timer);
    const held = form.contains(document.activeElement);
    form.hidden = true;
    if (held) goTo(form.dataset.then);
  }, SECOND / 4);
}

for (const form of document.querySelectorAll("form[data-undo-for]")) count(form);
