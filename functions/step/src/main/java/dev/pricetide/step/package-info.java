/** What the functions behind the broker share: one event in, at most one event out. */
package dev.pricetide.step;
