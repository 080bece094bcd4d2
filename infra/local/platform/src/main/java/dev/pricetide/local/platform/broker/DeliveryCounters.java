package dev.pricetide.local.platform.broker;

import java.util.concurrent.atomic.AtomicLong;

/** What became of the events of one Trigger since the start. */
final class DeliveryCounters {
    final AtomicLong delivered = new AtomicLong();
    final AtomicLong retried = new AtomicLong();
    final AtomicLong deadLettered = new AtomicLong();
    final AtomicLong skipped = new AtomicLong();
}
