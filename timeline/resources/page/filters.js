// What readers look for: words, and values of facets. It is kept in the address of the page, so
// that a link leads to the same selection.

const FACETS = ["type", "who", "source", "told", "date"];
const SPAN = 2; // numbers of an event before those of its facets
const HEADING = 75; // pixels of a year
const LINE = 82; // of an event
const PAUSE = 200; // milliseconds after the last change until it is in the address
const IN_VIEW = 30; // events that are put back before the next frame
const LATER = 500; // and before each frame after it

function makeFilters(root, data, shown) {
  const { words } = data;
  const tools = root.querySelector(".tl-tools");
  const input = tools.querySelector("input[type=search]");
  const status = tools.querySelector("[role=status]");
  const link = tools.querySelector(".tl-link");
  const clear = tools.querySelector(".tl-clear");
  const none = element("p", { class: "tl-summary", hidden: "" }, words.none);
  const story = root.querySelector(".tl-story");
  story.before(none);
  const elements = [...root.querySelectorAll(".tl-event")];
  const years = [...root.querySelectorAll(".tl-year")];
  const yearOf = [];
  years.forEach((year, place) => {
    for (let count = year.querySelectorAll(".tl-event").length; count > 0; count--) yearOf.push(place);
  });
  const heights = new Int32Array(years.length).fill(-1); // in events
  let waiting = []; // events that pass, and are still to be put back
  let going = false; // whether some are to be put back after the next frame
  let folded = null;

  // Reading all texts takes a moment, which is taken while nothing else is to be done.
  function texts() {
    folded ??= elements.map((one) => fold(one.textContent));
    return folded;
  }
  (window.requestIdleCallback || setTimeout)(texts);

  function wanted() {
    const chosen = [];
    FACETS.forEach((name, place) => {
      const boxes = tools.querySelectorAll(`[data-facet=${name}] input:checked`);
      if (!boxes.length) return;
      const values = new Set([...boxes].map((box) => data.facets[name].indexOf(box.value)));
      chosen.push({ place: place + SPAN, values });
    });
    return { chosen, terms: fold(input.value).trim().split(" ").filter(Boolean) };
  }

  // Where readers are. Nothing has changed yet, so nothing has to be laid out for it.
  function yearInView() {
    const shown = years.filter((year) => !year.hidden);
    const year = shown[firstNot(shown, (one) => one.getBoundingClientRect().bottom < 0)];
    return years.indexOf(year);
  }

  // Puts back what passes, first what is in view: all of it at once would have to be laid out before
  // the browser knows that most of it is not.
  function putBack(count) {
    for (const place of waiting.splice(0, count)) elements[place].hidden = false;
    if (!waiting.length || going) return;
    going = true;
    requestAnimationFrame(() => setTimeout(() => {
      going = false;
      putBack(LATER);
    }));
  }

  function settle() {
    putBack(waiting.length);
  }

  // One pass over all events; only what changes is touched.
  function apply() {
    const { chosen, terms } = wanted();
    const prefixes = terms.map((term) => " " + term);
    const hay = terms.length ? texts() : null;
    const passing = [];
    const filled = new Uint32Array(years.length);
    const first = yearInView();
    const [fromThere, before] = [[], []];
    data.events.forEach((event, place) => {
      const passes =
        chosen.every((one) => event[one.place].some((value) => one.values.has(value))) &&
        prefixes.every((prefix) => hay[place].includes(prefix));
      if (passes) {
        passing.push(place);
        filled[yearOf[place]]++;
      }
      if (elements[place].hidden !== passes) return;
      if (!passes) elements[place].hidden = true;
      else (yearOf[place] < first ? before : fromThere).push(place);
    });
    waiting = fromThere.concat(before);
    years.forEach((year, place) => {
      if (filled[place] === heights[place]) return;
      heights[place] = filled[place];
      year.hidden = !filled[place];
      // How high it will be about, as years out of sight are not laid out.
      year.style.containIntrinsicBlockSize = `auto ${HEADING + filled[place] * LINE}px`;
    });
    const state = address();
    tell(passing.length, state);
    putBack(IN_VIEW);
    shown(passing);
    return state;
  }

  function tell(count, state) {
    const all = number(elements.length, words);
    const phrase = count === elements.length ? words.all : count === 1 ? words.one : words.some;
    status.textContent = count ? put(phrase, { shown: number(count, words), all }) : "";
    none.hidden = count > 0;
    none.setAttribute("role", "alert");
    clear.hidden = link.hidden = !state;
    link.href = "#" + state;
    for (const facet of tools.querySelectorAll(".tl-facet")) {
      const chosen = facet.querySelectorAll("input:checked").length;
      facet.querySelector(".tl-chosen").textContent = chosen ? ` ${chosen}` : "";
    }
  }

  function address() {
    const state = new URLSearchParams();
    if (input.value.trim()) state.append("q", input.value.trim());
    for (const name of FACETS) {
      for (const box of tools.querySelectorAll(`[data-facet=${name}] input:checked`)) {
        state.append(name, box.value);
      }
    }
    return state.toString();
  }

  // Takes over what an address says; gives whether it says anything.
  function restore(text) {
    const state = new URLSearchParams(text);
    if (!["q", ...FACETS].some((name) => state.has(name))) return false;
    input.value = state.get("q") || "";
    for (const name of FACETS) {
      const values = new Set(state.getAll(name));
      for (const box of tools.querySelectorAll(`[data-facet=${name}] input`)) {
        box.checked = values.has(box.value);
      }
    }
    apply();
    return true;
  }

  // Browsers allow an address to change only so often, and take time for it.
  let late = 0;
  function remember() {
    const state = apply();
    clearTimeout(late);
    late = setTimeout(() => {
      history.replaceState(null, "", state ? "#" + state : location.pathname + location.search);
    }, PAUSE);
  }

  function chooseNothing() {
    input.value = "";
    for (const box of tools.querySelectorAll("input:checked")) box.checked = false;
  }

  function empty() {
    chooseNothing();
    apply();
    settle();
  }

  addEventListener("beforeprint", settle);
  tools.addEventListener("input", remember);
  clear.addEventListener("click", () => {
    chooseNothing();
    remember();
    // After the next frame, which shows the events, as a change of focus takes time.
    requestAnimationFrame(() => setTimeout(() => input.focus({ preventScroll: true })));
  });
  tools.addEventListener("keydown", (event) => {
    const open = event.key === "Escape" && event.target.closest(".tl-facet[open]");
    if (!open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => {
    for (const facet of tools.querySelectorAll(".tl-facet[open]")) {
      if (!facet.contains(event.target)) facet.open = false;
    }
  });
  tools.hidden = false;
  return { elements, years, apply, restore, empty };
}
