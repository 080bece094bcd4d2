package dev.pricetide.local.platform.manifest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads the very manifests that a cluster is given, without Kustomize. */
public final class WiringReader {
    private record Document(String kind, String title, ManifestNode node) {}

    private final List<Document> documents = new ArrayList<>();

    private WiringReader() {}

    /**
     * @param folders whose {@code *.yaml} files, without those of their subfolders, are read
     * @throws ManifestException if a manifest cannot be understood
     * @throws UncheckedIOException if a file cannot be read
     */
    public static Wiring read(Path... folders) {
        WiringReader reader = new WiringReader();
        for (Path folder : folders) {
            reader.load(folder);
        }
        return reader.wiring(folders);
    }

    private void load(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                loadFile(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the manifests in " + folder + ": " + e.getMessage(), e);
        }
    }

    private void loadFile(Path file) throws IOException {
        String text = Files.readString(file);
        try {
            for (Object document : new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(text)) {
                if (document != null) {
                    add(file.getParent().getFileName().resolve(file.getFileName()), document);
                }
            }
        } catch (YAMLException e) {
            throw new ManifestException(file + " is not valid YAML: " + e.getMessage());
        }
    }

    private void add(Path file, Object document) {
        ManifestNode anonymous = ManifestNode.of(file.toString(), document);
        String kind = anonymous.requiredText("kind");
        String name = anonymous.child("metadata").text("name").orElse("");
        String title = (kind + " " + name).strip();
        documents.add(new Document(kind, title, anonymous.named(file + ": " + title)));
    }

    private Wiring wiring(Path... folders) {
        List<BrokerManifest> brokers = all("Broker").map(EventingReader::broker).toList();
        if (brokers.size() != 1) {
            throw new ManifestException(
                    "Expected exactly one Broker in " + List.of(folders) + ", found " + brokers.size() + ".");
        }
        BrokerManifest broker = brokers.get(0);
        List<TriggerManifest> triggers =
                all("Trigger").map(node -> EventingReader.trigger(node, broker)).toList();
        List<ServiceManifest> services = all("Service").map(ServiceReader::read).toList();
        List<TopicManifest> topics =
                all("KafkaTopic").map(EventingReader::topic).toList();
        List<KafkaSinkManifest> sinks =
                all("KafkaSink").map(EventingReader::kafkaSink).toList();
        // Last, because what is remarkable is what none of them asked for.
        return new Wiring(broker, triggers, services, topics, sinks, remarks());
    }

    private Stream<ManifestNode> all(String kind) {
        return documents.stream()
                .filter(document -> document.kind().equals(kind))
                .map(Document::node);
    }

    /** One sentence a field that is not supported, naming all the resources that have it. */
    private List<String> remarks() {
        Map<String, List<String>> resourcesByField = new LinkedHashMap<>();
        for (Document document : documents) {
            switch (document.kind()) {
                case "Broker", "Trigger", "Service", "KafkaTopic", "KafkaSink" -> {
                    for (String field : document.node().unasked()) {
                        resourcesByField
                                .computeIfAbsent(field, any -> new ArrayList<>())
                                .add(document.title());
                    }
                }
                // Names and addresses that mean something to a cluster only.
                case "Namespace", "Kustomization", "ConfigMap" -> {}
                default ->
                    resourcesByField
                            .computeIfAbsent("kind " + document.kind(), any -> new ArrayList<>())
                            .add(document.title());
            }
        }
        List<String> remarks = new ArrayList<>();
        resourcesByField.forEach((field, resources) ->
                remarks.add("Not supported on one machine: " + field + " (" + String.join(", ", resources) + ")."));
        return remarks;
    }
}
