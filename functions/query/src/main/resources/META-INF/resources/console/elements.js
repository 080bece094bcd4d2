// The parts that the page is built of.

/** An element with those properties, attributes and listeners (onclick, ...); children that are null are left out. */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name in element) element[name] = value;
    else if (value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** The pane beside the list. */
export const detail = document.getElementById("detail");

/** Shows these in the pane instead of what is there; those that are null are left out. */
export function show(...children) {
  detail.replaceChildren(...children.filter(Boolean));
}

export const busy = (text) => el("p", { className: "busy", role: "status" }, text);

export function message(title, lines, { bad = false, retry } = {}) {
  return el(
    "div",
    { className: bad ? "message bad" : "message", role: bad ? "alert" : "status" },
    el("h1", {}, title),
    lines.map((line) => el("p", {}, line)),
    retry ? el("button", { type: "button", className: "quiet", onclick: retry }, "Try again") : null,
  );
}

export function table(caption, columns, body) {
  const header = columns.map(([name, className = ""]) => el("th", { scope: "col", className }, name));
  return el(
    "div",
    { className: "scroll", tabIndex: 0, role: "region", "aria-label": caption },
    el("table", {}, el("caption", {}, caption), el("thead", {}, el("tr", {}, header)), body),
  );
}

export function figure(name, value, more) {
  return el("div", {}, el("dt", {}, name), el("dd", {}, value), more ? el("dd", {}, more) : null);
}
