/** Where the answers are read: one class a table or two, each read one partition, a slice of one, or an index. */
package dev.pricetide.query.storage;
