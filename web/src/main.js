// The page: puts the parts together.
import { $, download, el, say } from "./dom.js";
import { make, moved as along, points } from "./editor.js";
import * as files from "./files.js";
import * as form from "./form.js";
import * as linter from "./linter.js";
import * as panel from "./panel.js";
import * as practice from "./practice.js";

const VOICES = { observed: "seen or done by the writer", opinion: "an opinion", reported: "what somebody told", quoted: "somebody’s own words", decision: "decided or to be done", pasted: "copied in" };
let checked = { findings: [], words: 0, reading: null };
let chosen = null;
let all = false;
let coloured = false;
let waiting;
let looking = false;
let again = false;
let took = 0;

const editor = make($("editor"), { changed, moved, step });

// The check follows a moment after the last key, later for a long text. Until then what was found goes along with its words.
function changed(changes) {
  const at = checked.findings.indexOf(chosen);
  const findings = checked.findings.map((finding) => ({ ...finding, ...along([finding], changes)[0] }));
  chosen = findings[at] ?? null;
  checked = { ...checked, findings };
  clearTimeout(waiting);
  waiting = setTimeout(look, editor.view.state.doc.length > 60000 ? 300 : 60);
}

// One look at a time; a text that changed meanwhile is looked at again, and what was found in the old one is not shown.
async function look() {
  if (looking) return (again = true);
  looking = true;
  const { doc } = editor.view.state;
  const layout = editor.layout();
  const text = editor.text();
  const began = performance.now();
  const [found, clauses] = await Promise.all([linter.check(text, layout), coloured ? linter.voices(text) : null]).catch(() => []);
  looking = false;
  if (again) {
    again = false;
    look();
  }
  if (editor.view.state.doc !== doc || editor.layout() !== layout) return;
  took = performance.now() - began;
  checked = found ?? checked;
  editor.show(checked.findings);
  if (clauses) editor.voices(clauses);
  chosen = checked.findings.find((finding) => panel.same(finding, chosen)) ?? at(editor.view.state.selection.main.head);
  redraw();
  document.body.dataset.checked = String(Number(document.body.dataset.checked ?? 0) + 1);
  document.body.dataset.took = took.toFixed(1);
}

const at = (place) => checked.findings.find((finding) => panel.graver(finding) && points(finding, editor.view.state.doc.length) && finding.start <= place && place <= finding.end) ?? null;

function redraw() {
  editor.here(chosen && points(chosen, editor.view.state.doc.length) ? chosen : null);
  panel.draw(checked, editor.text(), chosen, all, { choose, take, italic });
}

function choose(finding) {
  chosen = panel.same(finding, chosen) ? null : finding;
  redraw();
  const length = editor.view.state.doc.length;
  if (chosen && points(chosen, length)) editor.view.dispatch({ selection: { anchor: chosen.start }, scrollIntoView: true });
  document.querySelector(".card [aria-expanded=true]")?.focus();
}

function take(finding, words) {
  editor.take(finding, words);
  say("Taken. Control and Z takes it back.");
}

function italic(finding) {
  editor.italic(finding.start, finding.end);
  say("Set in italic. Control and Z takes it back.");
}

function moved(place) {
  const here = at(place);
  if (!here || panel.same(here, chosen)) return;
  chosen = here;
  setTimeout(() => {
    redraw();
    document.querySelector(".card [aria-expanded=true]")?.scrollIntoView({ block: "nearest" });
  });
}

function step(by) {
  const list = checked.findings.filter((finding) => (all || panel.graver(finding)) && points(finding, editor.view.state.doc.length));
  if (!list.length) return true;
  const place = editor.view.state.selection.main.from;
  const next = by > 0 ? (list.find((finding) => finding.start > place) ?? list[0]) : (list.findLast((finding) => finding.start < place) ?? list.at(-1));
  editor.go(next);
  chosen = next;
  setTimeout(redraw);
  return true;
}

async function open(file) {
  try {
    const note = await files.note(file);
    editor.open(note);
    say(`${file.name} is open. The file itself is not touched.${note.notice ? ` It ${note.notice}.` : ""}`);
    editor.view.focus();
  } catch (error) {
    say(String(error?.message ?? error));
  }
}

function tabs() {
  const list = [["tab-write", "write"], ["tab-practise", "practise"]];
  const select = (chosen) => {
    for (const [tab, part] of list) {
      $(tab).setAttribute("aria-selected", String(tab === chosen));
      $(tab).tabIndex = tab === chosen ? 0 : -1;
      $(part).hidden = tab !== chosen;
    }
    if (chosen === "tab-practise" && !$("exercise").children.length) practice.begin();
  };
  list.forEach(([tab], index) => {
    $(tab).addEventListener("click", () => select(tab));
    $(tab).addEventListener("keydown", (event) => {
      if (event.key !== "ArrowRight" && event.key !== "ArrowLeft") return;
      const other = list[1 - index][0];
      select(other);
      $(other).focus();
    });
  });
}

function dropping() {
  let depth = 0;
  const files = (event) => event.dataTransfer?.types?.includes("Files");
  const hide = () => ($("drop").hidden = !(depth = 0));
  addEventListener("dragenter", (event) => files(event) && (depth++, ($("drop").hidden = false)));
  addEventListener("dragleave", (event) => files(event) && --depth <= 0 && hide());
  addEventListener("dragover", (event) => files(event) && event.preventDefault());
  addEventListener("drop", (event) => {
    if (!files(event)) return;
    event.preventDefault();
    event.stopPropagation();
    hide();
    const file = event.dataTransfer.files[0];
    if (file) $("practise").hidden ? open(file) : practice.openPage(file);
  }, true);
}

function buttons() {
  $("open").addEventListener("click", () => $("file").click());
  $("file").addEventListener("change", () => {
    if ($("file").files[0]) open($("file").files[0]);
    $("file").value = "";
  });
  $("voices").addEventListener("click", () => {
    coloured = !coloured;
    $("voices").setAttribute("aria-pressed", String(coloured));
    $("legend").hidden = !coloured;
    if (coloured) look();
    else editor.voices([]);
  });
  $("legend").append(...Object.entries(VOICES).map(([voice, meaning]) => el("li", {}, el("span", { class: `v-${voice}` }, voice), ` ${meaning}`)));
  $("tidy").addEventListener("click", async () => {
    const text = editor.text();
    const draft = await linter.draft(text);
    if (editor.text() !== text) return;
    if (draft?.refused) return say(`This ${draft.refused.replace(/^line (\d+) says that this note/, "note, in line $1, says that it")}`);
    const taken = draft?.rounds.flat().length;
    if (!taken) return say("There is no suggestion that can be taken without a second look.");
    editor.change(draft.rounds);
    say(`${taken} taken: letters written out and formal words made plain. Read it through; Control and Z takes it back.`);
  });
  $("copy").addEventListener("click", async () => {
    await files.copy(editor.text());
    say("Copied as plain text.");
  });
  $("copy-italic").addEventListener("click", async () => {
    const text = editor.text();
    const quotes = (await linter.quotes(text)).map((quote) => ({ ...quote, style: "italic" }));
    await files.copy(text, files.asHtml(text, [...editor.layout().spans, ...quotes]));
    say(quotes.length ? `Copied, with ${quotes.length === 1 ? "one quotation" : `${quotes.length} quotations`} of the child or their family in italic.` : "Copied. No words of the child or their family were found between quotation marks.");
  });
  $("save").addEventListener("click", () => {
    const { spans } = editor.layout();
    const text = editor.text();
    const name = spans.length ? "note.html" : "note.txt";
    download(name, spans.length ? `<!doctype html>\n<meta charset="utf-8">\n<title>Note</title>\n${files.asHtml(text, spans)}\n` : text);
    say(`Saved as ${name}, where your browser puts its downloads.${spans.length ? " It keeps italic and colours; Word opens it too." : ""}`);
  });
  $("smaller").addEventListener("click", () => {
    all = !all;
    redraw();
  });
  form.prepare((text) => {
    editor.append(text);
    editor.view.focus();
  });
}

tabs();
dropping();
buttons();
linter.start().then(look, (fault) => {
  console.error(fault);
  $("summary").textContent = "This browser cannot run the linter";
  $("hint").textContent = "It needs a browser of 2023 or later: Edge, Chrome, Firefox or Safari.";
});
// For tests, and for those who look under the bonnet.
globalThis.casenote = { check: linter.check, open: linter.open, found: () => checked.findings };
