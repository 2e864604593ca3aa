// Share and Print on an article. Neither works without a script, so both come with it.

const said = document.createElement("span");
said.setAttribute("role", "status");

const button = (words, act) => {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "btn btn--sm";
  made.textContent = words;
  made.addEventListener("click", act);
  return made;
};

const address = () => document.querySelector("link[rel=canonical]").href;

const copied = async () => {
  try {
    await navigator.clipboard.writeText(address());
    said.textContent = "Address copied";
  } catch {
    said.textContent = `Copy this address: ${address()}`;
  }
};

const share = async () => {
  said.textContent = "";
  if (!navigator.share) {
    await copied();
    return;
  }
  try {
    await navigator.share({ title: document.querySelector("h1").textContent, url: address() });
  } catch (error) {
    // Whoever closes the system's sheet wants nothing else.
    if (error.name !== "AbortError") await copied();
  }
};

const place = document.querySelector(".byline");
if (place) {
  const acts = document.createElement("span");
  acts.className = "byline__acts";
  acts.append(said, button("Share", share), button("Print", () => window.print()));
  place.append(acts);
}
