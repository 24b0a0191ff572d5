// What the page asks of the linter, which runs beside it. Every answer is a promise.
import { $ } from "./dom.js";

const waiting = new Map();
let worker;
let asked = 0;

function ask(name, ...given) {
  return new Promise((answer, refuse) => {
    waiting.set(++asked, { answer, refuse });
    worker.postMessage({ id: asked, ask: name, given });
  });
}

export function start() {
  worker = new Worker(URL.createObjectURL(new Blob([$("beside").textContent], { type: "text/javascript" })));
  worker.addEventListener("message", ({ data: { id, answer, fault } }) => {
    const asker = waiting.get(id);
    waiting.delete(id);
    if (fault == null) asker.answer(answer);
    else asker.refuse(new Error(fault));
  });
  const packed = $("linter").textContent;
  $("linter").remove();
  return ask("start", packed, new Date().toISOString().slice(0, 10));
}

const parsed = async (answer) => {
  const text = await answer;
  return text ? JSON.parse(text) : null;
};

export const check = (text, layout) => parsed(ask("check", text, layout ? JSON.stringify(layout) : ""));
export const voices = (text) => parsed(ask("voices", text));
export const quotes = (text) => parsed(ask("quotes", text));
export const draft = (text) => parsed(ask("draft", text));
export const explain = (rule) => parsed(ask("explain", rule));
export const open = (name, bytes) => parsed(ask("open", name, bytes));
export const decode = (bytes) => ask("decode", bytes);
export const forms = () => parsed(ask("forms"));
export const filled = (kind, answers) => ask("filled", kind, JSON.stringify(answers));
export const practise = (round, whole) => parsed(ask("practise", round, whole));
export const practisePage = (text) => parsed(ask("practise_page", text));
export const answer = (number, given) => parsed(ask("answer", number, JSON.stringify(given)));
export const result = (day) => ask("result", day);
