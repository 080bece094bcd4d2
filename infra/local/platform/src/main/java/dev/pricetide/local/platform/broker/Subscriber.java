package dev.pricetide.local.platform.broker;

import io.vertx.core.Future;

/** Takes events, one attempt at a time. */
interface Subscriber {

    /** @return the answer, whatever its status; fails if there was none */
    Future<Answer> send(HeldEvent event);
}
