// Put into every page of the XSS tests: what a payload calls, and hands that touch everything on the page.
(() => {
  const call = (how) => (...what) => {
    const name = `${how}${what.flat().map(String).join(",")}`;
    window.ran(name).catch(() => {});
    return name;
  };
  window.q = call("");
  for (const name of ["alert", "confirm", "prompt"]) window[name] = call(`${name} `);

  window.print = () => {};

  const EVENTS = ["mouseover", "mouseenter", "mousemove", "mouseout", "pointerover", "pointerenter", "focus", "focusin", "blur",
    "mousedown", "mouseup", "click", "dblclick", "contextmenu", "keydown", "keyup", "input", "change", "toggle", "scroll"];
  const RUNS = /^[\u0000-\u0020]*(javascript|data|vbscript):/i;
  const ADDRESSES = ["href", "xlink:href", "src", "action", "formaction", "data", "srcdoc", "poster", "background"];
  const bare = (address) => address.replace(/[\t\n\r]/g, "");
  const PICTURE = /^data:image\/(png|svg\+xml|gif|jpeg)[;,]/;
  const everything = (root) => [...root.querySelectorAll("*")].flatMap((el) =>
    el.shadowRoot ? [el, ...everything(el.shadowRoot)] : [el]);
  const still = (event) => event.preventDefault();

  // What would run at a click, or with an older browser: our own pages have none of it.
  window.suspicions = () => everything(document).flatMap((el) => [...el.attributes]
    .filter((one) => /^(on|hx-on|data-hx-on)/.test(one.name) || one.name === "srcdoc" || /(^|\W)js:/.test(el.getAttribute("hx-vals") ?? "")
      || (ADDRESSES.includes(one.name) && RUNS.test(bare(one.value)) && !(el.tagName === "IMG" && PICTURE.test(one.value))))
    .map((one) => `${el.tagName} ${one.name}=${one.value}`.slice(0, 120)));

  // Nothing that is touched may send anything or lead away: addresses that run are followed, all others are not.
  window.poke = (all) => {
    window.fetch = () => new Promise(() => {});
    XMLHttpRequest.prototype.send = () => {};
    HTMLFormElement.prototype.submit = () => {};
    HTMLFormElement.prototype.requestSubmit = () => {};
    window.addEventListener("submit", still, true);
    const own = /^on./;
    for (const el of everything(document)) {
      const names = new Set(all ? EVENTS : []);
      for (const one of el.attributes) {
        if (own.test(one.name)) names.add(one.name.slice(2));
        if (/^(data-)?hx-/.test(one.name)) names.add("click");
      }
      for (const name of names) {
        const event = name === "click" ? new MouseEvent(name, { cancelable: true }) : new Event(name, { cancelable: true });
        el.addEventListener(name, still, { once: true });
        el.dispatchEvent(event);
      }
      follow(el);
    }
  };
  function follow(el) {
    const address = ["href", "xlink:href", "action", "formaction"].map((name) => el.getAttribute(name) ?? "");
    const found = address.map(bare).find((one) => /^[\u0000-\u0020]*javascript:/i.test(one));
    if (!found) return;
    const link = document.createElement("a");
    link.href = found;
    document.body.append(link);
    link.click();
  }
})();
