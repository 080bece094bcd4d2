// The list of the series that were found.

import { address, parameters } from "./address.js";
import { el } from "./elements.js";
import { count, price, share } from "./format.js";
import { ask, said } from "./graphql.js";

const FIND = `query Find($search: String, $company: String, $group: String, $after: String) {
  products(search: $search, company: $company, group: $group, after: $after, first: 20) {
    endCursor
    items { productId product company offerType forecast { lastPrice days { changeProbability } } }
  }
}`;

/** What a list can be of, in words. */
const LISTS = {
  search: (text) => `products named “${text}”`,
  company: (text) => `products at ${text}`,
  group: (text) => `products of group ${text}`,
};

const results = document.getElementById("results");
const more = document.getElementById("more");
let shown = {}; // What the list is of; answers for another list are dropped.

/** Shows the list that the address asks for; where it is shown already, only its links follow the address. */
export function showList() {
  const kind = Object.keys(LISTS).find((one) => parameters().get(one));
  const text = kind ? parameters().get(kind) : "";
  if (kind !== shown.kind || text !== shown.text) {
    shown = { kind, text };
    results.replaceChildren();
    more.hidden = true;
    found("");
    if (kind) addPage(shown, null);
  }
  linkResults();
}

async function addPage(list, after) {
  more.onclick = null; // A second click would add the same page again.
  found("Looking …");
  try {
    const { products } = await ask(FIND, { [list.kind]: list.text, after });
    if (list !== shown) return;
    results.append(...products.items.map(result));
    linkResults();
    const number = results.children.length;
    const what = LISTS[list.kind](list.text);
    found(
      number === 0
        ? `There are no ${what}. Whole words count, in any order and case.`
        : `${count(number)} series${products.endCursor ? " so far" : ""}: ${what}`,
    );
    more.hidden = !products.endCursor;
    more.onclick = () => addPage(list, products.endCursor);
  } catch (problem) {
    if (list !== shown) return;
    found(said(problem), true);
    if (after === null) shown = {}; // Finding the same again asks again.
    else more.onclick = () => addPage(list, after);
  }
}

function found(text, bad = false) {
  const line = document.getElementById("found");
  line.textContent = text;
  line.classList.toggle("bad", bad);
}

function result({ productId, product, company, offerType, forecast }) {
  const chance = forecast ? `${share(forecast.days[0].changeProbability)} to change` : "no forecast";
  return el(
    "li",
    {},
    el(
      "a",
      { "data-product": productId },
      el("strong", {}, product),
      el("span", { className: "number" }, forecast ? price(forecast.lastPrice) : ""),
      el("small", {}, `${company} · ${offerType}`),
      el("small", { className: "number" }, chance),
    ),
  );
}

/** Each result leads to its series with all else of the address as it is now; that of the series shown is marked. */
function linkResults() {
  const current = parameters().get("product");
  for (const link of results.querySelectorAll("a")) {
    const { product } = link.dataset;
    link.setAttribute("href", address({ product, batch: null }));
    if (product === current) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}
