package dev.pricetide.step;

import io.quarkus.funqy.knative.events.CloudEvent;
import io.quarkus.funqy.knative.events.CloudEventBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The CloudEvents SDK's event as Funqy's. */
final class OutgoingEvent {

    private OutgoingEvent() {}

    static CloudEvent<ReplyData> of(io.cloudevents.CloudEvent event) {
        Map<String, String> extensions = event.getExtensionNames().stream()
                .collect(Collectors.toMap(name -> name, name -> String.valueOf(event.getExtension(name))));
        byte[] data = Objects.requireNonNull(event.getData(), "Every event of the contract has data")
                .toBytes();
        return CloudEventBuilder.create()
                .specVersion("1.0")
                .id(event.getId())
                .source(event.getSource().toString())
                .type(event.getType())
                .subject(event.getSubject())
                .time(event.getTime())
                .dataSchema(String.valueOf(event.getDataSchema()))
                .extensions(extensions)
                .build(new ReplyData(new String(data, StandardCharsets.UTF_8)));
    }
}
