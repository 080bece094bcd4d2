/** Writes a batch's events to the broker's own topic, in the record format that the broker itself writes. */
package dev.pricetide.ingest.kafka;
