// The overview: to scale, zoomed and moved with pointer, wheel and keys, in step with the story.

const CLOSEST = 45; // days in view at least
const MARGIN = 0.03; // of the days in view, on both sides
const STEP = 1.6; // of one zoom
const MOST = 0.9; // of the events that are in view first, where a few others lie far away

// The days from the first to the last of the events at `places`; and those that most of them lie in,
// where these are less than a third.
function reach(data, places, most) {
  const days = [];
  for (const place of places) {
    const [from, to] = data.events[place];
    if ((from ?? to) !== null) days.push([from ?? to, to ?? from]);
  }
  if (!days.length) return null;
  const sorted = days.map((one) => one[0]).sort((a, b) => a - b);
  const last = days.reduce((latest, one) => Math.max(latest, one[1]), -Infinity);
  const whole = padded(sorted[0], last + 1);
  const count = Math.max(1, Math.ceil(sorted.length * most));
  let best = null;
  for (let start = 0; start + count <= sorted.length; start++) {
    const length = sorted[start + count - 1] - sorted[start];
    if (best === null || length < best.length) best = { start: sorted[start], length };
  }
  const near = padded(best.start, best.start + best.length + 1);
  return { whole, near: (near.last - near.first) * 3 < whole.last - whole.first ? near : whole };
}

function padded(first, last) {
  const missing = Math.max(0, CLOSEST - (last - first)) / 2;
  const margin = (last - first) * MARGIN + missing;
  return { first: first - margin, last: last + margin };
}

function makeOverview(box, data, describe, go) {
  const { words } = data;
  let places = data.events.map((_, place) => place);
  const found = reach(data, places, MOST);
  if (found === null) return { show() {}, point() {} };
  let view = found.near;
  let now = places.find((place) => (data.events[place][0] ?? data.events[place][1]) !== null);
  let spots = [];
  let waiting = false;

  const svg = drawn("svg", { class: "tl-chart", role: "slider", tabindex: "0", "aria-label": words.overview });
  svg.setAttribute("aria-description", words.help);
  const layers = {};
  for (const name of ["grid", "bars", "bands", "vague-bands", "points", "holes", "now"]) {
    layers[name] = drawn("path", { class: `tl-${name}` });
  }
  const labels = drawn("g", { "aria-hidden": "true" });
  svg.append(...Object.values(layers), labels);
  const button = (label, act) => {
    const made = element("button", { type: "button" }, label);
    made.addEventListener("click", act);
    return made;
  };
  const told = element("span", { class: "tl-told-of", "aria-hidden": "true" });
  const earlier = button("", () => slide(-0.9));
  const later = button("", () => slide(0.9));
  const closer = button("+", () => zoom(1 / STEP, now));
  const farther = button("−", () => zoom(STEP, now));
  closer.setAttribute("aria-label", words.closer);
  farther.setAttribute("aria-label", words.farther);
  const whole = button(words.whole, () => look(found.whole.first, found.whole.last));
  box.append(svg, element("p", { class: "tl-caption" }, earlier, told, later, closer, farther, whole));

  function look(first, last) {
    const limit = found.whole.last - found.whole.first;
    const length = Math.min(Math.max(last - first, Math.min(CLOSEST, limit)), limit);
    const middle = (first + last) / 2;
    const start = Math.min(Math.max(middle - length / 2, found.whole.first), found.whole.last - length);
    view = { first: start, last: start + length };
    redraw();
  }

  function slide(share) {
    const by = (view.last - view.first) * share;
    look(view.first + by, view.last + by);
  }

  function zoom(factor, place, day = dayOf(place)) {
    const at = day >= view.first && day <= view.last ? day : (view.first + view.last) / 2;
    look(at - (at - view.first) * factor, at + (view.last - at) * factor);
  }

  function dayOf(place) {
    return place === undefined ? NaN : (data.events[place][0] ?? data.events[place][1] ?? NaN);
  }

  function redraw() {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(draw);
  }

  function draw() {
    waiting = false;
    const size = { width: svg.clientWidth, height: svg.clientHeight };
    if (!size.width) return;
    const made = drawing(data, places, view, size);
    spots = made.spots;
    layers.bars.setAttribute("d", made.bars);
    layers.bands.setAttribute("d", made.paths.bands);
    layers["vague-bands"].setAttribute("d", made.paths.vague);
    layers.points.setAttribute("d", made.paths.points);
    layers.holes.setAttribute("d", made.paths.holes);
    layers.grid.setAttribute("d", made.ticks.map((one) => `M${one.x.toFixed(1)} 0V${size.height}`).join(""));
    labels.replaceChildren(
      ...made.ticks.map((one) => {
        const text = drawn("text", { x: (one.x + 4).toFixed(1), y: size.height - 3 });
        text.textContent = one.x < size.width - 30 ? one.label : "";
        return text;
      }),
    );
    mark();
    beyond();
  }

  // Where the reader is.
  function mark() {
    const x = ((dayOf(now) + 0.5 - view.first) * svg.clientWidth) / (view.last - view.first);
    layers.now.setAttribute("d", Number.isNaN(x) ? "" : `M${x.toFixed(1)} 0V${svg.clientHeight - AXIS}`);
    const rank = places.indexOf(now);
    const said = now === undefined ? "" : describe(now);
    svg.setAttribute("aria-valuemin", places.length ? 1 : 0);
    svg.setAttribute("aria-valuemax", places.length);
    svg.setAttribute("aria-valuenow", rank + 1);
    svg.setAttribute("aria-valuetext", said);
    told.textContent = said;
  }

  // How many events lie outside of what is in view.
  function beyond() {
    let [before, after] = [0, 0];
    for (const place of places) {
      const [from, to] = data.events[place];
      if ((to ?? from ?? view.first) < view.first) before++;
      if ((from ?? to ?? view.last) > view.last) after++;
    }
    for (const [made, count, phrase] of [[earlier, before, words.earlier], [later, after, words.later]]) {
      made.hidden = !count;
      made.textContent = put(phrase, { count: number(count, words) });
    }
  }

  // Marks the event at a place, and sees to it that it is in view, unless that is to stay.
  function point(place, stays = false) {
    if (place === now) return;
    now = place;
    if (stays || place === undefined) return mark();
    const [from, to] = data.events[place];
    const day = from ?? to;
    if (day !== null && ((to ?? day) < view.first || day > view.last)) {
      const half = (view.last - view.first) / 2;
      look(day - half, day + half);
    }
    mark();
  }

  function step(by, from = places.indexOf(now)) {
    const next = places[Math.min(Math.max(from + by, 0), places.length - 1)];
    if (next === undefined) return;
    point(next);
    go(next);
  }

  const keys = {
    ArrowRight: (event) => (event.shiftKey ? slide(0.25) : step(1)),
    ArrowLeft: (event) => (event.shiftKey ? slide(-0.25) : step(-1)),
    ArrowUp: () => step(1),
    ArrowDown: () => step(-1),
    PageUp: () => step(10),
    PageDown: () => step(-10),
    Home: () => step(0, 0),
    End: () => step(0, places.length - 1),
    "+": () => zoom(1 / STEP, now),
    "=": () => zoom(1 / STEP, now),
    "-": () => zoom(STEP, now),
    0: () => look(found.whole.first, found.whole.last),
  };
  svg.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key](event);
  });

  watchPointers(svg, {
    dayAt: (x) => view.first + ((x - svg.getBoundingClientRect().left) / svg.clientWidth) * (view.last - view.first),
    slide,
    zoom: (factor, day) => zoom(factor, now, day),
    near(x, y) {
      const frame = svg.getBoundingClientRect();
      const away = (spot) =>
        Math.hypot(Math.max(spot.start - x + frame.left, x - frame.left - spot.end, 0), spot.y - y + frame.top);
      return spots.reduce((best, spot) => (away(spot) < away(best ?? spot) ? spot : (best ?? spot)), null);
    },
    tell: (spot) => (told.textContent = describe(spot ? spot.place : now)),
    choose(spot) {
      point(spot.place);
      go(spot.place);
    },
  });

  new ResizeObserver(redraw).observe(svg);
  box.hidden = false;
  draw();
  return {
    // Draws the events at these places, and most of them in view.
    show(passing) {
      places = passing;
      const { first, last } = (reach(data, places, MOST) ?? found).near;
      look(first, last);
    },
    point,
  };
}
