// A forecast in figures and day by day.

import { el, figure, message, table } from "./elements.js";
import { day, monthDay, price, share, weekday } from "./format.js";

export function figures({ forecast }) {
  if (!forecast) {
    return message("No forecast", [
      "A forecast needs enough prices in the days up to the newest one of the product group. This series has too few, " +
        "or its forecast is still being made.",
    ]);
  }
  const next = forecast.days[0];
  const last = forecast.days.at(-1);
  return el(
    "dl",
    { className: "figures" },
    figure("Last price", price(forecast.lastPrice), `on ${day(forecast.lastDay)}`),
    figure("Next price, most likely", price(next.p50), `${price(next.p10)} to ${price(next.p90)} on ${day(next.date)}`),
    figure(
      "Chance of a change",
      share(next.changeProbability),
      `the next day; ${share(last.changeProbability)} by ${day(last.date)}`,
    ),
    figure(
      "Chance of a lower one",
      share(next.downProbability),
      `the next day; ${share(last.downProbability)} by ${day(last.date)}`,
    ),
  );
}

export function forecastTable({ forecast }) {
  if (!forecast) return null;
  const rows = forecast.days.map((one) =>
    el(
      "tr",
      {},
      el("th", { scope: "row" }, el("span", { className: "weekday" }, `${weekday(one.date)} `), monthDay(one.date)),
      el("td", {}, price(one.p50)),
      el("td", {}, `${price(one.p10)} – ${price(one.p90)}`),
      shareCell(one.changeProbability),
      shareCell(one.downProbability),
    ),
  );
  const columns = [["Day"], ["Most likely"], ["10% to 90%"], ["Changed"], ["Lower"]];
  return el(
    "section",
    { className: "panel" },
    table(`Forecast as of ${day(forecast.originDay)}`, columns, el("tbody", {}, rows)),
    el(
      "p",
      { className: "note" },
      "Changed: the chance that the price differs from the last one by 0.5% or more. Lower: that it is below it. " +
        `Made by ${forecast.model} ${forecast.version}.`,
    ),
  );
}

function shareCell(probability) {
  const cell = el("td", { className: "share" }, share(probability));
  cell.style.setProperty("--share", probability.toFixed(2));
  return cell;
}
