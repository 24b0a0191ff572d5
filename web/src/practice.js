// The Practise tab: the exercises of the rules' own pages, or of a trainer's page.
import { $, download, el, say } from "./dom.js";
import * as files from "./files.js";
import * as linter from "./linter.js";

const LEADS = { hit: "Yes", also: "Also right", miss: "Not found", alarm: "Look again" };
const MISSED = { spot: "Not found", rewrite: "Still there", tell: "Not quite" };
let exercises = [];
let at = 0;
let round = 0;

const box = () => $("exercise");

function show(...nodes) {
  box().replaceChildren(...nodes);
  const heading = box().querySelector("h2");
  heading?.setAttribute("tabindex", "-1");
  heading?.focus();
}

export function begin() {
  const input = el("input", { type: "file", accept: ".md,.txt", class: "quiet", tabindex: "-1", "aria-label": "A trainer’s page" });
  input.addEventListener("change", async () => {
    if (input.files[0]) await openPage(input.files[0]);
  });
  show(
    el("h2", {}, "Practise on invented notes"),
    el("p", {}, "About a dozen short questions, in your own time. Spot what a careful reviewer would raise, write a sentence anew, tell what was seen from what was said. Nobody sees your answers."),
    el("div", { class: "row" },
      el("button", { type: "button", class: "main", id: "begin", onclick: () => start(linter.practise(round++, false)) }, "Start"),
      el("button", { type: "button", onclick: () => start(linter.practise(round++, true)) }, "The whole course"),
      el("button", { type: "button", onclick: () => input.click() }, "Open a trainer’s page"), input),
  );
}

export async function openPage(file) {
  try {
    await start(linter.practisePage(await files.page(file)));
  } catch (error) {
    say(String(error?.message ?? error));
  }
}

async function start(list) {
  exercises = (await list) ?? [];
  at = 0;
  ask();
}

// Words as buttons: chosen by a tap, by the keyboard, and told by a screen reader.
function words(text) {
  const note = el("p", { class: "note" });
  let end = 0;
  for (const match of text.matchAll(/[^\s]+/g)) {
    note.append(text.slice(end, match.index));
    const word = el("button", { type: "button", class: "word", "aria-pressed": "false", "data-start": match.index, "data-end": match.index + match[0].length }, match[0]);
    word.addEventListener("click", () => word.setAttribute("aria-pressed", String(word.getAttribute("aria-pressed") !== "true")));
    note.append(word);
    end = match.index + match[0].length;
  }
  return note;
}

function chosen(note, text) {
  const spans = [];
  for (const word of note.querySelectorAll('[aria-pressed="true"]')) {
    const [start, end] = [Number(word.dataset.start), Number(word.dataset.end)];
    const last = spans.at(-1);
    if (last && !text.slice(last[1], start).trim()) last[1] = end;
    else spans.push([start, end]);
  }
  return spans;
}

function ask() {
  const exercise = exercises[at];
  if (!exercise) return finish();
  const head = [
    el("p", { class: "step" }, `${at + 1} of ${exercises.length}`),
    el("h2", {}, exercise.promise ?? "A note to look at"),
    exercise.prompt ? el("p", {}, exercise.prompt) : null,
  ];
  const check = el("button", { type: "button", class: "main" }, "Check");
  const stop = el("button", { type: "button", onclick: finish }, "Stop here");
  const row = el("div", { class: "row" }, check, stop);
  let body;
  let given;
  if (exercise.task === "spot") {
    const note = words(exercise.text);
    body = [el("p", {}, `${exercise.question} Choose the words, or check at once if there are none.`), note];
    given = () => ({ spots: chosen(note, exercise.text) });
  } else if (exercise.task === "rewrite") {
    const area = el("textarea", { id: "anew", rows: "4" });
    area.value = exercise.text;
    body = [el("p", { class: "note" }, exercise.text), el("div", { class: "field" }, el("label", { for: "anew" }, exercise.question), area)];
    given = () => ({ words: area.value });
  } else {
    const choices = exercise.choices.map(([name, meaning], index) => el("label", { class: "choice" }, el("input", { type: "radio", name: "told", value: name, checked: index === 0 }), el("span", {}, el("strong", {}, name), ` · ${meaning}`)));
    const set = el("fieldset", {}, el("legend", {}, exercise.question), ...choices);
    body = [el("p", { class: "note" }, exercise.text), set];
    given = () => ({ told: set.querySelector(":checked").value });
  }
  const remarks = el("ul", { class: "remarks", "aria-live": "polite" });
  check.addEventListener("click", async () => {
    check.disabled = true;
    const answer = given();
    const marked = await linter.answer(at, answer);
    const source = answer.words?.trim() ?? exercise.text;
    remarks.replaceChildren(...marked.remarks.map((remark) => {
      const place = remark.start != null && exercise.task !== "tell" ? ` · “${source.slice(remark.start, remark.end)}”` : "";
      const lead = remark.kind === "miss" ? MISSED[exercise.task] : LEADS[remark.kind];
      return el("li", { class: remark.kind }, el("strong", {}, `${lead}${place}`), remark.message);
    }));
    box().querySelectorAll(".word, textarea, input[type=radio]").forEach((node) => (node.disabled = true));
    const last = at + 1 === exercises.length;
    const next = el("button", { type: "button", class: "main", onclick: () => ((at += 1), ask()) }, last ? "See how it went" : "Next");
    check.replaceWith(next);
    next.focus();
  });
  show(...head.filter(Boolean), ...body, remarks, row);
}

async function finish() {
  const day = new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  const page = await linter.result(day);
  const line = page.split("\n")[4] ?? "";
  const kind = /^(\d+) of \1 /.test(line) ? "All of them. Well read." : "Thank you for taking the time.";
  show(
    el("h2", {}, kind),
    el("p", { id: "tally" }, line),
    el("p", {}, "The result holds counts and the rules worth another look, and none of your answers. It is yours: it is kept only if you save it."),
    el("div", { class: "row" },
      el("button", { type: "button", class: "main", onclick: () => download("casenote-practice.md", page) }, "Keep the result"),
      el("button", { type: "button", onclick: () => start(linter.practise(round++, false)) }, "Another round"),
      el("button", { type: "button", onclick: begin }, "Back")),
  );
}
