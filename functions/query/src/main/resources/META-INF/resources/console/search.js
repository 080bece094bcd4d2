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
let shownList = "";

export async function showList() {
  const kind = Object.keys(LISTS).find((one) => parameters().get(one));
  const text = kind ? parameters().get(kind) : "";
  const key = `${kind} ${text}`;
  if (key !== shownList) {
    shownList = key;
    results.replaceChildren();
    more.hidden = true;
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
    results.append(...products.items.map(result));
    const number = results.children.length;
    const what = LISTS[kind](text);
    found(
      number === 0
        ? `There are no ${what}. Whole words count, in any order and case.`
        : `${count(number)} series${products.endCursor ? " so far" : ""}: ${what}`,
    );
    more.hidden = !products.endCursor;
    more.onclick = () => addToList(kind, text, products.endCursor, key);
    markCurrent();
  } catch (problem) {
    if (key !== shownList) return;
    shownList = ""; // Finding the same again asks again.
    found(said(problem), true);
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
      { href: address({ product: productId, batch: null }), "data-product": productId },
      el("strong", {}, product),
      el("span", { className: "number" }, forecast ? price(forecast.lastPrice) : ""),
      el("small", {}, `${company} · ${offerType}`),
      el("small", { className: "number" }, chance),
    ),
  );
}

function markCurrent() {
  const product = parameters().get("product");
  for (const link of results.querySelectorAll("a")) {
    if (link.dataset.product === product) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}
