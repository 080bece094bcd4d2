package dev.pricetide.step;

import io.quarkus.funqy.knative.events.CloudEvent;
import io.quarkus.funqy.knative.events.CloudEventBuilder;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The CloudEvents SDK's event as Funqy's. */
final class OutgoingEvent {

    private OutgoingEvent() {}

    static CloudEvent<ReplyData> of(io.cloudevents.CloudEvent event) {
        Map<String, String> extensions = event.getExtensionNames().stream()
                .collect(Collectors.toMap(name -> name, name -> headerSafe(String.valueOf(event.getExtension(name)))));
        byte[] data = Objects.requireNonNull(event.getData(), "Every event of the contract has data")
                .toBytes();
        return CloudEventBuilder.create()
                .specVersion("1.0")
                .id(event.getId())
                .source(event.getSource().toString())
                .type(event.getType())
                .subject(headerSafe(event.getSubject()))
                .time(withSeconds(event.getTime()))
                .dataSchema(String.valueOf(event.getDataSchema()))
                .extensions(extensions)
                .build(new ReplyData(new String(data, StandardCharsets.UTF_8)));
    }

    /**
     * To the millisecond, and never a full minute: Funqy prints the time by {@link OffsetDateTime#toString}, which leaves
     * out seconds that are zero, and RFC 3339 does not.
     */
    static OffsetDateTime withSeconds(OffsetDateTime time) {
        OffsetDateTime millis = time.truncatedTo(ChronoUnit.MILLIS);
        return millis.getSecond() == 0 && millis.getNano() == 0 ? millis.plus(1, ChronoUnit.MILLIS) : millis;
    }

    /**
     * Percent-encodes what no HTTP header can hold. A rejected event may have any subject; Funqy neither decodes the one
     * that came nor encodes this one.
     */
    static String headerSafe(String value) {
        StringBuilder safe = new StringBuilder(value.length());
        for (byte octet : value.getBytes(StandardCharsets.UTF_8)) {
            if (octet >= ' ' && octet <= '~') {
                safe.append((char) octet);
            } else {
                safe.append('%').append(String.format("%02X", octet));
            }
        }
        return safe.toString();
    }
}
