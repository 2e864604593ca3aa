// What is pasted from other programs, said in the tags of our articles; the server does the same (publishing/pasted.py).

const RENAMED = { H1: "h2", H4: "h3", H5: "h3", H6: "h3" };
const LAID_OUT = "h1, h2, h3, h4, h5, h6, ul, ol, blockquote, table, p + p";
const NUMBERED = /^\s*\w{1,3}[.)]/;
const KEPT_ATTRIBUTES = ["href", "data-source"];
const KEPT_LINK = /^(https?:\/\/|mailto:)/i;

function rename(node, tag) {
  const made = document.createElement(tag);
  made.append(...node.childNodes);
  node.replaceWith(made);
  return made;
}

// Word shows a paragraph as an item: its mark says which list; the mark itself is not part of the words.
function item(paragraph) {
  const mark = paragraph.querySelector('span[data-style*="mso-list:Ignore"]');
  const kind = mark && NUMBERED.test(mark.textContent) ? "OL" : "UL";
  mark?.remove();
  const before = paragraph.previousElementSibling;
  const list = before?.tagName === kind && "word" in before.dataset ? before : document.createElement(kind);
  if (list !== before) { list.dataset.word = ""; paragraph.before(list); }
  list.append(rename(paragraph, "li"));
}

// A row of words becomes one paragraph; a table that lays out a page is only taken away.
function row(line) {
  const paragraph = document.createElement("p");
  for (const cell of [...line.cells]) {
    for (const inner of cell.querySelectorAll("p, div")) inner.replaceWith(...inner.childNodes);
    paragraph.append(...cell.childNodes, " ");
  }
  return paragraph;
}

function untable(table) {
  const blocks = [...(table.caption ? [rename(table.caption, "p")] : [])];
  for (const line of [...table.rows]) {
    if (line.querySelector(LAID_OUT)) blocks.push(...[...line.cells].map((cell) => rename(cell, "div")));
    else blocks.push(row(line));
  }
  table.replaceWith(...blocks);
}

// The page's policy forbids styles and handlers in the HTML, even where nothing shows them: they are only read.
function inert(html) {
  return html.replace(/<style\b[\s\S]*?<\/style>/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\s(style|on\w+)\s*=/gi, " data-$1="));
}

function bare(node) {
  for (const { name } of [...node.attributes]) if (!KEPT_ATTRIBUTES.includes(name)) node.removeAttribute(name);
}

const blank = (node) => !node.textContent.trim() && !node.querySelector("cite[data-source]");

export function inOurTags(html) {
  // Copied within an editor like this one.
  if (html.includes("data-pm-slice")) return html;
  const page = new DOMParser().parseFromString(inert(html), "text/html");
  const each = (selector, change) => [...page.body.querySelectorAll(selector)].forEach(change);
  each("script, template, noscript, title, img, svg, iframe", (node) => node.remove());
  each('b[data-style^="font-weight:normal"]', (node) => node.replaceWith(...node.childNodes));
  each('span[data-style*="font-weight:700"]', (node) => rename(node, "strong"));
  each('span[data-style*="font-style:italic"]', (node) => rename(node, "em"));
  each('p[data-style*="mso-list:l"]', item);
  each("p.MsoQuote, p.MsoIntenseQuote", (node) => rename(node, "blockquote"));
  each("h1, h4, h5, h6", (node) => rename(node, RENAMED[node.tagName]));
  [...page.body.querySelectorAll("table")].reverse().forEach(untable);
  each("a", (link) => { if (!KEPT_LINK.test(link.getAttribute("href") ?? "")) link.replaceWith(...link.childNodes); });
  each("p, h2, h3", (node) => { if (blank(node)) node.remove(); });
  each("*", bare);
  return page.body.innerHTML;
}
