package dev.pricetide.local.platform.broker;

import io.vertx.core.MultiMap;

/** What a subscriber answered. */
@SuppressWarnings("ArrayRecordComponent")
record Answer(int status, MultiMap headers, byte[] body) {}
