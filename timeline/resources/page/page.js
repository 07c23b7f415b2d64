// What makes one timeline of a document live; a document may hold several.

function start(root, order) {
  const data = JSON.parse(root.querySelector(".tl-data").textContent);
  root.setAttribute("data-live", "");
  if (order > 0) rename(root, order);
  const box = root.querySelector(".tl-overview");
  let passing = data.events.map((_, place) => place);
  let going = null; // the event that the story is on its way to

  const filters = makeFilters(root, data, (places) => {
    passing = places;
    overview.show(places);
    follow();
  });
  const { elements } = filters;

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
  function follow() {
    if (going !== null) {
      overview.point(going);
      return;
    }
    const edge = box.getBoundingClientRect().bottom + 24;
    let [low, high] = [0, passing.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (elements[passing[middle]].getBoundingClientRect().bottom < edge) low = middle + 1;
      else high = middle;
    }
    overview.point(passing[low]);
  }

  let waiting = false;
  addEventListener(
    "scroll",
    () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        follow();
      });
    },
    { passive: true },
  );
  // Once the reader scrolls, the story leads again.
  for (const name of ["wheel", "touchmove", "keydown"]) {
    addEventListener(name, (event) => {
      if (!box.contains(event.target)) going = null;
    }, { passive: true });
  }

  const offset = () => root.style.setProperty("--tl-offset", `${below()}px`);
  const below = () => (getComputedStyle(box).position === "sticky" ? box.offsetHeight + 8 : 8);
  new ResizeObserver(offset).observe(box);
  offset();

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
