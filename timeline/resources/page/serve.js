// What makes a served page one that can be corrected.

const root = document.querySelector(".timeline-page");
const served = JSON.parse(root.querySelector(".tl-served").textContent);
const { words } = served;
const chosen = new Map(); // titles of the events that are to be merged, by id
const kept = comeBack();
let stale = false; // whether the store has changed since the page was made
let busy = false; // whether a correction is being made

const said = element("span", { role: "status" });
const actions = element("span", { class: "tl-actions" });
const bar = element("p", { class: "tl-bar", hidden: "" }, said, " ", actions);
root.append(bar);

// Says something at the foot of the window, with what can be done about it.
function tell(sentence, ...buttons) {
  if (stale) buttons.push([words.reload, () => reload(root)]);
  bar.hidden = !sentence && !stale;
  said.textContent = sentence || (stale ? words.changed : "");
  actions.replaceChildren(
    ...buttons.map(([label, act]) => {
      const made = element("button", { type: "button" }, label);
      made.addEventListener("click", act);
      return made;
    }),
  );
}

// Asks for a correction; what comes of it is on the page that is read anew. Where it cannot be
// made, everything stays as it was written.
async function correct(asked, dialog) {
  if (busy) return;
  busy = true;
  dialog?.tell(words.busy, true);
  tell(words.busy);
  try {
    const done = await talk("/api/corrections", words, asked);
    tell(done.said);
    chosen.clear();
    reload(root, { done });
  } catch (error) {
    busy = false;
    dialog?.tell(error.message, false);
    if (dialog?.made.isConnected) tellChosen();
    else tell(error.message);
  }
}

// Opens a dialog with what the server says of something.
async function open(path, heading, parts) {
  // What would be written in the dialog would be lost when the page is read anew.
  if (busy) return;
  try {
    const found = await talk(path, words);
    const shown = { dialog: null };
    const send = (asked) => correct(asked, shown.dialog);
    shown.dialog = makeDialog(root, heading, words, ...parts(found, send, shown));
  } catch (error) {
    tell(error.message);
  }
}

function correctEvent(id) {
  open(`/api/events/${encodeURIComponent(id)}`, words.heading, (event, send, shown) =>
    eventForms(event, words, send, {
      label: chosen.has(id) ? words.unchoose : words.choose,
      toggle: () => {
        if (!chosen.delete(id)) chosen.set(id, event.title);
        shown.dialog.made.close();
        tellChosen();
      },
    }),
  );
}

function tellChosen() {
  const forget = [
    words.forget,
    () => {
      chosen.clear();
      tell("");
    },
  ];
  const merge = [words.merge, () => correct({ kind: "merge", events: [...chosen.keys()] })];
  if (chosen.size > 1) tell(put(words.chosen_several, { count: chosen.size }), merge, forget);
  else if (chosen.size) tell(put(words.chosen, { title: [...chosen.values()][0] }), forget);
  else tell("");
}

// A sign in place of a word, which a search would find in every event.
for (const event of root.querySelectorAll(".tl-event")) {
  const attributes = { type: "button", class: "tl-correct", "aria-haspopup": "dialog" };
  const made = element("button", { ...attributes, "aria-label": words.correct, title: words.correct }, "✎");
  event.querySelector(".tl-what").append(" ", made);
}
root.addEventListener("click", (event) => {
  const made = event.target.closest(".tl-correct");
  if (made) correctEvent(made.closest(".tl-event").id.slice(2));
});

const list = element("button", { type: "button", "aria-haspopup": "dialog" }, words.corrections);
list.addEventListener("click", () =>
  open("/api/corrections", words.corrections_heading, (found, send) => keptForms(found, words, send)),
);
root.querySelector(".tl-status").append(" ", list);

if (kept.done) {
  const { said: sentence, correction, event } = kept.done;
  const undo = [words.undo, () => correct({ kind: "undo", correction })];
  tell(sentence, ...(correction ? [undo] : []));
  const now = document.getElementById(`e-${event}`);
  (now && !now.hidden ? now : list).focus({ preventScroll: true });
  const edges = now?.getBoundingClientRect();
  if (edges && (edges.top < 0 || edges.bottom > innerHeight)) now.scrollIntoView({ block: "center" });
}

watch(served, {
  changed: () => {
    stale = true;
    if (!busy) tellChosen();
  },
  failed: (sentence) => tell(sentence),
  back: tellChosen,
});
