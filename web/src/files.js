// Opening: plain text in any encoding by the linter's own reader, and the words of a Word document.
import * as linter from "./linter.js";

const LIMIT = 20 * 1024 * 1024;

export async function read(file) {
  if (file.size > LIMIT) throw new Error(`${file.name} is larger than 20 MB; open one note at a time.`);
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (/\.docx$/i.test(file.name)) return docx(bytes, file.name);
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) throw new Error(`${file.name} is not a note that can be read; save it as .docx or .txt.`);
  try {
    return linter.open(file.name, bytes);
  } catch (error) {
    throw new Error(`${file.name} ${error}`);
  }
}

async function docx(bytes, name) {
  const fault = () => new Error(`${name} cannot be read as a Word document; save it again as .docx, or as .txt.`);
  const xml = await entry(bytes, "word/document.xml").catch(() => null);
  if (!xml) throw fault();
  const tree = new DOMParser().parseFromString(xml, "application/xml");
  if (tree.querySelector("parsererror")) throw fault();
  const lines = [];
  for (const paragraph of tree.getElementsByTagName("w:p")) lines.push(words(paragraph));
  return lines.join("\n").replace(/\n{3,}/g, "\n\n").trim() + "\n";
}

// What was struck out under "track changes" stands in other elements and is left out.
function words(node) {
  let text = "";
  for (const child of node.children) {
    if (child.tagName === "w:t") text += child.textContent;
    else if (child.tagName === "w:tab") text += "\t";
    else if (child.tagName === "w:br" || child.tagName === "w:cr") text += "\n";
    else if (child.tagName === "w:noBreakHyphen") text += "-";
    else if (child.tagName !== "w:del" && child.tagName !== "w:p" && child.tagName !== "mc:Fallback") text += words(child);
  }
  return text;
}

// One entry of a zip file, found by its table at the end.
async function entry(bytes, wanted) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end--;
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    const [method, packed, full] = [view.getUint16(at + 10, true), view.getUint32(at + 20, true), view.getUint32(at + 24, true)];
    const [name, extra, comment] = [28, 30, 32].map((field) => view.getUint16(at + field, true));
    if (new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + name)) === wanted) {
      if (full > LIMIT) throw new Error("too large");
      const local = view.getUint32(at + 42, true);
      const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
      const data = bytes.subarray(from, from + packed);
      if (method === 0) return new TextDecoder().decode(data);
      return new Response(new Blob([data]).stream().pipeThrough(new DecompressionStream("deflate-raw"))).text();
    }
    at += 46 + name + extra + comment;
  }
  return null;
}

const ADULT = /\b(mum|mam|mom|mother|dad|father|nan|gran|grandma|grandad|grandmother|grandfather|aunt|aunty|uncle|teacher|school|nurse|doctor|dr|mr|mrs|ms|miss|carer|worker|manager|police|officer|health visitor|gp|step-?(mum|dad)|partner)\b/i;

// The child's words: those beside whom no adult is named, or beside the child that a field names.
export function childsWords(text) {
  const named = /^(?:child|name of child|child's name|young person)\s*:\s*(\S+)/im.exec(text)?.[1]?.replace(/[,.;]$/, "");
  return linter.quotes(text).filter((quote) => {
    if (!quote.who) return !named || text.slice(Math.max(0, quote.start - 80), quote.end + 60).includes(named);
    return !ADULT.test(quote.who) && (!named || quote.who.includes(named) || /^(she|he|they|i)$/i.test(quote.who));
  });
}

export function asHtml(text, italic) {
  const safe = (part) => part.replace(/[&<>]/g, (mark) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[mark]);
  let html = "";
  let end = 0;
  for (const { start, end: stop } of italic) {
    html += `${safe(text.slice(end, start))}<em>${safe(text.slice(start, stop))}</em>`;
    end = stop;
  }
  html += safe(text.slice(end));
  return html.split(/\n{2,}/).map((block) => `<p>${block.replace(/\n/g, "<br>")}</p>`).join("");
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
