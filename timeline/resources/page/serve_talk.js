// Talking with the server, and keeping the reader's place when the page is read anew.

const POLL = 2000; // milliseconds
const KEPT = "timeline-place";
const NEAR = 40; // events, of which one will still be there

// Sends a request; gives the answer, or throws an error whose message is a sentence.
async function talk(path, words, body) {
  const headers = { "X-Timeline-Token": location.pathname.slice(1) };
  if (body) headers["Content-Type"] = "application/json";
  const method = body ? "POST" : "GET";
  let answer;
  let said;
  try {
    answer = await fetch(path, { method, headers, body: body && JSON.stringify(body) });
    said = await answer.json();
  } catch {
    throw new Error(words.stopped);
  }
  if (!answer.ok) throw new Error(said.error);
  return said;
}

// Calls `changed` once when the store's events are not those of this page, `failed` with the
// sentence when the server cannot say, and `back` when it can again.
function watch(served, { changed, failed, back }) {
  let wrong = false;
  async function look() {
    if (!document.hidden) {
      try {
        const { state } = await talk("/api/state", served.words);
        if (wrong) back();
        wrong = false;
        if (state !== served.state) return changed();
      } catch (error) {
        if (!wrong) failed(error.message);
        wrong = true;
      }
    }
    setTimeout(look, POLL);
  }
  setTimeout(look, POLL);
}

// Reads the page anew: filters are in its address, everything else is kept until it is there.
function reload(root, more = {}) {
  const shown = [...root.querySelectorAll(".tl-event:not([hidden])")];
  const at = shown.findIndex((one) => one.getBoundingClientRect().bottom > 0);
  const near = at < 0 ? [] : shown.slice(at, at + NEAR);
  const open = [...root.querySelectorAll(".tl-evidence[open]")];
  const kept = {
    near: near.map((one) => [one.id, one.getBoundingClientRect().top]),
    open: open.map((one) => one.closest(".tl-event").id),
    top: scrollY,
    ...more,
  };
  sessionStorage.setItem(KEPT, JSON.stringify(kept));
  // The filters write the address a moment after they change.
  setTimeout(() => location.reload(), 2 * 200);
}

// Brings the reader back to where they were; gives what else was kept.
function comeBack() {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) || "null");
  sessionStorage.removeItem(KEPT);
  history.scrollRestoration = kept ? "manual" : "auto";
  if (!kept) return {};
  for (const id of kept.open) {
    const evidence = document.getElementById(id)?.querySelector(".tl-evidence");
    if (evidence) evidence.open = true;
  }
  const there = kept.near.find(([id]) => document.getElementById(id));
  // Twice, as what comes into sight only then gets its height.
  const place = (turns) => {
    if (kept.top === 0) scrollTo(0, 0);
    else if (there) scrollBy(0, document.getElementById(there[0]).getBoundingClientRect().top - there[1]);
    if (turns) requestAnimationFrame(() => place(turns - 1));
  };
  place(2);
  return kept;
}
