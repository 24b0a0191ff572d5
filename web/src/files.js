// Opening and copying. What a file says is read by the linter's own readers.
import * as linter from "./linter.js";

const LIMIT = 20 * 1024 * 1024;

async function read(file, by) {
  if (file.size > LIMIT) throw new Error(`${file.name} is larger than 20 MB; open one note at a time.`);
  try {
    return await by(new Uint8Array(await file.arrayBuffer()));
  } catch (error) {
    throw new Error(`${file.name} ${error.message}.`);
  }
}

// A note, and how its words are set.
export const note = (file) => read(file, (bytes) => linter.open(file.name, bytes));

// A page as it is written.
export const page = (file) => read(file, linter.decode);

const TAGS = {
  italic: ["<em>", "</em>"],
  struck: ["<s>", "</s>"],
  green: ['<span style="background:#c6e9c9">', "</span>"],
  colour: ['<span style="background:#fff2a8">', "</span>"],
};

// No tag reaches over the end of a line, so paragraphs can be told apart afterwards.
export function asHtml(text, set) {
  const cuts = new Set([0, text.length]);
  for (const { start, end } of set) cuts.add(start).add(end);
  for (const ends of text.matchAll(/\n+/g)) cuts.add(ends.index).add(ends.index + ends[0].length);
  const places = [...cuts].sort((one, other) => one - other);
  let html = "";
  places.slice(1).forEach((end, index) => {
    const start = places[index];
    let part = text.slice(start, end).replace(/[&<>]/g, (mark) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[mark]);
    if (!part.startsWith("\n")) {
      for (const [style, [before, behind]] of Object.entries(TAGS)) {
        if (set.some((one) => one.style === style && one.start <= start && end <= one.end)) part = before + part + behind;
      }
    }
    html += part;
  });
  return html.split(/\n{2,}/).map((block) => `<p>${block.replace(/\n/g, "<br>")}</p>`).join("\n");
}

export async function copy(text, html) {
  const kinds = { "text/plain": new Blob([text], { type: "text/plain" }) };
  if (html) kinds["text/html"] = new Blob([html], { type: "text/html" });
  try {
    await navigator.clipboard.write([new ClipboardItem(kinds)]);
  } catch {
    // Older browsers, and pages opened from a disk in some of them.
    const put = (event) => {
      event.preventDefault();
      event.clipboardData.setData("text/plain", text);
      if (html) event.clipboardData.setData("text/html", html);
    };
    document.addEventListener("copy", put, { once: true });
    document.execCommand("copy");
  }
}
