package dev.pricetide.local.platform.broker;

import dev.pricetide.local.platform.manifest.TopicManifest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes the topics of the manifests on a Kafka of one node: one replica, of which one must be in sync. */
public final class Topics {
    private static final long LIMIT_SECONDS = 30;

    private Topics() {}

    /**
     * Makes what is not there yet; a topic that is there stays as it is.
     *
     * @throws IllegalStateException if Kafka refuses a topic or does not answer
     */
    public static void create(String bootstrapServers, List<TopicManifest> topics) {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            for (TopicManifest topic : topics) {
                create(admin, topic);
            }
        }
    }

    private static void create(Admin admin, TopicManifest topic) {
        NewTopic wanted = new NewTopic(topic.name(), topic.partitions(), (short) 1).configs(topic.configuration());
        try {
            admin.createTopics(List.of(wanted)).all().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw failed(topic, e.getCause());
            }
        } catch (TimeoutException e) {
            throw failed(topic, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(topic, e);
        }
    }

    private static IllegalStateException failed(TopicManifest topic, Throwable cause) {
        return new IllegalStateException(
                "Kafka did not make the topic " + topic.name() + ": " + cause.getMessage(), cause);
    }
}
