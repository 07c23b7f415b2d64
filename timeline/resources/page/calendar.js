// Days since 0000-03-01 in the proleptic Gregorian calendar, with astronomical years, to and fro.
// Algorithm: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".

function dayNumber(year, month) {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const ofEra = shifted - era * 400;
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5);
  return era * 146097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear;
}

function monthOf(day) {
  const era = Math.floor(day / 146097);
  const left = day - era * 146097;
  const year = Math.floor(
    (left - Math.floor(left / 1460) + Math.floor(left / 36524) - Math.floor(left / 146096)) / 365,
  );
  const ofYear = left - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const shifted = Math.floor((5 * ofYear + 2) / 153);
  const month = shifted + (shifted < 10 ? 3 : -9);
  return { year: year + era * 400 + (month <= 2 ? 1 : 0), month };
}

const MONTH = 30.44;
// Months of a unit; the first that is wide enough is used.
const UNITS = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000, 60000];

// The smallest unit that takes at least `least` pixels where a day takes `scale` of them.
function unitOf(scale, least) {
  return UNITS.find((months) => months * MONTH * scale >= least) || UNITS[UNITS.length - 1];
}

// The first days of the units of so many months that touch the days from `first` to `last`, with
// the first day after them.
function unitStarts(first, last, months) {
  const at = monthOf(Math.floor(first));
  let count = Math.floor((at.year * 12 + at.month - 1) / months) * months;
  const starts = [];
  for (;;) {
    const year = Math.floor(count / 12);
    const start = dayNumber(year, count - year * 12 + 1);
    starts.push(start);
    if (start > last) return starts;
    count += months;
  }
}

// What stands at the beginning of a unit: a year, or within years a month.
function unitLabel(day, months, words) {
  const { year, month } = monthOf(day);
  if (months < 12 && month > 1) return words.months[month - 1];
  return year > 0 ? String(year) : put(words.bc, { year: 1 - year });
}
