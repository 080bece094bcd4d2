package dev.pricetide.local.platform.broker;

import io.cloudevents.CloudEvent;
import java.util.Map;
import java.util.function.Predicate;

/** Passes events that have all the given attributes or extensions; an empty value stands for any. */
record AttributeFilter(Map<String, String> attributes) implements Predicate<CloudEvent> {

    @Override
    public boolean test(CloudEvent event) {
        return attributes.entrySet().stream().allMatch(entry -> {
            Object value = valueOf(event, entry.getKey());
            return value != null
                    && (entry.getValue().isEmpty() || entry.getValue().equals(value.toString()));
        });
    }

    private static Object valueOf(CloudEvent event, String name) {
        return event.getAttributeNames().contains(name) ? event.getAttribute(name) : event.getExtension(name);
    }
}
