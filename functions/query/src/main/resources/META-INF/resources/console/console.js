// The page: shows what its address says, and changes the address when something is found or a link is followed.

import { parameters } from "./address.js";
import { showBatch } from "./batch.js";
import { detail, el, message, show } from "./elements.js";
import { said } from "./graphql.js";
import { showList } from "./search.js";
import { showSeries } from "./series.js";

/** What can be asked for, with an example; where an address has several, the first is what the form shows. */
const EXAMPLES = {
  batch: "01890a5d-ac96-774b-bcce-b302099a8057",
  search: "galaxy a51",
  company: "Falabella",
  group: "23",
  product: "418936",
};

const form = document.getElementById("find");
const text = document.getElementById("text");
let shown = null; // The parameters of the address that the page shows.
let viewing = new AbortController(); // Aborted when its view is left; answers that come later are dropped.

async function render({ moved = false } = {}) {
  viewing.abort();
  viewing = new AbortController();
  const view = viewing.signal;
  shown = location.search;
  document.title = "Pricetide";
  const product = parameters().get("product");
  const batch = parameters().get("batch");
  fillForm();
  document.body.classList.toggle("picked", Boolean(product));
  showList();
  if (moved && (product || batch)) detail.focus({ preventScroll: matchMedia("(min-width: 56rem)").matches });
  try {
    if (batch) await showBatch(batch, view);
    else if (product) await showSeries(product, view);
    else welcome();
  } catch (problem) {
    if (!view.aborted) show(message("That did not work", [said(problem)], { bad: true, retry: () => render() }));
  }
}

function welcome() {
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

function fillForm() {
  const kind = Object.keys(EXAMPLES).find((one) => parameters().get(one)) ?? "search";
  form.elements.kind.value = kind;
  text.value = parameters().get(kind) ?? "";
  text.placeholder = EXAMPLES[kind];
}

function go(to) {
  history.pushState(null, "", to);
  render({ moved: true });
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const wanted = text.value.trim();
  if (wanted) go(`?${new URLSearchParams({ [form.elements.kind.value]: wanted })}`);
  else text.focus();
});
form.addEventListener("change", (event) => {
  if (event.target.name === "kind") text.placeholder = EXAMPLES[event.target.value];
});
document.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  const here = link?.origin === location.origin && link.pathname === location.pathname;
  if (plain && here && link.search && !link.hash) {
    event.preventDefault();
    go(link.search);
  }
});
addEventListener("popstate", () => {
  if (location.search !== shown) render(); // Not where only the #fragment changed, as by "Skip to the series".
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => render());
render();
