/** Writes what ingest sent into Cassandra: measures, the catalogue of series, and the progress of each batch. */
package dev.pricetide.importer;
