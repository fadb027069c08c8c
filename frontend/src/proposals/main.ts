/** A small map on each proposal: every unit a dot in its territory's colour, as wide as its land. */
import "../styles/proposals.css";
import { call } from "../map/api.ts";
import { colourOf } from "../map/palette.ts";
import type { UnitColumns, Workspace } from "../map/types.ts";
import { middle, Projection } from "./projection.ts";

interface Proposal {
  id: number;
  assignment: { unit: number[]; territory: (number | null)[] };
}

const KM_IN_DEGREE = 111.2;
const CIRCLE = 2 * Math.PI;
const GAP = 16;
const SMALLER = 0.5;

/** The units that belong to the drawing's main part; far islands go into a box of their own. */
function near(units: UnitColumns): boolean[] {
  const [west, east] = middle(units.lon);
  const [south, north] = middle(units.lat);
  return units.lon.map((lon, unit) => {
    const lat = units.lat[unit]!;
    return lon > west && lon < east && lat > south && lat < north;
  });
}

function draw(canvas: HTMLCanvasElement, units: UnitColumns, colours: (string | null)[]): void {
  const pen = canvas.getContext("2d");
  if (!pen) return;
  const main = near(units);
  const pick = (values: number[]) => values.filter((_, unit) => main[unit]);
  const on = new Projection(pick(units.lon), pick(units.lat), canvas.width, canvas.height);
  const places = units.lon.map((lon, unit) => on.place(lon, units.lat[unit]!));
  const far = places.filter((_, unit) => !main[unit]);
  const left = Math.min(...far.map(([x]) => x));
  const low = Math.max(...far.map(([, y]) => y));
  places.forEach(([x, y], unit) => {
    const colour = colours[unit];
    if (!colour) return;
    const radius = (Math.sqrt(units.area[unit]! / Math.PI) / KM_IN_DEGREE) * on.scale * 1.15;
    const shown = main[unit]
      ? ([x, y, radius] as const)
      : ([
          GAP + (x - left) * SMALLER,
          canvas.height - GAP - (low - y) * SMALLER,
          radius * SMALLER,
        ] as const);
    pen.fillStyle = colour;
    pen.beginPath();
    pen.arc(shown[0], shown[1], Math.max(shown[2], 1), 0, CIRCLE);
    pen.fill();
  });
}

async function open(place: HTMLElement): Promise<void> {
  const path = `territories/plans/${place.dataset.plan}`;
  const [space, units, proposals] = await Promise.all([
    call<Workspace>(`${path}/workspace`),
    call<UnitColumns>(`${path}/units`),
    call<Proposal[]>(`${path}/proposals`),
  ]);
  const colour = new Map(space.territories.map((row) => [row.id, colourOf(row.colour)]));
  for (const canvas of place.querySelectorAll<HTMLCanvasElement>("canvas[data-proposal]")) {
    const proposal = proposals.find((one) => one.id === Number(canvas.dataset.proposal));
    if (!proposal) continue;
    const { unit, territory } = proposal.assignment;
    const home = new Map(unit.map((id, at) => [id, territory[at] ?? null]));
    const colours = units.id.map((id) => colour.get(home.get(id) ?? -1) ?? null);
    draw(canvas, units, colours);
  }
}

const place = document.getElementById("proposals");
if (place) open(place);
