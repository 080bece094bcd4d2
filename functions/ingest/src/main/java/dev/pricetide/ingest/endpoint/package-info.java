/** The HTTP side of ingest: {@code POST /v1/batches} and how it says no. */
package dev.pricetide.ingest.endpoint;
