/**
 * A Knative Kafka Broker for one machine: the same HTTP contract, the same record format on the same topic, so that the
 * real data plane can take its place. What decides runs on one Vert.x event loop; each Trigger polls Kafka on a thread of
 * its own.
 */
package dev.pricetide.local.platform.broker;
