// A new note: a field for everything that the recording policy asks of its kind.
import { $, el, say } from "./dom.js";
import * as linter from "./linter.js";

let forms = [];
// Answers by their headings: they stay when another kind of note is chosen.
const answers = new Map();

const chosen = () => forms.find((form) => form.id === $("form-kind").value);

function draw() {
  $("form-fields").replaceChildren(...chosen().fields.map(({ heading, hint, why, line }, index) => {
    const id = `form-${index}`;
    const input = el(line ? "input" : "textarea", { id, autocomplete: "off", "aria-describedby": `${id}-help`, ...(line ? { type: "text" } : {}) });
    input.value = answers.get(heading) ?? "";
    input.addEventListener("input", () => answers.set(heading, input.value));
    const help = el("p", { id: `${id}-help`, class: "help" }, hint, why ? el("span", { class: "why" }, ` ${why}`) : null);
    return el("div", { class: "field" }, el("label", { for: id }, heading), help, input);
  }));
}

async function show() {
  if (!forms.length) {
    forms = await linter.forms();
    $("form-kind").append(...forms.map((form) => el("option", { value: form.id }, form.title)));
    $("form-kind").value = forms.find((form) => form.id === "visit")?.id ?? forms[0].id;
  }
  draw();
  $("form").showModal();
}

export function prepare(take) {
  $("form-kind").addEventListener("change", draw);
  $("new-note").addEventListener("click", () => show().catch((error) => say(error.message)));
  $("form-close").addEventListener("click", () => $("form").close());
  $("form-take").addEventListener("click", async () => {
    const form = chosen();
    take(await linter.filled(form.id, form.fields.map(({ heading }) => answers.get(heading) ?? "")));
    answers.clear();
    $("form").close();
  });
}
