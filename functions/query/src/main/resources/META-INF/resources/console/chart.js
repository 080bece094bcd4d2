// The chart of the prices and of the forecast that follows them.

import { el } from "./elements.js";
import { day, price, share } from "./format.js";
import { Problem } from "./graphql.js";

const DAY = 86_400_000;
const GAP = 4 * DAY;

let loading = null;

/** The chart library, fetched when a chart is first needed: it is by far the largest file of the page. */
export function library() {
  loading ??= import("./echarts.common.min.js").catch(() => {
    loading = null;
    throw new Problem("The chart could not be loaded. Load the page again.");
  });
  return loading;
}

/** Draws the chart, which lives until the view is left. The library must be there. */
export function draw(canvas, series, measures, view) {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(`--${name}`).trim();
  const axis = {
    axisLabel: { color: colour("soft"), hideOverlap: true },
    axisLine: { lineStyle: { color: colour("line") } },
    axisTick: { lineStyle: { color: colour("line") } },
    splitLine: { lineStyle: { color: colour("line") } },
  };
  const days = (series.forecast?.days ?? []).map((one) => ({ ...one, at: Date.parse(one.date) }));
  const chart = globalThis.echarts.init(canvas);
  view.addEventListener("abort", () => chart.dispose());
  addEventListener("resize", () => chart.resize(), { signal: view });
  chart.setOption({
    useUTC: true,
    animation: false,
    grid: { left: 8, right: 16, top: 16, bottom: 8, containLabel: true },
    xAxis: { type: "time", ...axis, splitLine: { show: false } },
    yAxis: { type: "value", scale: true, ...axis, axisLabel: { ...axis.axisLabel, formatter: price } },
    tooltip: {
      trigger: "axis",
      confine: true,
      backgroundColor: colour("surface"),
      borderColor: colour("line"),
      padding: [6, 10],
      formatter: (hovered) => tip(hovered, days),
    },
    series: [
      line("price", points(measures), colour("accent"), {
        step: "end",
        showSymbol: measures.length < 2,
      }),
      ...(series.forecast ? fan(series.forecast, days, colour) : []),
    ],
  });
}

/** The prices as points; where none was measured for days, a hole. */
function points(measures) {
  const all = [];
  for (const measure of measures) {
    const at = Date.parse(measure.instant);
    const before = all.at(-1);
    if (before && at - before[0] > GAP) all.push([before[0] + DAY, null]);
    all.push([at, Number(measure.price)]);
  }
  return all;
}

function line(id, data, color, more) {
  return { id, type: "line", data, showSymbol: false, lineStyle: { width: 2, color }, itemStyle: { color }, ...more };
}

/** From the last price on: the median, and the band as the height above an invisible p10. */
function fan(forecast, days, colour) {
  const at = Date.parse(forecast.lastDay);
  const last = Number(forecast.lastPrice);
  const unseen = { stack: "band", silent: true, symbol: "none", lineStyle: { opacity: 0 } };
  return [
    line("p10", [[at, last], ...days.map((one) => [one.at, one.p10])], "transparent", unseen),
    line("band", [[at, 0], ...days.map((one) => [one.at, one.p90 - one.p10])], "transparent", {
      ...unseen,
      areaStyle: { color: colour("band"), opacity: 1 },
    }),
    line("median", [[at, last], ...days.map((one) => [one.at, one.p50])], colour("forecast"), {
      lineStyle: { width: 2, type: "dashed", color: colour("forecast") },
    }),
  ];
}

function tip(hovered, days) {
  const at = hovered[0].value[0];
  const measured = hovered.find((point) => point.seriesId === "price" && point.value[1] !== null);
  const forecast = days.find((one) => one.at === at);
  return el(
    "div",
    { className: "tip" },
    el("strong", {}, day(at)),
    measured ? el("div", {}, `Price ${price(measured.value[1])}`) : null,
    forecast ? el("div", {}, `Most likely ${price(forecast.p50)}`) : null,
    forecast ? el("div", {}, `10% to 90%: ${price(forecast.p10)} – ${price(forecast.p90)}`) : null,
    forecast ? el("div", {}, `Chance of a change ${share(forecast.changeProbability)}`) : null,
  );
}
