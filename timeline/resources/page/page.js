// What makes one timeline of a document live; a document may hold several.

function start(root, order) {
  const data = JSON.parse(root.querySelector(".tl-data").textContent);
  data.events.pop(); // what follows the last comma
  root.setAttribute("data-live", "");
  if (order > 0) rename(root, order);
  const box = root.querySelector(".tl-overview");
  let passing = data.events.map((_, place) => place);
  let going = null; // the event that the story is on its way to
  let staying = false; // whether the overview keeps what it has in view
  let waiting = false;

  const filters = makeFilters(root, data, (places) => {
    passing = places;
    going = null;
    staying = true;
    overview.show(places);
    follow();
  });
  const { elements, years } = filters;

  function describe(place) {
    const date = elements[place].querySelector(".tl-date").textContent;
    const title = elements[place].querySelector(".tl-what bdi").textContent;
    return date ? `${date} – ${title}` : title;
  }

  function go(place) {
    going = place;
    elements[place].scrollIntoView();
    for (const one of root.querySelectorAll(".tl-here")) one.classList.remove("tl-here");
    elements[place].classList.add("tl-here");
  }

  const overview = makeOverview(box, data, describe, go);

  // The event at the top of the window, below the overview.
  function atTop() {
    const edge = box.getBoundingClientRect().bottom + 24;
    const above = (one) => one.getBoundingClientRect().bottom < edge;
    // First the years: to ask where an event is would lay out all of its year.
    const shown = years.filter((year) => !year.hidden);
    const year = shown[firstNot(shown, above)];
    const events = passing.filter((place) => !elements[place].hidden && year?.contains(elements[place]));
    return events[firstNot(events, (place) => above(elements[place]))];
  }

  function follow() {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      overview.point(going ?? atTop(), staying);
      staying = false;
    });
  }
  addEventListener("scroll", follow, { passive: true });
  // Once the reader scrolls, the story leads again.
  for (const name of ["wheel", "touchmove", "keydown", "pointerdown"]) {
    addEventListener(name, (event) => {
      if (!box.contains(event.target)) going = null;
    }, { passive: true });
  }

  // How far below the top of the window an event that is led to has to be.
  let offset = 0;
  new ResizeObserver(() => {
    const now = getComputedStyle(box).position === "sticky" ? box.offsetHeight + 8 : 8;
    if (now !== offset) root.style.setProperty("--tl-offset", `${now}px`);
    offset = now;
  }).observe(box);

  const unfold = root.querySelector(".tl-unfold");
  unfold.addEventListener("click", () => {
    const open = unfold.textContent === data.words.unfold;
    for (const one of root.querySelectorAll(".tl-evidence")) one.open = open;
    unfold.textContent = open ? data.words.fold : data.words.unfold;
  });

  // An address leads to an event, or to a selection.
  function arrive() {
    const target = decodeURIComponent(location.hash.slice(1));
    const place = elements.findIndex((one) => one.id === target);
    if (place < 0) {
      if (!filters.restore(location.hash.slice(1)) && !target) filters.apply();
      return;
    }
    if (elements[place].hidden) filters.empty();
    elements[place].querySelector(".tl-evidence").open = true;
    go(place);
    elements[place].focus({ preventScroll: true });
  }
  addEventListener("hashchange", arrive);
  filters.apply();
  arrive();
}

// The place of the first item that is not so, where all before it are; the last one if all are.
function firstNot(items, isSo) {
  let [low, high] = [0, items.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isSo(items[middle])) low = middle + 1;
    else high = middle;
  }
  return low;
}

// A second timeline of a document may show the same events: their names have to differ.
function rename(root, order) {
  for (const one of root.querySelectorAll("[id]")) one.id += `-${order + 1}`;
  for (const link of root.querySelectorAll('a[href^="#"]')) {
    if (link.hash) link.hash += `-${order + 1}`;
  }
  for (const one of root.querySelectorAll("[aria-labelledby]")) {
    one.setAttribute("aria-labelledby", `${one.getAttribute("aria-labelledby")}-${order + 1}`);
  }
}

document.querySelectorAll(".timeline-page").forEach((root, order) => {
  if (!root.hasAttribute("data-live")) start(root, order);
});
