// The editor: CodeMirror, with the findings and the voices laid over the words.
import { ChangeSet, EditorState, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, drawSelection, keymap, placeholder } from "@codemirror/view";
import { defaultKeymap, history, historyKeymap, invertedEffects } from "@codemirror/commands";

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

// Where stretches stand after a change; what was deleted has no place.
export const moved = (list, changes) =>
  list.map((one) => ({ ...one, start: changes.mapPos(one.start, 1), end: changes.mapPos(one.end, -1) })).filter((one) => one.start < one.end);

const findingsLayer = layer(setFindings, (list, length) => spans(list.filter((one) => points(one, length)), length, (one) => Decoration.mark({ class: `f-${one.severity}` })));
const voicesLayer = layer(setVoices, (list, length) => spans(list, length, (one) => Decoration.mark({ class: `v-${one.voice}`, attributes: { title: one.who ? `${one.voice} · ${one.who}` : one.voice } })));
const hereLayer = layer(setHere, (one, length) => (one ? spans([one], length, () => Decoration.mark({ class: "f-here" })) : Decoration.none));

// How words are set in the file that was opened: the rules about italic and green read it, and it goes along when words move.
const PLAIN = { markup: "none", spans: [] };
const along = (layout, changes) => ({ ...layout, spans: moved(layout.spans, changes) });
const setLayout = StateEffect.define({ map: along });
const layoutField = StateField.define({
  create: () => PLAIN,
  update(held, transaction) {
    if (transaction.docChanged) held = transaction.newDoc.length ? along(held, transaction.changes) : PLAIN;
    for (const one of transaction.effects) if (one.is(setLayout)) held = one.value;
    return held;
  },
  provide: (field) => EditorView.decorations.from(field, ({ spans: set }) => spans(set, Infinity, (one) => Decoration.mark({ class: `s-${one.style}` }))),
});
const sets = (transaction) => transaction.effects.some((one) => one.is(setLayout));
const undoLayout = invertedEffects.of((transaction) => {
  const before = transaction.startState.field(layoutField);
  return sets(transaction) || (transaction.docChanged && before.spans.length) ? [setLayout.of(before)] : [];
});

function italic(view, start, end) {
  const { markup, spans: set } = view.state.field(layoutField);
  const has = (one) => one.style === "italic";
  const rest = set.flatMap((one) => (!has(one) || one.end <= start || end <= one.start ? [one] : [{ ...one, end: start }, { ...one, start: end }].filter((part) => part.start < part.end)));
  const off = set.some((one) => has(one) && one.start <= start && end <= one.end);
  view.dispatch({ effects: setLayout.of({ markup, spans: off ? rest : [...rest, { start, end, style: "italic" }].sort((one, other) => one.start - other.start) }) });
}

export function make(parent, { changed, moved: selected, step }) {
  const view = new EditorView({
    parent,
    state: EditorState.create({
      extensions: [
        history(),
        drawSelection(),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": "Your note", spellcheck: "true", autocapitalize: "sentences", lang: "en-GB" }),
        placeholder("Write, paste or drop a note. Nothing is stored unless you save it."),
        layoutField,
        undoLayout,
        voicesLayer,
        findingsLayer,
        hereLayer,
        keymap.of([
          { key: "F8", run: () => step(1) },
          { key: "Shift-F8", run: () => step(-1) },
          {
            key: "Mod-i",
            run(view) {
              const { from, to, empty } = view.state.selection.main;
              if (!empty) italic(view, from, to);
              return true;
            },
          },
          ...defaultKeymap,
          ...historyKeymap,
        ]),
        EditorView.updateListener.of((update) => {
          if (update.docChanged || update.transactions.some(sets)) changed(update.changes);
          else if (update.selectionSet) selected(update.state.selection.main.head);
        }),
      ],
    }),
  });
  const length = () => view.state.doc.length;
  return {
    view,
    text: () => view.state.doc.toString(),
    layout: () => view.state.field(layoutField),
    italic: (start, end) => italic(view, start, end),
    open: ({ text, layout }) => view.dispatch({ changes: { from: 0, to: length(), insert: text }, effects: setLayout.of(layout), selection: { anchor: 0 } }),
    append(text) {
      const before = view.state.doc.toString().trimEnd();
      const insert = before ? `\n\n${text}` : text;
      view.dispatch({ changes: { from: before.length, to: length(), insert }, selection: { anchor: before.length + insert.length }, scrollIntoView: true });
    },
    change(rounds) {
      const all = rounds.reduce((sum, round) => sum.compose(ChangeSet.of(round, sum.newLength)), ChangeSet.empty(length()));
      view.dispatch({ changes: all, userEvent: "input.complete" });
    },
    take(finding, words) {
      const blank = /\[[^\]]*\]/.exec(words);
      const from = finding.start;
      const selection = blank ? { anchor: from + blank.index, head: from + blank.index + blank[0].length } : { anchor: from + words.length };
      view.dispatch({ changes: { from, to: finding.end, insert: words }, selection, scrollIntoView: true, userEvent: "input.complete" });
      view.focus();
    },
    go(finding) {
      view.dispatch({ selection: { anchor: finding.start, head: Math.min(finding.end, length()) }, effects: EditorView.scrollIntoView(finding.start, { y: "center" }) });
      view.focus();
    },
    show: (findings) => view.dispatch({ effects: setFindings.of(findings) }),
    voices: (list) => view.dispatch({ effects: setVoices.of(list) }),
    here: (finding) => view.dispatch({ effects: setHere.of(finding ?? null) }),
  };
}
