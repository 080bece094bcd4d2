/** Answers series.updated with the forecasts of the series' whole product group. */
package dev.pricetide.predict;
