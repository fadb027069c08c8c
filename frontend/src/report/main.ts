/** The chart of a report. What it draws stands in the table below it, too. */
import "../styles/report.css";
import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import * as echarts from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { type Drawn, optionOf } from "./option.ts";

echarts.use([
  BarChart,
  LineChart,
  GridComponent,
  LegendComponent,
  TooltipComponent,
  CanvasRenderer,
]);

function draw(box: HTMLElement): void {
  const drawn = JSON.parse(box.dataset.chart ?? "null") as Drawn | null;
  if (!drawn) return;
  const chart = echarts.init(box);
  const show = () => chart.setOption(optionOf(drawn, getComputedStyle(box)), true);
  show();
  new ResizeObserver(() => chart.resize()).observe(box);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
}

for (const box of document.querySelectorAll<HTMLElement>("[data-chart]")) draw(box);
