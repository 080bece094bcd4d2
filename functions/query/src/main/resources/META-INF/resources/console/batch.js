// The view of one batch, followed until it is done.

import { busy, detail, el, figure, show, table } from "./elements.js";
import { count, time } from "./format.js";
import { ask, said } from "./graphql.js";

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

const STATES = {
  UNKNOWN: "Nothing of this batch has arrived. One that was just posted shows within seconds; else check the id.",
  INCOMPLETE: "Still being received. If the sender broke off, post the file again under the same id.",
  PROCESSING: "Received whole; rows are being stored and series forecast.",
  DONE: "Done: every row is stored or refused, and every series has its outcome.",
};

const SLOWEST_LOOK = 15_000;
const LOOK_FOR = 5 * 60_000;

/** Shows the batch, anew whenever there is news of it, until it is done or the view is left. */
export async function showBatch(id, view) {
  document.title = "Batch · Pricetide";
  show(busy("Fetching the batch …"));
  let shown = "";
  let rejected = { of: "", panel: null };
  let wait = 1_000;
  let changed = Date.now();
  while (!view.aborted) {
    const { batch } = await ask(BATCH, { id });
    if (view.aborted) return;
    const news = JSON.stringify(batch) !== shown;
    if (news) {
      shown = JSON.stringify(batch);
      // What was unfolded stays so while nothing more is refused.
      const of = JSON.stringify([batch.rejected, batch.rejectedRows]);
      if (of !== rejected.of) rejected = { of, panel: rejectedRows(batch) };
      show(...batchView(batch), rejected.panel);
      changed = Date.now();
    }
    if (batch.state === "DONE") return;
    if (Date.now() - changed > LOOK_FOR) {
      // A page left open must not keep the service awake for ever.
      const again = el("button", { type: "button", className: "quiet" }, "Look again");
      detail.append(again);
      await new Promise((resolve) => again.addEventListener("click", resolve, { once: true }));
      again.remove();
      changed = Date.now();
      wait = 1_000;
      continue;
    }
    wait = news ? 1_000 : Math.min(wait * 1.5, SLOWEST_LOOK);
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
    el("p", {}, `Sent ${time(batch.ingestTime)}`),
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
  const failure = el("p", { className: "note bad", role: "alert", hidden: true });
  const add = (page) => {
    body.append(...page.items.map(rejectedRow));
    more.hidden = !page.endCursor;
    more.onclick = () => addAfter(page.endCursor);
  };
  const addAfter = async (after) => {
    more.onclick = null; // A second click would add the same page again.
    failure.hidden = true;
    try {
      add((await ask(REJECTED_ROWS, { id: batch.id, after })).batch.rejectedRows);
    } catch (problem) {
      failure.textContent = said(problem);
      failure.hidden = false;
      more.onclick = () => addAfter(after);
    }
  };
  add(batch.rejectedRows);
  const columns = [["Line"], ["Column", "text"], ["Reason", "text"], ["Row", "text"]];
  return el("section", { className: "panel" }, table("Rows refused on arrival", columns, body), failure, more);
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
