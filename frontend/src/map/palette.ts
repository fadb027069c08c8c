/** Ten colours told apart by colour-blind people too, on light and on dark (after Paul Tol). */
export const PALETTE = [
  "#5b9bd5",
  "#ee8866",
  "#e3cf6a",
  "#44bb99",
  "#b07aa8",
  "#99ddff",
  "#a9b83a",
  "#ffaabb",
  "#8c8bd0",
  "#a87c5a",
] as const;

/** The colour of a territory by its number; numbers beyond the palette begin again. */
export const colourOf = (number: number): string => PALETTE[number % PALETTE.length] ?? PALETTE[0];

/** The quiet colours of the map under the territories. */
export interface Ground {
  sea: string;
  river: string;
  land: string;
  line: string;
  unit: string;
  ink: string;
  halo: string;
  point: string;
  chosen: string;
  /** The name of the pattern over changed areas. */
  hatch: string;
}

const LIGHT: Ground = {
  sea: "#dfe8ee",
  river: "#4f86b3",
  land: "#f7f6f2",
  line: "#8d99a3",
  unit: "#ffffff",
  ink: "#1d2730",
  halo: "#ffffff",
  point: "#22313d",
  chosen: "#101820",
  hatch: "hatch-dark",
};
const DARK: Ground = {
  sea: "#10171d",
  river: "#5f8fb5",
  land: "#242c33",
  line: "#6d7a85",
  unit: "#1a2128",
  ink: "#eef2f5",
  halo: "#141a20",
  point: "#f3f6f8",
  chosen: "#ffffff",
  hatch: "hatch-light",
};

/** The ground of the theme the page shows. */
export const ground = (): Ground =>
  document.documentElement.dataset.bsTheme === "dark" ? DARK : LIGHT;
