// The dialogs: correcting an event, and taking corrections back.

let fields = 0;

// A field with its label, and a hint that is read out with it.
function field(label, input, hint) {
  input.id = `tl-field-${++fields}`;
  const made = element("p", { class: "tl-field" }, element("label", { for: input.id }, label), input);
  if (hint) {
    made.append(element("small", { id: `${input.id}-hint` }, hint));
    input.setAttribute("aria-describedby", `${input.id}-hint`);
  }
  return made;
}

function text(value = "", more = {}) {
  const made = element("input", { type: "text", autocomplete: "off", ...more });
  made.value = value;
  return made;
}

function choice(label, value, ...more) {
  const box = element("input", { type: "checkbox", value });
  return element("label", { class: "tl-choice" }, box, element("span", {}, label, ...more));
}

// A form whose button sends what `asked` gives.
function form(label, parts, send, asked) {
  const made = element("form", { novalidate: "" }, ...parts, element("button", {}, label));
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!made.closest("[aria-busy=true]")) send(asked());
  });
  return made;
}

function group(legend, ...parts) {
  return element("fieldset", {}, element("legend", {}, legend), ...parts);
}

// A dialog at its heading, with a place for what is said in it; closing it gives the focus back.
function makeDialog(root, heading, words, ...parts) {
  const name = element("h2", { id: `tl-dialog-${++fields}` }, heading);
  const close = element("button", { type: "button", class: "tl-close" }, words.close);
  const said = element("p", { class: "tl-said", role: "alert" });
  const attributes = { class: "tl-dialog", "aria-labelledby": name.id };
  const made = element("dialog", attributes, name, close, ...parts, said);
  close.addEventListener("click", () => made.close());
  made.addEventListener("close", () => made.remove());
  root.append(made);
  made.showModal();
  return {
    made,
    // While something is being done nothing else can be asked for.
    tell(sentence, busy) {
      said.textContent = sentence;
      made.setAttribute("aria-busy", busy);
    },
  };
}

// All that can be set right of an event. `send` takes what to ask for.
function eventForms(event, words, send, marking) {
  const asked = (kind, more = {}) => ({ kind, event: event.id, ...more });
  const date = text();
  const undated = choice(words.undated, "undated");
  const none = undated.querySelector("input");
  none.addEventListener("input", () => (date.disabled = none.checked));
  const hint = put(words.date_now, { date: event.date || words.undated.toLowerCase() });
  const title = text(event.title, { lang: "fr", dir: "auto" });
  const forms = [
    form(words.set_date, [field(words.date, date, hint), undated], send, () =>
      asked("redate", { date: none.checked ? null : date.value }),
    ),
    form(words.set_title, [field(words.title, title)], send, () =>
      asked("retitle", { title: title.value }),
    ),
    splitting(event, words, send, asked),
    naming(event, words, send),
    form(event.hidden ? words.unhide : words.hide, [], send, () =>
      asked(event.hidden ? "unhide" : "hide"),
    ),
    form(marking.label, [], marking.toggle, () => event),
  ];
  return forms.filter(Boolean);
}

function splitting(event, words, send, asked) {
  if (event.mentions.length < 2) return null;
  const choices = event.mentions.map((one) =>
    choice(
      element("q", { lang: "fr", dir: "auto" }, one.quote),
      one.id,
      element("small", {}, ` ${one.title} · ${one.source}`),
    ),
  );
  const parts = group(words.split_heading, ...choices);
  return form(words.split, [parts], send, () =>
    asked("split", {
      mentions: [...parts.querySelectorAll("input:checked")].map((box) => box.value),
    }),
  );
}

function naming(event, words, send) {
  const kept = text(event.names[0]);
  const other = text();
  const list = element("datalist", { id: `tl-names-${++fields}` });
  list.append(...event.names.map((value) => element("option", { value })));
  kept.setAttribute("list", list.id);
  other.setAttribute("list", list.id);
  const parts = [field(words.name, kept), field(words.other_name, other), list];
  return form(words.alias, [group(words.names_heading, ...parts)], send, () => ({
    kind: "alias",
    names: [kept.value, other.value],
  }));
}

// The corrections that are kept, each with a button that takes it back.
function keptForms(kept, words, send) {
  if (!kept.length) return [element("p", {}, words.none)];
  const rows = kept.map((one) => {
    const undo = form(words.undo, [], send, () => ({ kind: "undo", correction: one.id }));
    undo.querySelector("button").setAttribute("aria-label", put(words.undo_one, one));
    return element("li", {}, element("span", { dir: "auto" }, one.what), ` ${one.made} `, undo);
  });
  return [element("ol", { class: "tl-kept" }, ...rows)];
}
