/**
 * Turns a CSV of prices into the events of a batch. The events are a pure function of the batch id and the bytes: no
 * clock, no thread, no size of a network packet has a part in it. No framework either.
 */
package dev.pricetide.ingest.batch;
