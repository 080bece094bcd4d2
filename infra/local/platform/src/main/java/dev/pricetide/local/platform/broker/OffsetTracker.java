package dev.pricetide.local.platform.broker;

import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * Which offset of one partition may be committed while its records finish in any order: the lowest that has not
 * finished. Offsets may have gaps, as compaction and transactions leave them. Safe for use by several threads.
 */
final class OffsetTracker {
    private final TreeSet<Long> unfinished = new TreeSet<>();
    private long next = -1;
    private long committed = -1;

    /** To be called in the order of the partition. */
    synchronized void received(long offset) {
        unfinished.add(offset);
        next = Math.max(next, offset + 1);
    }

    /** As {@link #received} and {@link #finished} at once. */
    synchronized void passed(long offset) {
        next = Math.max(next, offset + 1);
    }

    synchronized void finished(long offset) {
        unfinished.remove(offset);
    }

    /** The offset to commit, that is, of the first record to be read again after a crash; empty if it is committed. */
    synchronized OptionalLong toCommit() {
        long lowest = unfinished.isEmpty() ? next : unfinished.first();
        return lowest > committed ? OptionalLong.of(lowest) : OptionalLong.empty();
    }

    synchronized void committed(long offset) {
        committed = Math.max(committed, offset);
    }

    synchronized int unfinished() {
        return unfinished.size();
    }
}
