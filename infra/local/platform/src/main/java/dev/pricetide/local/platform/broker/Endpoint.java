package dev.pricetide.local.platform.broker;

import io.vertx.core.Future;

/** Something with an HTTP address, perhaps not always the same one and perhaps not right now. */
@FunctionalInterface
public interface Endpoint {

    /**
     * Waits for room for one request. Whoever gets a lease must release it.
     *
     * @return fails with an {@link UnavailableException} if there is none to be had
     */
    Future<Lease> lease();

    /** The right to have one request answered by one process. */
    interface Lease {
        String host();

        int port();

        /** To be called once, when the answer has been read or is no longer wanted. */
        void release();
    }
}
