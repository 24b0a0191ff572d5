// A new visit: a field for each element that the policy asks of a record of a visit.
import { $, el } from "./dom.js";

const FIELDS = [
  ["Child", "text", "First name and family name."],
  ["Date and time", "text", "The day, and from when to when."],
  ["Where", "text", "The place, and whether you were expected."],
  ["Who was there", "text", "Each with their name and who they are to the child."],
  ["Purpose", "area", "Why today, in a sentence that the child would understand."],
  ["Interpreter", "text", "Name, and whether from an agency, staff, family or a friend; or that none was needed."],
  ["Was the child seen, and seen alone", "area", "If not: why, and when they will be."],
  ["Information exchanged", "area", "What you told them, what they told you, and who said it."],
  ["What we talked about", "area", "The heart of it, short, in the order in which it happened. What you saw and heard."],
  ["The child’s views", "area", "In the child’s own words, between quotation marks. For a baby: what you saw them do."],
  ["The views of the parent or carer", "area", "Whose, by name."],
  ["What has changed", "area", "For the child or the family; above all who lives in the home."],
  ["What I make of it", "area", "Your view against the plan and the last review, and what it rests on. What is going well stands beside the worries."],
  ["Missed appointments and visits", "area", "Each, and what was done about it; or that there were none."],
  ["What happens next", "area", "What was decided, by whom and why; who does what, by which date."],
  ["Written by", "text", "Full name, job and team; the date of writing."],
];

export function prepare(take) {
  const dialog = $("visit");
  const inputs = FIELDS.map(([label, kind, help], index) => {
    const id = `visit-${index}`;
    const described = help ? { "aria-describedby": `${id}-help` } : {};
    const input = kind === "area" ? el("textarea", { id, ...described }) : el("input", { id, type: "text", autocomplete: "off", ...described });
    $("visit-fields").append(el("div", { class: "field" }, el("label", { for: id }, label), help ? el("span", { class: "help", id: `${id}-help` }, help) : null, input));
    return input;
  });
  $("new-visit").addEventListener("click", () => {
    dialog.showModal();
    inputs[0].focus();
  });
  $("visit-close").addEventListener("click", () => dialog.close());
  $("visit-take").addEventListener("click", () => {
    const parts = FIELDS.map(([label, kind], index) => {
      const value = inputs[index].value.trim();
      return kind === "area" ? `\n${label}\n${value}\n` : `${label}: ${value}\n`;
    });
    take(`Visit record\n\n${parts.join("")}`.replace(/\n{3,}/g, "\n\n"));
    inputs.forEach((input) => (input.value = ""));
    dialog.close();
  });
}
