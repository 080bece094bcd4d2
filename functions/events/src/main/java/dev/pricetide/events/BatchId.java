package dev.pricetide.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/**
 * The id of a batch: a UUIDv7 (RFC 9562), whose millisecond is the batch's ingest time. A retry under the same id so
 * has the same ingest time without anything being stored.
 *
 * @param uuid version 7, variant 2
 */
public record BatchId(UUID uuid) {

    /** A fragment's number within its series is below this, so that it fits into the microseconds of a millisecond. */
    public static final int MAX_FRAGMENTS = 1_000;

    private static final SecureRandom RANDOM = new SecureRandom();

    /** @throws IllegalArgumentException if the UUID is not of version 7 */
    public BatchId {
        if (uuid.version() != 7 || uuid.variant() != 2) {
            throw new IllegalArgumentException("batch id " + uuid + " is not a UUIDv7");
        }
    }

    /** A new id with that ingest time, to the millisecond, and 74 random bits. */
    public static BatchId at(Instant ingestTime) {
        long most = ingestTime.toEpochMilli() << 16 | 0x7000 | RANDOM.nextInt(0x1000);
        long least = RANDOM.nextLong() >>> 2 | 0x8000_0000_0000_0000L;
        return new BatchId(new UUID(most, least));
    }

    /**
     * Reads the canonical text form: 36 characters, lower or upper case.
     *
     * @throws IllegalArgumentException if the text is no UUIDv7, saying so
     */
    @JsonCreator
    public static BatchId parse(String text) {
        UUID uuid;
        try {
            uuid = UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw notUuid(text);
        }
        // UUID.fromString also takes shortened groups, which two spellings of one id would slip through.
        if (!uuid.toString().equalsIgnoreCase(text)) {
            throw notUuid(text);
        }
        return new BatchId(uuid);
    }

    private static IllegalArgumentException notUuid(String text) {
        return new IllegalArgumentException(
                "batch id \"" + text + "\" is not a UUIDv7 such as 01890a5d-ac96-774b-bcce-b302099a8057");
    }

    /** The batch's ingest time, to the millisecond. */
    public Instant ingestTime() {
        return Instant.ofEpochMilli(uuid.getMostSignificantBits() >>> 16);
    }

    /**
     * The write timestamp of a fragment's measures: ingest time in microseconds + the fragment's number.
     *
     * @param fragment number within the series, 0 to 999
     */
    public long writeTimestamp(int fragment) {
        return ingestTime().toEpochMilli() * 1_000 + fragment;
    }

    @Override
    @JsonValue
    public String toString() {
        return uuid.toString();
    }
}
