// Asks how far the look at the addresses is: not while the page is hidden, and less often when it takes long.

const OFTEN = 60;
const SELDOM = 5;
let asked = 0;

document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.elt.id !== "looking") return;
  asked += 1;
  if (document.hidden || (asked > OFTEN && asked % SELDOM)) event.preventDefault();
});
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.elt.id === "looking" && !document.querySelector("#looking[data-running]")) asked = 0;
});

// A question that failed is asked again in a second: no notice for it.
for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(name, (event) => { if (event.detail.elt.id === "looking") event.stopPropagation(); }, { capture: true });
}
