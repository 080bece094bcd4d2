// Asking Pricetide: a query in, its data out, or a Problem that a reader can be told.

/** A failure whose message is for the reader. */
export class Problem extends Error {}

/** The data that answers the query; throws a Problem where there is none. */
export async function ask(query, variables) {
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

/** What to tell the reader of that failure; what nobody foresaw goes to the browser’s console too. */
export function said(problem) {
  if (problem instanceof Problem) return problem.message;
  console.error(problem);
  return "The page failed. Load it again; the browser’s console says why.";
}
