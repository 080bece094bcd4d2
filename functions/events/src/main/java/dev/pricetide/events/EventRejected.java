package dev.pricetide.events;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An event that can never succeed, kept whole.
 *
 * @param function the step that refused it
 * @param reason a code such as {@code invalid-data}
 * @param sentence what is wrong, where, and what would be right
 * @param event the original event in the CloudEvents JSON format, structured mode
 */
public record EventRejected(String function, String reason, String sentence, JsonNode event) implements EventData {

    /** @throws IllegalArgumentException naming the first member that is missing or wrong */
    public EventRejected {
        Checks.text("function", function);
        Checks.text("reason", reason);
        Checks.present("sentence", sentence);
        Checks.require(event != null && event.isObject(), "event is missing; it must be a CloudEvent as JSON");
    }

    /** The rejected event's own subject, or {@code events/<its id>} where it has none. */
    @Override
    public String subject() {
        return event.hasNonNull("subject")
                ? event.get("subject").asText()
                : "events/" + event.path("id").asText();
    }

    /** The rejected event's own key, or the id in its subject. */
    @Override
    public String partitionKey() {
        return event.hasNonNull("partitionkey") ? event.get("partitionkey").asText() : EventData.super.partitionKey();
    }
}
