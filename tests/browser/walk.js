// What the walk through a page asks of it (tests/browser/test_access_walk.py). Plain functions, put into the page.
window.walk = (() => {
  const PARTS_OF_A_DATE = 7;
  const seen = [];
  let parts = 1;
  const name = (el) => `${el.outerHTML.replace(/\s+/g, " ").slice(0, 110)}`;
  const ringed = (el) => {
    const style = getComputedStyle(el);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow.includes("0px 0px 0px");
  };
  const holders = (el) => [el, ...(el.labels ?? []), el.parentElement];

  // The middle of the part that the window can show: a text field may be taller than the window.
  function covered(el) {
    const box = (el.getClientRects()[0] ?? el.getBoundingClientRect());
    const x = (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2;
    const y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
    const hit = document.elementFromPoint(x, y);
    const own = [el, ...(el.labels ?? [])];
    return hit && own.some((one) => one.contains(hit)) ? "" : hit ? `under ${name(hit)}` : "outside the window";
  }

  // The faults of the stop that has the focus; null when the page is over or begins again.
  function stop() {
    const el = document.activeElement;
    if (el === document.body || (seen.length && el === seen[0])) return null;
    const faults = [];
    // A date has a stop for the day, the month, the year and its calendar.
    if (el === seen.at(-1) && (parts += 1) <= PARTS_OF_A_DATE) return [];
    if (seen.includes(el)) return [`trap: ${name(el)}`, "trap"];
    parts = 1;
    seen.push(el);
    if (!holders(el).some(ringed)) faults.push(`no ring: ${name(el)}`);
    const over = covered(el);
    if (over) faults.push(`hidden: ${name(el)} ${over}`);
    return faults;
  }

  const TARGETS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=tab], [role=option]";
  const inText = (el) => el.tagName === "A" && getComputedStyle(el).display === "inline"
    && [...el.parentElement.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && /[\p{L}\p{N}]/u.test(node.data));
  const shown = (el) => el.checkVisibility({ visibilityProperty: true }) && el.getBoundingClientRect().width > 1;
  const big = (el) => {
    const box = el.getBoundingClientRect();
    // Half a pixel for rounding.
    return box.width >= 23.5 && box.height >= 23.5;
  };
  // What is clipped away and named to nobody is no target: the Enter key alone presses it.
  const reached = (el) => !(el.matches(".visually-hidden[tabindex='-1']") && el.ariaHidden === "true");
  const small = () => [...document.querySelectorAll(TARGETS)]
    .filter((el) => shown(el) && reached(el) && !inText(el) && ![el, ...(el.labels ?? [])].some(big))
    .map((el) => `small: ${Math.round(el.getBoundingClientRect().width)}x${Math.round(el.getBoundingClientRect().height)} ${name(el)}`);

  function spaced() {
    const style = new CSSStyleSheet();
    style.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
      p { margin-block-end: 2em !important; }`);
    document.adoptedStyleSheets.push(style);
    const over = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    const wide = [...document.body.querySelectorAll("*")].filter((el) => el.getBoundingClientRect().right > innerWidth + 1);
    document.adoptedStyleSheets.pop();
    return over > 0 ? [`spaced text scrolls sideways by ${over} px: ${wide.slice(0, 3).map(name).join(" | ")}`] : [];
  }
  return { stop, small, spaced };
})();
