// Numbers, shares and times in the words of the reader; days are days in UTC.

const priceFormat = new Intl.NumberFormat(undefined, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const smallPriceFormat = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 4 });
const countFormat = new Intl.NumberFormat();
const shareFormat = new Intl.NumberFormat(undefined, { style: "percent" });
const dayFormat = new Intl.DateTimeFormat(undefined, { timeZone: "UTC", dateStyle: "medium" });
const weekdayFormat = new Intl.DateTimeFormat(undefined, { timeZone: "UTC", weekday: "short" });
const monthDayFormat = new Intl.DateTimeFormat(undefined, { timeZone: "UTC", day: "numeric", month: "short" });
const timeFormat = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });

export const price = (value) => (value < 1 ? smallPriceFormat : priceFormat).format(value);
export const count = (value) => (value === null ? "…" : countFormat.format(value));
export const day = (text) => dayFormat.format(new Date(text));
export const weekday = (text) => weekdayFormat.format(new Date(text));
export const monthDay = (text) => monthDayFormat.format(new Date(text));
export const time = (text) => timeFormat.format(new Date(text));
export const plural = (number, one, many) => `${countFormat.format(number)} ${number === 1 ? one : many}`;

export function share(probability) {
  // "0%" and "100%" would claim more than a forecast knows.
  if (probability < 0.01) return `< ${shareFormat.format(0.01)}`;
  if (probability > 0.99) return `> ${shareFormat.format(0.99)}`;
  return shareFormat.format(probability);
}
