package dev.pricetide.local.platform.launcher;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** Ids of batches: UUIDs of version 7 (RFC 9562, 5.7), whose millisecond is the batch's ingest time. */
final class BatchIds {
    private static final SecureRandom RANDOM = new SecureRandom();

    private BatchIds() {}

    static UUID at(Instant time) {
        long high = time.toEpochMilli() << 16 | 0x7000 | RANDOM.nextLong() & 0x0FFF;
        long low = RANDOM.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
