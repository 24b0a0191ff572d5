// The editor: CodeMirror, with the findings and the voices laid over the words.
import { EditorState, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, drawSelection, keymap, placeholder } from "@codemirror/view";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";

const setFindings = StateEffect.define();
const setVoices = StateEffect.define();
const setHere = StateEffect.define();

function layer(effect, marks) {
  return StateField.define({
    create: () => Decoration.none,
    update(held, transaction) {
      held = held.map(transaction.changes);
      for (const one of transaction.effects) if (one.is(effect)) held = marks(one.value, transaction.state.doc.length);
      return held;
    },
    provide: (field) => EditorView.decorations.from(field),
  });
}

const spans = (list, length, mark) =>
  Decoration.set(list.filter((one) => one.start < one.end && one.end <= length).map((one) => mark(one).range(one.start, one.end)), true);

// A finding about the note as a whole, or about something that is not there, has no words to underline.
export const points = (finding, length) => finding.end - finding.start < Math.max(120, length / 2) && !/reading-age|missing|only-negative|no-options|no-outcome/.test(finding.rule);

const findingsLayer = layer(setFindings, (list, length) => spans(list.filter((one) => points(one, length)), length, (one) => Decoration.mark({ class: `f-${one.severity}` })));
const voicesLayer = layer(setVoices, (list, length) => spans(list, length, (one) => Decoration.mark({ class: `v-${one.voice}`, attributes: { title: one.who ? `${one.voice} · ${one.who}` : one.voice } })));
const hereLayer = layer(setHere, (one, length) => (one ? spans([one], length, () => Decoration.mark({ class: "f-here" })) : Decoration.none));

export function make(parent, { changed, moved, step }) {
  const view = new EditorView({
    parent,
    state: EditorState.create({
      extensions: [
        history(),
        drawSelection(),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": "Your note", spellcheck: "true", autocapitalize: "sentences", lang: "en-GB" }),
        placeholder("Write, paste or drop a note. Nothing is stored unless you save it."),
        voicesLayer,
        findingsLayer,
        hereLayer,
        keymap.of([
          { key: "F8", run: () => step(1) },
          { key: "Shift-F8", run: () => step(-1) },
          ...defaultKeymap,
          ...historyKeymap,
        ]),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) changed();
          else if (update.selectionSet) moved(update.state.selection.main.head);
        }),
      ],
    }),
  });
  return {
    view,
    text: () => view.state.doc.toString(),
    replace(text, from = 0, to = view.state.doc.length) {
      view.dispatch({ changes: { from, to, insert: text } });
    },
    take(finding, words) {
      const blank = /\[[^\]]*\]/.exec(words);
      const from = finding.start;
      const selection = blank ? { anchor: from + blank.index, head: from + blank.index + blank[0].length } : { anchor: from + words.length };
      view.dispatch({ changes: { from, to: finding.end, insert: words }, selection, scrollIntoView: true, userEvent: "input.complete" });
      view.focus();
    },
    go(finding) {
      view.dispatch({ selection: { anchor: finding.start, head: Math.min(finding.end, view.state.doc.length) }, effects: EditorView.scrollIntoView(finding.start, { y: "center" }) });
      view.focus();
    },
    show: (findings) => view.dispatch({ effects: setFindings.of(findings) }),
    voices: (list) => view.dispatch({ effects: setVoices.of(list) }),
    here: (finding) => view.dispatch({ effects: setHere.of(finding ?? null) }),
  };
}
