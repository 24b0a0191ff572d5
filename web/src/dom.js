// Small helpers. Text goes in as text, never as markup.
export const $ = (id) => document.getElementById(id);

export function el(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key === "class") node.className = value;
    else if (value === true) node.setAttribute(key, "");
    else if (value !== false && value != null) node.setAttribute(key, value);
  }
  node.append(...children.filter((child) => child != null));
  return node;
}

let quiet;
export function say(text) {
  $("said").textContent = text;
  clearTimeout(quiet);
  quiet = setTimeout(() => ($("said").textContent = ""), 6000);
}

// The few marks that the rules' pages use: paragraphs, lists, emphasis and code.
export function prose(markdown) {
  const inline = (text) =>
    text.split(/(`[^`]+`|\*\*[^*]+\*\*|\[[^\]]+\]\([^)]+\))/).map((part) => {
      if (/^`.+`$/.test(part)) return el("code", {}, part.slice(1, -1));
      if (/^\*\*.+\*\*$/.test(part)) return el("strong", {}, part.slice(2, -2));
      const link = /^\[([^\]]+)\]\(/.exec(part);
      return link ? link[1] : part;
    });
  return markdown.split(/\n\s*\n/).map((block) => {
    const items = block.split(/\n(?=[-*] )/);
    if (/^[-*] /.test(block)) return el("ul", {}, ...items.map((item) => el("li", {}, ...inline(item.replace(/^[-*] /, "").replace(/\n\s*/g, " ")))));
    return el("p", {}, ...inline(block.replace(/\n/g, " ")));
  });
}

export function download(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  el("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
