// Where everything in the overview goes: a pure function of events, days in view and size.

const AXIS = 16; // pixels of the labels below
const LANE = 8; // from one row of points to the next
const POINT = 7; // that a point takes of its row
const NARROW = 9; // below which a band would look like a point

// What is to be drawn of the events at `places` between two days: the outline of the bars, the
// paths of points and bands, certain and vague, and the ticks. `first` and `last` are all days.
function drawing(data, places, view, size) {
  const scale = size.width / (view.last - view.first);
  const across = (day) => (day - view.first) * scale;
  const lanes = Math.max(2, Math.floor((size.height - AXIS) * 0.55 / LANE));
  const bandLanes = Math.max(1, Math.floor(lanes / 3));
  const floor = size.height - AXIS - lanes * LANE;
  const paths = { points: "", holes: "", bands: "", vague: "" };
  const pointEnds = new Array(lanes - bandLanes).fill(-Infinity);
  const bandEnds = new Array(bandLanes).fill(-Infinity);
  const spots = [];
  const uncertain = new Set(["approximate", "uncertain"].map((one) => data.facets.date.indexOf(one)));
  for (const place of places) {
    const event = data.events[place];
    const first = event[0] ?? event[1];
    if (first === null) continue;
    const start = across(event[0] ?? view.first);
    const end = across((event[1] ?? view.last) + 1);
    if (end < 0 || start > size.width) continue;
    const vague = uncertain.has(event[6][0]);
    if (event[0] === event[1] || (end - start < NARROW && event[0] !== null && event[1] !== null)) {
      const x = (start + end) / 2;
      const lane = pointEnds.findIndex((taken) => taken <= x - POINT);
      if (lane < 0) continue; // the bars above show that there is more than fits
      pointEnds[lane] = x;
      const y = floor + LANE / 2 + lane * LANE;
      paths.points += `M${x.toFixed(1)} ${y}h0`;
      if (vague) paths.holes += `M${x.toFixed(1)} ${y}h0`;
      spots.push({ place, start: x, end: x, y });
    } else {
      const [from, to] = [Math.max(start, -9), Math.min(end, size.width + 9)];
      const lane = bandEnds.findIndex((taken) => taken <= from);
      if (lane < 0) continue;
      bandEnds[lane] = to + 3;
      const y = floor + LANE / 2 + (lanes - 1 - lane) * LANE;
      paths[vague ? "vague" : "bands"] += `M${(from + 2).toFixed(1)} ${y}H${(to - 2).toFixed(1)}`;
      spots.push({ place, start: from, end: to, y });
    }
  }
  return {
    paths,
    spots,
    bars: bars(data, places, view, across, unitOf(scale, 7), floor - 4),
    ticks: ticks(data, view, across, unitOf(scale, 58)),
  };
}

// The outline of one bar a unit. An event of less precision is spread over all units it may lie in.
function bars(data, places, view, across, months, height) {
  const starts = unitStarts(view.first, view.last, months);
  const counts = new Float64Array(starts.length - 1);
  const unitAt = (day) => {
    let [low, high] = [0, starts.length - 1];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= day) low = middle;
      else high = middle;
    }
    return low;
  };
  for (const place of places) {
    const [from, to] = data.events[place];
    const first = from ?? to;
    if (first === null || first >= starts[starts.length - 1]) continue;
    const last = from === null ? first : (to ?? first);
    if (last < starts[0]) continue;
    const [low, high] = [unitAt(first), unitAt(last)];
    if (low === high) {
      counts[low] += 1;
      continue;
    }
    const share = 1 / (last - first + 1);
    for (let unit = low; unit <= high; unit++) {
      const days = Math.min(last + 1, starts[unit + 1]) - Math.max(first, starts[unit]);
      counts[unit] += Math.max(days, 0) * share;
    }
  }
  const most = Math.max(...counts, 1);
  let outline = "";
  counts.forEach((count, unit) => {
    const tall = (count / most) * height;
    if (tall < 0.5) return;
    const [left, right] = [across(starts[unit]), across(starts[unit + 1])];
    outline += `M${left.toFixed(1)} ${height}v${-tall.toFixed(1)}H${(right - 1).toFixed(1)}V${height}z`;
  });
  return outline;
}

function ticks(data, view, across, months) {
  const starts = unitStarts(view.first, view.last, months);
  return starts.slice(0, -1).map((day) => {
    return { x: across(day), label: unitLabel(day, months, data.words) };
  });
}
