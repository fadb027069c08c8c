/** What ECharts is told: bars lying where names are long, lines over time, our own colours. */
import type { EChartsCoreOption } from "echarts/core";

export interface Drawn {
  kind: "bar" | "line" | "none";
  labels: string[];
  series: { name: string; values: (number | null)[] }[];
  unit: string;
}

// Okabe and Ito's colours, which people who see few colours tell apart.
const COLOURS = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#8a8a8a"];
const MANY = 12; // names from which on bars stand and the axis leaves some out
const LONG = 9; // letters of a name from which on bars lie

export function lies(drawn: Drawn): boolean {
  const longest = Math.max(...drawn.labels.map((label) => label.length), 0);
  return drawn.kind === "bar" && longest > LONG && drawn.labels.length <= MANY * 2;
}

/** Write a figure as the page's language does. */
function said(value: unknown): string {
  const language = typeof document === "undefined" ? "en" : document.documentElement.lang;
  return typeof value === "number" ? value.toLocaleString(language) : "–";
}

export function optionOf(drawn: Drawn, style: CSSStyleDeclaration): EChartsCoreOption {
  const ink = style.getPropertyValue("--ink-quiet").trim() || "#56616d";
  const line = style.getPropertyValue("--line").trim() || "#dde2e6";
  const lying = lies(drawn);
  const names = {
    type: "category",
    data: drawn.labels,
    inverse: lying,
    axisLabel: { color: ink, width: 170, overflow: "truncate" },
    axisLine: { lineStyle: { color: line } },
    axisTick: { show: false },
  };
  const figures = {
    type: "value",
    axisLabel: { color: ink, formatter: said },
    splitLine: { lineStyle: { color: line } },
  };
  return {
    animation: false,
    color: COLOURS,
    // Drawn on the canvas: the security policy refuses the styles of a tooltip in HTML.
    tooltip: { trigger: "axis", renderMode: "richText", confine: true, valueFormatter: said },
    legend: { show: drawn.series.length > 1, top: 0, textStyle: { color: ink }, type: "scroll" },
    grid: {
      left: 8,
      right: 24,
      top: drawn.series.length > 1 ? 40 : 16,
      bottom: 8,
      containLabel: true,
    },
    xAxis: lying ? figures : names,
    yAxis: lying ? names : figures,
    series: drawn.series.map((one) => ({
      type: drawn.kind === "line" ? "line" : "bar",
      name: one.name,
      data: one.values,
      barMaxWidth: 36,
      connectNulls: false,
    })),
  };
}
