/** Apache Kafka, Apache Cassandra and any other program as child processes that die with their owner. */
package dev.pricetide.local.servers;
