/** The schema as versioned migrations, and the migrator that applies each of them once. */
package dev.pricetide.cassandra;
