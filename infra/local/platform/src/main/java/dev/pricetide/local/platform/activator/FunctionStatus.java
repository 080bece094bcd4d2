package dev.pricetide.local.platform.activator;

import java.util.List;

/**
 * A function at one moment.
 *
 * @param queued requests that wait for a process
 */
public record FunctionStatus(String name, int queued, List<ProcessStatus> processes) {

    /**
     * One process.
     *
     * @param pid -1 before there is one
     * @param state starting, ready or draining
     */
    public record ProcessStatus(long pid, int port, String state, int inFlight) {}
}
