package dev.pricetide.local.platform.broker;

import io.cloudevents.CloudEvent;
import java.util.Optional;

/**
 * An event of the topic on its way to a subscriber.
 *
 * @param traceparent the record's W3C trace context, which is a header beside the event and not a part of it
 */
record HeldEvent(CloudEvent event, Optional<String> traceparent) {}
