// A note under each paragraph whose source broke: cited in the editor by key, in the text to read by number.
// It is drawn by a style sheet, so that nothing is put into the text that is being written.

const sheet = new CSSStyleSheet();
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

function rules({ gone, goneNumber, goneNote }) {
  const cited = [`.ProseMirror cite[data-source="${Number(gone)}"]`, `.doc a[href="#s${Number(goneNumber)}"]`];
  const blocks = cited.flatMap((one) => {
    const [place, citation] = one.split(" ");
    return ["p", "li:not(:has(p))"].map((block) => `${place} ${block}:has(${citation})::after`);
  });
  return `${blocks.join(", ")} { content: ${JSON.stringify(goneNote)}; display: block; margin-block-start: .4em; `
    + "padding: .35em .6em; border-inline-start: 3px solid var(--bad); background: var(--bad-tint); color: var(--ink); "
    + "font: 500 .8125rem/1.4 var(--font-ui); }";
}

function draw() {
  const found = [...document.querySelectorAll("[data-gone]")];
  sheet.replaceSync(found.map((one) => rules(one.dataset)).join("\n"));
}

draw();
document.addEventListener("htmx:afterSettle", draw);
