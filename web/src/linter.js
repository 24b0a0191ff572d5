// The linter, unpacked from the page itself.
import { initSync } from "../made/casenote_page.js";
import * as page from "../made/casenote_page.js";

async function module() {
  const packed = Uint8Array.from(atob(document.getElementById("linter").textContent), (one) => one.charCodeAt(0));
  const unpacked = new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip")));
  return WebAssembly.compile(await unpacked.arrayBuffer());
}

let compiled;

export async function start() {
  compiled = await module();
  initSync({ module: compiled });
}

const parsed = (text) => (text ? JSON.parse(text) : null);

export const check = (text) => parsed(page.check(text));
export const voices = (text) => parsed(page.voices(text)) ?? [];
export const quotes = (text) => parsed(page.quotes(text)) ?? [];
export const draft = (text) => parsed(page.draft(text));
export const explain = (rule) => parsed(page.explain(rule));
export const open = (name, bytes) => page.open(name, bytes);
export const practise = (round, whole) => parsed(page.practise(round, whole));
export const practisePage = (text) => parsed(page.practise_page(text));
export const answer = (number, given) => parsed(page.answer(number, JSON.stringify(given)));
export const result = (day) => page.result(day);
