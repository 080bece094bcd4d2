// The console: what is shown follows from the address (?search=, ?company=, ?group=, ?product=, ?batch=, &range=),
// so that every view can be linked to; following a link or finding changes the address and shows it.

const KINDS = {
  search: { hint: "galaxy a51", says: (text) => `products named “${text}”` },
  company: { hint: "Falabella", says: (text) => `products at ${text}` },
  group: { hint: "23", says: (text) => `products of group ${text}` },
  product: { hint: "418936" },
  batch: { hint: "01890a5d-ac96-774b-bcce-b302099a8057" },
};
const LISTED = ["search", "company", "group"];
const RANGES = { 90: "90 days", 365: "1 year", all: "All" };
const DAY = 86_400_000;
const GAP = 4 * DAY;

const $ = (id) => document.getElementById(id);
const detail = $("detail");
let shownList = "";
let viewing = 0; // Answers to a view that was left are dropped.
let chart = null;

// ---- Asking

class Problem extends Error {}

async function ask(query, variables) {
  let response;
  try {
    response = await fetch("graphql", {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify({ query, variables }),
    });
  } catch {
    throw new Problem("Pricetide cannot be reached. Is it still running?");
  }
  const answer = await response.json().catch(() => null);
  if (answer?.errors?.length) {
    throw new Problem([...new Set(answer.errors.map((error) => error.message))].join(" "));
  }
  if (!response.ok || !answer?.data) {
    throw new Problem(`Pricetide answered ${response.status}. Try again in a moment.`);
  }
  return answer.data;
}

const FIND = `query Find($search: String, $company: String, $group: String, $after: String) {
  products(search: $search, company: $company, group: $group, after: $after, first: 20) {
    endCursor
    items { productId product company offerType forecast { lastPrice days { changeProbability } } }
  }
}`;
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
const ROWS = `endCursor items { line column reason text }`;
const BATCH = `query Batch($id: String!) {
  batch(id: $id) {
    id ingestTime state rows stored rejected series forecast tooShort rejectedSeries
    rejectedRows(first: 20) { ${ROWS} }
  }
}`;
const REJECTED_ROWS = `query RejectedRows($id: String!, $after: String) {
  batch(id: $id) { rejectedRows(first: 20, after: $after) { ${ROWS} } }
}`;

// ---- Words and numbers

const priceFormat = new Intl.NumberFormat(undefined, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const smallPriceFormat = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 4 });
const countFormat = new Intl.NumberFormat();
const shareFormat = new Intl.NumberFormat(undefined, { style: "percent" });
const dayFormat = new Intl.DateTimeFormat(undefined, { timeZone: "UTC", dateStyle: "medium" });
const weekdayFormat = new Intl.DateTimeFormat(undefined, { timeZone: "UTC", weekday: "short" });
const monthDayFormat = new Intl.DateTimeFormat(undefined, { timeZone: "UTC", day: "numeric", month: "short" });
const timeFormat = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });

const price = (value) => (value < 1 ? smallPriceFormat : priceFormat).format(value);
const count = (value) => (value === null ? "…" : countFormat.format(value));
const day = (text) => dayFormat.format(new Date(text));
const plural = (number, one, many) => `${countFormat.format(number)} ${number === 1 ? one : many}`;

function share(probability) {
  // "0%" and "100%" would claim more than a forecast knows.
  if (probability < 0.01) return `< ${shareFormat.format(0.01)}`;
  if (probability > 0.99) return `> ${shareFormat.format(0.99)}`;
  return shareFormat.format(probability);
}

function said(problem) {
  if (problem instanceof Problem) return problem.message;
  console.error(problem);
  return "The page failed. Load it again; the browser’s console says why.";
}

// ---- Building

/** An element with those properties, attributes and listeners (onclick, ...); children that are null are left out. */
function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name in element) element[name] = value;
    else if (value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

function show(...children) {
  chart?.dispose();
  chart = null;
  detail.replaceChildren(...children.filter(Boolean));
}

const busy = (text) => el("p", { className: "busy", role: "status" }, text);

function message(title, lines, { bad = false, retry } = {}) {
  return el(
    "div",
    { className: bad ? "message bad" : "message", role: bad ? "alert" : "status" },
    el("h1", {}, title),
    lines.map((line) => el("p", {}, line)),
    retry ? el("button", { type: "button", className: "quiet", onclick: retry }, "Try again") : null,
  );
}

/** The present address with those parameters set, or with null left out. */
function address(changes) {
  const parameters = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) parameters.delete(name);
    else parameters.set(name, value);
  }
  return `?${parameters}`;
}

function table(caption, columns, body) {
  const header = columns.map(([name, className = ""]) => el("th", { scope: "col", className }, name));
  return el(
    "div",
    { className: "scroll", tabIndex: 0, role: "region", "aria-label": caption },
    el("table", {}, el("caption", {}, caption), el("thead", {}, el("tr", {}, header)), body),
  );
}

function figure(name, value, more) {
  return el("div", {}, el("dt", {}, name), el("dd", {}, value), more ? el("dd", {}, more) : null);
}

// ---- The list

async function renderList(parameters) {
  const kind = LISTED.find((one) => parameters.get(one));
  const text = kind ? parameters.get(kind) : "";
  const key = `${kind} ${text}`;
  if (key !== shownList) {
    shownList = key;
    $("results").replaceChildren();
    $("more").hidden = true;
    found("");
    if (kind) await addToList(kind, text, null, key);
  }
  markCurrent();
}

async function addToList(kind, text, after, key) {
  found("Looking …");
  try {
    const { products } = await ask(FIND, { [kind]: text, after });
    if (key !== shownList) return;
    $("results").append(...products.items.map(result));
    const number = $("results").children.length;
    const what = KINDS[kind].says(text);
    found(
      number === 0
        ? `There are no ${what}. Whole words count, in any order and case.`
        : `${countFormat.format(number)} series${products.endCursor ? " so far" : ""}: ${what}`,
    );
    $("more").hidden = !products.endCursor;
    $("more").onclick = () => addToList(kind, text, products.endCursor, key);
    markCurrent();
  } catch (problem) {
    if (key !== shownList) return;
    shownList = ""; // Finding the same again asks again.
    found(said(problem), true);
  }
}

function found(text, bad = false) {
  $("found").textContent = text;
  $("found").classList.toggle("bad", bad);
}

function result({ productId, product, company, offerType, forecast }) {
  const chance = forecast ? `${share(forecast.days[0].changeProbability)} to change` : "no forecast";
  return el(
    "li",
    {},
    el(
      "a",
      { href: address({ product: productId, batch: null }), "data-product": productId },
      el("strong", {}, product),
      el("span", { className: "number" }, forecast ? price(forecast.lastPrice) : ""),
      el("small", {}, `${company} · ${offerType}`),
      el("small", { className: "number" }, chance),
    ),
  );
}

function markCurrent() {
  const product = new URLSearchParams(location.search).get("product");
  for (const link of $("results").querySelectorAll("a")) {
    if (link.dataset.product === product) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

// ---- A series

async function renderSeries(id, range, view) {
  show(busy("Fetching the series …"));
  const { product: series } = await ask(SERIES, { id });
  if (view !== viewing) return;
  if (!series) {
    document.title = "Pricetide";
    show(message(`There is no series ${id}`, ["Check the product id, or find it by words of the product’s name."]));
    return;
  }
  document.title = `${series.product} at ${series.company} · Pricetide`;
  const prices = el(
    "section",
    { className: "panel", "aria-label": "Prices and forecast" },
    el("div", { className: "bar" }, el("h2", {}, "Prices and forecast"), ranges(range)),
    busy("Fetching the prices …"),
  );
  show(heading(series), figures(series), prices, forecastTable(series), alertList(series));
  await fillPrices(prices.lastElementChild, series, range, view);
}

function heading(series) {
  const group = `?${new URLSearchParams({ group: series.productGroupId, product: series.productId })}`;
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

function figures({ forecast }) {
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

async function fillPrices(place, series, range, view) {
  try {
    const last = Date.parse(series.lastMeasured);
    const from = range === "all" ? series.firstMeasured : new Date(last - Number(range) * DAY).toISOString();
    const [{ product }] = await Promise.all([ask(MEASURES, { id: series.productId, from }), library()]);
    if (view !== viewing) return;
    const canvas = el("div", { className: "chart", role: "img", "aria-label": summary(series, product.measures) });
    place.replaceWith(canvas, legend(series));
    draw(canvas, series, product.measures);
  } catch (problem) {
    if (view === viewing) place.replaceWith(el("p", { className: "note bad", role: "alert" }, said(problem)));
  }
}

function summary({ forecast }, measures) {
  const values = measures.map((measure) => Number(measure.price));
  const prices =
    `${plural(values.length, "price", "prices")} between ${price(Math.min(...values))} ` +
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

function forecastTable({ forecast }) {
  if (!forecast) return null;
  const rows = forecast.days.map((one) =>
    el(
      "tr",
      {},
      el("th", { scope: "row" }, ...weekday(one.date)),
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

function weekday(date) {
  const at = new Date(date);
  return [el("span", { className: "weekday" }, `${weekdayFormat.format(at)} `), monthDayFormat.format(at)];
}

function shareCell(probability) {
  const cell = el("td", { className: "share" }, share(probability));
  cell.style.setProperty("--share", probability.toFixed(2));
  return cell;
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

// ---- The chart

let loading = null;

/** The chart library, fetched when a chart is first needed: it is by far the largest file of the page. */
function library() {
  loading ??= import("./echarts.common.min.js").catch(() => {
    loading = null;
    throw new Problem("The chart could not be loaded. Load the page again.");
  });
  return loading;
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

function draw(canvas, series, measures) {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(`--${name}`).trim();
  const axis = {
    axisLabel: { color: colour("soft"), hideOverlap: true },
    axisLine: { lineStyle: { color: colour("line") } },
    axisTick: { lineStyle: { color: colour("line") } },
    splitLine: { lineStyle: { color: colour("line") } },
  };
  const days = (series.forecast?.days ?? []).map((one) => ({ ...one, at: Date.parse(one.date) }));
  chart = globalThis.echarts.init(canvas);
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

// ---- A batch

const STATES = {
  UNKNOWN: "Nothing of this batch has arrived. One that was just posted shows within seconds; else check the id.",
  INCOMPLETE: "Still being received. If the sender broke off, post the file again under the same id.",
  PROCESSING: "Received whole; rows are being stored and series forecast.",
  DONE: "Done: every row is stored or refused, and every series has its outcome.",
};
const SLOWEST_LOOK = 15_000;
const LOOK_FOR = 5 * 60_000;

async function renderBatch(id, view) {
  document.title = "Batch · Pricetide";
  show(busy("Fetching the batch …"));
  let shown = "";
  let wait = 1_000;
  let changed = Date.now();
  while (view === viewing) {
    const { batch } = await ask(BATCH, { id });
    if (view !== viewing) return;
    const news = JSON.stringify(batch) !== shown;
    if (news) {
      shown = JSON.stringify(batch);
      show(...batchView(batch));
      changed = Date.now();
    }
    wait = news ? 1_000 : Math.min(wait * 1.5, SLOWEST_LOOK);
    if (batch.state === "DONE") return;
    if (Date.now() - changed > LOOK_FOR) {
      // A page left open must not keep the service awake for ever.
      detail.append(el("button", { type: "button", className: "quiet", onclick: () => render() }, "Look again"));
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, wait));
    if (document.hidden) {
      await new Promise((resolve) => document.addEventListener("visibilitychange", resolve, { once: true }));
    }
  }
}

function batchView(batch) {
  const head = el(
    "header",
    { className: "heading" },
    el("h1", {}, "Batch ", el("code", {}, batch.id)),
    el("p", {}, `Sent ${timeFormat.format(new Date(batch.ingestTime))}`),
    el("p", { role: "status" }, STATES[batch.state]),
  );
  if (batch.state === "UNKNOWN") return [head];
  const outcomes = batch.forecast + batch.tooShort + batch.rejectedSeries;
  return [
    head,
    el(
      "section",
      { className: "panel" },
      bar("Rows stored or refused", batch.stored + batch.rejected, batch.rows),
      bar("Series with an outcome", outcomes, batch.series),
    ),
    el(
      "dl",
      { className: "figures" },
      figure("Rows stored", count(batch.stored)),
      figure("Rows refused", count(batch.rejected)),
      figure("Series forecast", count(batch.forecast)),
      figure("Too short for a forecast", count(batch.tooShort)),
      figure("Series refused", count(batch.rejectedSeries)),
    ),
    rejectedRows(batch),
  ];
}

function bar(name, value, of) {
  const progress = el("progress", { "aria-label": name });
  if (of !== null) Object.assign(progress, { max: Math.max(of, 1), value: of === 0 ? 1 : value });
  const numbers = el("div", {}, el("span", {}, name), el("span", {}, `${count(value)} of ${count(of)}`));
  return el("div", { className: "progress" }, numbers, progress);
}

function rejectedRows(batch) {
  if (batch.rejectedRows.items.length === 0) return null;
  const body = el("tbody");
  const more = el("button", { type: "button", className: "quiet" }, "Show more");
  const add = (page) => {
    body.append(...page.items.map(rejectedRow));
    more.hidden = !page.endCursor;
    more.onclick = async () => {
      try {
        add((await ask(REJECTED_ROWS, { id: batch.id, after: page.endCursor })).batch.rejectedRows);
      } catch (problem) {
        more.before(el("p", { className: "note bad", role: "alert" }, said(problem)));
      }
    };
  };
  add(batch.rejectedRows);
  const columns = [["Line"], ["Column", "text"], ["Reason", "text"], ["Row", "text"]];
  return el("section", { className: "panel" }, table("Rows refused on arrival", columns, body), more);
}

function rejectedRow(row) {
  return el(
    "tr",
    {},
    el("th", { scope: "row" }, count(row.line)),
    el("td", { className: "text" }, row.column || "the row"),
    el("td", { className: "text wrap" }, row.reason),
    el("td", { className: "text wrap" }, el("code", {}, row.text)),
  );
}

// ---- The page

function welcome() {
  document.title = "Pricetide";
  show(
    message("Find a series", [
      "Words of the product’s name find it at every company; a company or a product group lists all of its series.",
      el(
        "span",
        {},
        "Nothing there yet? Send prices with ",
        el("code", {}, "./pricetide post FILE"),
        ", or post a CSV to ",
        el("code", {}, "/v1/batches"),
        ", and follow it here by its batch id.",
      ),
    ]),
  );
}

async function render({ moved = false } = {}) {
  const view = ++viewing;
  const parameters = new URLSearchParams(location.search);
  const product = parameters.get("product");
  const batch = parameters.get("batch");
  const range = RANGES[parameters.get("range")] ? parameters.get("range") : "90";
  fillForm(parameters);
  document.body.classList.toggle("picked", Boolean(product));
  renderList(parameters);
  if (moved && (product || batch)) detail.focus({ preventScroll: matchMedia("(min-width: 56rem)").matches });
  try {
    if (batch) await renderBatch(batch, view);
    else if (product) await renderSeries(product, range, view);
    else welcome();
  } catch (problem) {
    if (view === viewing) show(message("That did not work", [said(problem)], { bad: true, retry: () => render() }));
  }
}

function fillForm(parameters) {
  const kind = ["batch", ...LISTED, "product"].find((one) => parameters.get(one)) ?? "search";
  $("find").elements.kind.value = kind;
  $("text").value = parameters.get(kind) ?? "";
  $("text").placeholder = KINDS[kind].hint;
}

function go(to) {
  history.pushState(null, "", to);
  render({ moved: true });
}

$("find").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = $("text").value.trim();
  if (text) go(`?${new URLSearchParams({ [$("find").elements.kind.value]: text })}`);
  else $("text").focus();
});
$("find").addEventListener("change", (event) => {
  if (event.target.name === "kind") $("text").placeholder = KINDS[event.target.value].hint;
});
document.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  if (plain && link?.search && link.origin === location.origin && link.pathname === location.pathname) {
    event.preventDefault();
    go(link.search);
  }
});
addEventListener("popstate", () => render());
addEventListener("resize", () => chart?.resize());
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => render());
render();
