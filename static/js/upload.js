// Shows how far an upload is, and takes files that are dropped on the form.

const formOf = (event) => event.target.closest?.("form[data-upload]");

document.addEventListener("htmx:xhr:progress", (event) => {
  const form = formOf(event);
  if (!form || !event.detail.lengthComputable) return;
  form.querySelector(".upload__bar").hidden = false;
  form.querySelector("progress").value = Math.round((100 * event.detail.loaded) / event.detail.total);
});
document.addEventListener("dragover", (event) => {
  const form = formOf(event);
  if (!form) return;
  event.preventDefault();
  form.classList.add("is-over");
});
document.addEventListener("dragleave", (event) => formOf(event)?.classList.remove("is-over"));
document.addEventListener("drop", (event) => {
  const form = formOf(event);
  if (!form || !event.dataTransfer.files.length) return;
  event.preventDefault();
  form.classList.remove("is-over");
  form.querySelector('input[type="file"]').files = event.dataTransfer.files;
  form.requestSubmit();
});

function show() {
  for (const hint of document.querySelectorAll(".upload__drop")) hint.hidden = !window.matchMedia("(pointer: fine)").matches;
}
show();
document.addEventListener("htmx:afterSettle", show);
