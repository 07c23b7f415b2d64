// Pointers on the overview: one moves it or chooses an event, two zoom, and so does a wheel with
// Ctrl, as without it a wheel scrolls the page.

const STILL = 5; // pixels that a pointer may move and still choose

function watchPointers(svg, { dayAt, slide, zoom, near, tell, choose }) {
  const down = new Map();
  let moved = 0;

  svg.addEventListener("pointerdown", (event) => {
    if (event.button > 0) return;
    if (!down.size) moved = 0;
    down.set(event.pointerId, { x: event.clientX, y: event.clientY });
    svg.setPointerCapture(event.pointerId);
  });

  svg.addEventListener("pointermove", (event) => {
    const before = down.get(event.pointerId);
    if (!before) {
      tell(near(event.clientX, event.clientY));
      return;
    }
    const other = [...down].find(([id]) => id !== event.pointerId);
    const by = event.clientX - before.x;
    moved += Math.abs(by);
    if (other) {
      const wide = Math.abs(before.x - other[1].x);
      const wider = Math.abs(event.clientX - other[1].x);
      if (wide > STILL && wider > STILL) zoom(wide / wider, dayAt((event.clientX + other[1].x) / 2));
    } else if (moved > STILL) slide(-by / svg.clientWidth);
    down.set(event.pointerId, { x: event.clientX, y: event.clientY });
  });

  for (const name of ["pointerup", "pointercancel"]) {
    svg.addEventListener(name, (event) => {
      const chooses = name === "pointerup" && down.size === 1 && moved <= STILL;
      const known = down.delete(event.pointerId);
      const spot = known && chooses ? near(event.clientX, event.clientY) : null;
      if (spot) choose(spot);
    });
  }

  svg.addEventListener("pointerleave", () => tell(null));

  svg.addEventListener(
    "wheel",
    (event) => {
      const sideways = Math.abs(event.deltaX) > Math.abs(event.deltaY);
      if (!event.ctrlKey && !sideways) return;
      event.preventDefault();
      if (sideways) slide(event.deltaX / svg.clientWidth);
      else zoom(Math.exp(event.deltaY / 200), dayAt(event.clientX));
    },
    { passive: false },
  );
}
