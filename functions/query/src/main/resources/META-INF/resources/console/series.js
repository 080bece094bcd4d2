// The view of one series: its prices in a chart, its forecast, its alerts.

import { address, parameters } from "./address.js";
import { draw, library } from "./chart.js";
import { busy, el, message, show } from "./elements.js";
import { figures, forecastTable } from "./forecast.js";
import { day, plural, price } from "./format.js";
import { ask, said } from "./graphql.js";

const SERIES = `query Series($id: String!) {
  product(id: $id) {
    productId product country company offerType productGroupId firstMeasured lastMeasured
    forecast {
      originDay lastDay lastPrice model version
      days { date p10 p50 p90 changeProbability downProbability }
    }
    alerts(first: 10) { rule originDay sentence sentAt }
  }
}`;

const MEASURES = `query Measures($id: String!, $from: DateTime) {
  product(id: $id) { measures(from: $from) { instant price } }
}`;

const RANGES = { 90: "90 days", 365: "1 year", all: "All" };
const DAY = 86_400_000;

/** Shows the series until the view is left. */
export async function showSeries(id, view) {
  const asked = parameters().get("range");
  const range = Object.hasOwn(RANGES, asked) ? asked : "90";
  show(busy("Fetching the series …"));
  const { product: series } = await ask(SERIES, { id });
  if (view.aborted) return;
  if (!series) {
    show(message(`There is no series ${id}`, ["Check the product id, or find it by words of the product’s name."]));
    return;
  }
  document.title = `${series.product} at ${series.company} · Pricetide`;
  const prices = el("div", {}, busy("Fetching the prices …"));
  const panel = el(
    "section",
    { className: "panel", "aria-label": "Prices and forecast" },
    el("div", { className: "bar" }, el("h2", {}, "Prices and forecast"), ranges(range)),
    prices,
  );
  show(heading(series), figures(series), panel, forecastTable(series), alertList(series));
  await fillPrices(prices, series, range, view);
}

function heading(series) {
  const group = address({ search: null, company: null, group: series.productGroupId });
  return el(
    "header",
    { className: "heading" },
    el("h1", {}, series.product),
    el(
      "p",
      {},
      `${series.company} · ${series.offerType} · ${series.country} · product ${series.productId} · `,
      el("a", { href: group }, `group ${series.productGroupId}`),
    ),
    el("p", {}, `Measured from ${day(series.firstMeasured)} to ${day(series.lastMeasured)}`),
  );
}

function ranges(current) {
  const links = Object.entries(RANGES).map(([range, name]) =>
    el("a", { href: address({ range }), "aria-current": range === current ? "true" : undefined }, name),
  );
  return el("nav", { className: "ranges", "aria-label": "Range of the prices" }, links);
}

async function fillPrices(place, series, range, view) {
  try {
    const last = Date.parse(series.lastMeasured);
    const from = range === "all" ? series.firstMeasured : new Date(last - Number(range) * DAY).toISOString();
    const [{ product }] = await Promise.all([ask(MEASURES, { id: series.productId, from }), library()]);
    if (view.aborted) return;
    const canvas = el("div", { className: "chart", role: "img", "aria-label": summary(series, product.measures) });
    place.replaceChildren(canvas, legend(series));
    draw(canvas, series, product.measures, view);
  } catch (problem) {
    if (!view.aborted) place.replaceChildren(el("p", { className: "note bad", role: "alert" }, said(problem)));
  }
}

function summary({ forecast }, measures) {
  const values = measures.map((measure) => Number(measure.price));
  const prices =
    values.length === 0
      ? "No prices in this range."
      : `${plural(values.length, "price", "prices")} between ${price(Math.min(...values))} ` +
        `and ${price(Math.max(...values))}, the newest ${price(values.at(-1))}.`;
  if (!forecast) return prices;
  const last = forecast.days.at(-1);
  return (
    `${prices} The forecast for ${day(last.date)} is ${price(last.p50)}, between ${price(last.p10)} ` +
    `and ${price(last.p90)}; the table below has every day.`
  );
}

function legend({ forecast }) {
  return el(
    "p",
    { className: "legend", "aria-hidden": "true" },
    el("span", {}, "Price"),
    forecast ? el("span", { className: "median" }, "Forecast, most likely") : null,
    forecast ? el("span", { className: "range" }, "Forecast, 10% to 90%") : null,
  );
}

function alertList({ alerts }) {
  if (alerts.length === 0) return null;
  const items = alerts.map((alert) =>
    el(
      "li",
      {},
      alert.sentence ?? alert.rule,
      el("small", {}, `${alert.rule}, as of ${day(alert.originDay)}${alert.sentAt ? "" : ", not sent yet"}`),
    ),
  );
  return el("section", { className: "panel" }, el("h2", {}, "Alerts"), el("ol", { className: "alerts" }, items));
}
