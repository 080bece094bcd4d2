/** Holds forecasts against rules and raises an alert where one is met, once a series, origin day and rule. */
package dev.pricetide.notify;
