package dev.pricetide.local.platform.broker;

import dev.pricetide.local.platform.manifest.KafkaSinkManifest;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes events to the topic of a KafkaSink and answers as its HTTP ingress would: 202, or 503 with the reason. */
final class KafkaSinkSubscriber implements Subscriber {
    private final KafkaSinkManifest sink;
    private final TopicWriter writer;

    KafkaSinkSubscriber(KafkaSinkManifest sink, TopicWriter writer) {
        this.sink = sink;
        this.writer = writer;
    }

    @Override
    public Future<Answer> send(HeldEvent event) {
        ProducerRecord<String, byte[]> record = sink.structured()
                ? EventRecords.structured(sink.topic(), event)
                : EventRecords.binary(sink.topic(), event);
        return writer.write(record)
                .map(written -> answer(202, ""))
                .recover(failure -> Future.succeededFuture(answer(503, String.valueOf(failure.getMessage()))));
    }

    private static Answer answer(int status, String sentence) {
        return new Answer(status, MultiMap.caseInsensitiveMultiMap(), sentence.getBytes(StandardCharsets.UTF_8));
    }
}
