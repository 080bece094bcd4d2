/** The functions' way to Cassandra: one session, bounded calls, and readiness that never hangs. */
package dev.pricetide.store;
