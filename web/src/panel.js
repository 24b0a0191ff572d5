// The panel beside the note: what was found, why it matters to the child, what could stand there.
import { $, el, prose } from "./dom.js";
import { points } from "./editor.js";
import * as linter from "./linter.js";

const GROUPS = {
  respect: "Respect", accuracy: "Fact and opinion", attribution: "Who said it", clarity: "Clear", "plain-english": "Plain English", decision: "Decisions",
  confidentiality: "Private", correspondence: "Copied in", balance: "Balance", integrity: "The record", visit: "The visit", record: "The record",
  timeliness: "In time", relevance: "Relevant", "risk-alert": "Risk alert", restriction: "Restricted", involvement: "Involvement", oversight: "Oversight",
};
const MOST = 80;

export const graver = (finding) => finding.severity !== "info";

export function summary(findings, words) {
  const count = gathered(findings.filter(graver)).length;
  if (!words) return "A quiet page";
  if (count === 0) return "Nothing that needs changing";
  return count === 1 ? "One thing to look at" : `${count} things to look at`;
}

// What several rules say of the same words is one card: the reader looks at the place once.
function gathered(findings) {
  const cards = new Map();
  for (const finding of findings) {
    const place = `${finding.start} ${finding.end}`;
    cards.set(place, [...(cards.get(place) ?? []), finding]);
  }
  return [...cards.values()];
}

// Without what the buttons say anyway.
const told = (message) => message.replace(/ Write instead: “[^”]*”( or “[^”]*”)*\.?/, "").replace(/^“[^”]*”: /, "");

function card(findings, text, open, acts) {
  const finding = findings.find(graver) ?? findings[0];
  const whole = !points(finding, text.length);
  const words = whole ? "The note as a whole" : text.slice(finding.start, finding.end).replace(/\s+/g, " ");
  const short = words.length > 70 ? `${words.slice(0, 68)}…` : words;
  const group = [...new Set(findings.map((one) => GROUPS[one.rule.split("/")[0]] ?? one.rule.split("/")[0]))].join(" · ");
  const head = el("button", { type: "button", "aria-expanded": String(open), onclick: () => acts.choose(finding) },
    el("span", { class: "what" }, whole ? short : `“${short}”`), el("span", { class: "kind" }, finding.severity === "info" ? `${group} · worth a look` : group));
  const item = el("li", { class: `card ${finding.severity}` }, head);
  if (open) findings.forEach((one) => item.append(more(one, acts)));
  return item;
}

function more(finding, acts) {
  const box = el("div", { class: "more" }, el("p", {}, told(finding.message)));
  if (finding.suggestions.length) {
    const takes = finding.suggestions.map((words) => el("button", { type: "button", onclick: () => acts.take(finding, words), "aria-label": `Write instead: ${words}` }, words));
    box.append(el("div", { class: "take", role: "group", "aria-label": "Write instead" }, ...takes));
  }
  if (finding.rule === "involvement/not-italic") {
    box.append(el("div", { class: "take" }, el("button", { type: "button", onclick: () => acts.italic(finding) }, "Set in italic")));
  }
  const page = el("details", {}, el("summary", {}, "Why, and when to leave it"));
  page.addEventListener("toggle", async () => {
    if (!page.open || page.children.length > 1) return;
    const rule = await linter.explain(finding.rule);
    if (!rule || page.children.length > 1) return;
    for (const [heading, part] of [["Why it matters", rule.why], ["What to write instead", rule.instead], ["When to leave it", rule.leave]]) {
      if (part) page.append(el("h3", {}, heading), ...prose(part));
    }
  });
  box.append(page);
  return box;
}

export function draw(checked, text, chosen, all, acts) {
  const { findings, words, reading } = checked;
  const title = summary(findings, words);
  if ($("summary").textContent !== title) $("summary").textContent = title;
  const graves = findings.filter(graver);
  const small = findings.length - graves.length;
  $("hint").textContent = words && graves.length
    ? "Choose one to see why, and what you could write. F8 goes to the next."
    : words
      ? "Read it once more as the child would, in ten years."
      : "Start writing, or open a note. What a careful reader would raise shows up here.";
  const shown = gathered(all ? findings : graves).slice(0, MOST);
  const held = document.activeElement?.closest?.("#cards") ? [...$("cards").children].findIndex((item) => item.contains(document.activeElement)) : -1;
  $("cards").replaceChildren(...shown.map((group) => card(group, text, group.some((one) => same(one, chosen)), acts)));
  if (held >= 0) $("cards").children[Math.min(held, shown.length - 1)]?.querySelector("button")?.focus();
  $("smaller").hidden = small === 0;
  $("smaller").setAttribute("aria-expanded", String(all));
  $("smaller").textContent = all ? "Hide the smaller points" : `${small} smaller ${small === 1 ? "point" : "points"} that may well be right`;
  $("reading").textContent = reads(reading, words);
}

export const same = (one, other) => Boolean(one && other) && one.start === other.start && one.end === other.end;

function reads(reading, words) {
  if (!reading) return "Once there are about a hundred words, you will see here from what age a young person can read it alone.";
  const sentence = Math.round(reading.words_per_sentence);
  const facts = `${words} words, about ${sentence} in a sentence; ${reading.long_words} in a hundred are long ones.`;
  if (reading.age <= 12) return `A twelve-year-old can read this alone. ${facts}`;
  const cure = sentence > 16 && reading.long_words > 6 ? "Shorter sentences and everyday words" : sentence > 16 ? "Shorter sentences" : "Everyday words in place of long ones";
  return `It reads easily from an age of ${reading.band}. A twelve-year-old would need help. ${facts} ${cure} would bring it closer.`;
}
