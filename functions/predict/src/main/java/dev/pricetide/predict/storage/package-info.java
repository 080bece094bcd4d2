/** What predict reads from and writes to Cassandra, a class a table. */
package dev.pricetide.predict.storage;
