// The address says what is shown: ?search=, ?company= or ?group= the list, ?product= or ?batch= the view beside it,
// &range= how far back the prices go.

/** The parameters of the present address. */
export const parameters = () => new URLSearchParams(location.search);

/** The present address with those parameters set, or with null left out. */
export function address(changes) {
  const all = parameters();
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) all.delete(name);
    else all.set(name, value);
  }
  return `?${all}`;
}
