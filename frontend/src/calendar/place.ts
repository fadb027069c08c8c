/** Where things stand in a day: overlapping ones side by side, each as long as it lasts. */

export interface Span {
  start: number; // minutes after midnight
  end: number;
}

export interface Place {
  column: number;
  columns: number;
}

const SHORTEST = 24; // minutes: what is shorter is drawn so high, so that it can be read

interface Placed extends Place {
  span: Span;
}

/** Gives each span a column among those it overlaps with, in their order of beginning. */
export function columnsOf(spans: readonly Span[]): Place[] {
  const places: Placed[] = spans.map((span) => ({ span, column: 0, columns: 1 }));
  let group: Placed[] = [];
  let until = Number.NEGATIVE_INFINITY;
  const close = () => {
    const columns = Math.max(1, ...group.map((one) => one.column + 1));
    for (const one of group) one.columns = columns;
    group = [];
  };
  for (const place of [...places].sort((a, b) => a.span.start - b.span.start)) {
    const { start } = place.span;
    if (start >= until) close();
    const beside = group.filter((one) => endOf(one.span) > start);
    const taken = new Set(beside.map((one) => one.column));
    while (taken.has(place.column)) place.column += 1;
    group.push(place);
    until = Math.max(until, endOf(place.span));
  }
  close();
  return places.map(({ column, columns }) => ({ column, columns }));
}

function endOf(span: Span): number {
  return Math.max(span.end, span.start + SHORTEST);
}

/** Moves a local moment ("2026-03-29T10:00") by days and minutes on the calendar's own clock. */
export function shifted(at: string, days: number, minutes: number): string {
  const moment = new Date(`${at}:00Z`); // no zone takes part: the server knows the company's
  moment.setUTCDate(moment.getUTCDate() + days);
  moment.setUTCMinutes(moment.getUTCMinutes() + minutes);
  return moment.toISOString().slice(0, 16);
}
