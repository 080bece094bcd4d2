/**
 * Cuts a stream of bytes into CSV rows. A faulty row costs that row and nothing after it, memory is one window whatever
 * the input, and nothing here knows what the columns mean.
 */
package dev.pricetide.ingest.csv;
