package dev.pricetide.local.platform.launcher;

import dev.pricetide.cassandra.SchemaException;
import dev.pricetide.local.platform.manifest.ManifestException;
import dev.pricetide.local.servers.ProjectRoot;
import dev.pricetide.local.servers.StartFailedException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command line. Exit code 0: done; 1: not done, and a sentence says why; 2: wrong arguments. */
@Command(
        name = "./pricetide",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = HelpCommand.class,
        description = "Pricetide on one machine: prices in, forecasts out.",
        footer = {
            "",
            "Examples:",
            "  ./pricetide demo                  start, send the sample file, show its forecasts, stay up",
            "  ./pricetide up --port 9090        start and stay up",
            "  ./pricetide post prices.csv       send a file to the platform that runs",
            "",
            "Exit code 0: done; 1: not done, and a sentence says why; 2: wrong arguments."
        })
public final class Pricetide implements Runnable {
    private static final String SAMPLE = "models/data/sample-group-23.csv";
    private static final String SAMPLE_GROUP = "23";

    @CommandLine.Mixin
    private HelpOption help;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    /** Every command has it. */
    static final class HelpOption {
        @Option(
                names = {"-h", "--help"},
                usageHelp = true,
                description = "show this")
        private boolean asked;
    }

    /** Where and on what a platform is started. */
    static final class PlatformOptions {
        @CommandLine.Mixin
        private HelpOption help;

        @Option(
                names = "--port",
                paramLabel = "PORT",
                defaultValue = "8080",
                description = "of the one address for all (default: ${DEFAULT-VALUE})")
        private int port;

        @Option(
                names = "--data",
                paramLabel = "DIR",
                description = "what is stored, kept from one start to the next (default: .pricetide)")
        private Path data;

        private Platform start(Path root) {
            Path folder = data == null ? root.resolve(".pricetide") : data.toAbsolutePath();
            return Platform.start(root, folder, port, System.out::println);
        }
    }

    /** Runs the command and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        PlatformLog.quiet();
        CommandLine commandLine = new CommandLine(new Pricetide());
        commandLine.setUsageHelpWidth(100);
        commandLine.setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println(sentence(failure));
            return 1;
        });
        System.exit(commandLine.execute(arguments));
    }

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }

    @Command(
            name = "demo",
            description = "Start everything, send the sample file, show its forecasts and stay up until Ctrl-C.")
    int demo(
            @CommandLine.Mixin PlatformOptions options,
            @Option(names = "--once", description = "stop after the forecasts") boolean once)
            throws IOException, InterruptedException {
        Path root = ProjectRoot.find();
        try (Running running = new Running(options.start(root))) {
            Path sample = root.resolve(SAMPLE);
            System.out.println("Sending " + root.relativize(sample) + ".");
            BatchPost post = new BatchPost(System.out, running.platform().address());
            post.run(sample);
            new ForecastTable(post.graphQl(), System.out).print(SAMPLE_GROUP);
            return once ? 0 : running.stay();
        }
    }

    @Command(name = "up", description = "Start everything and stay up until Ctrl-C.")
    int up(@CommandLine.Mixin PlatformOptions options) throws InterruptedException {
        try (Running running = new Running(options.start(ProjectRoot.find()))) {
            return running.stay();
        }
    }

    @Command(
            name = "post",
            description = {
                "Send files to a platform that runs and follow them until they are stored and forecast.",
                "Each is one batch under an id of its own: sent again after a fault, nothing is stored twice."
            })
    int post(
            @CommandLine.Mixin HelpOption help,
            @Option(
                            names = "--url",
                            paramLabel = "URL",
                            defaultValue = "http://127.0.0.1:8080",
                            description = "of the platform (default: ${DEFAULT-VALUE})")
                    URI platform,
            @Parameters(
                            arity = "1..*",
                            paramLabel = "FILE",
                            description = {
                                "CSV in UTF-8 with a header row, in any order: product_id, timestamp,",
                                "product, country, company, product_group_id, offer_type, price"
                            })
                    List<Path> files) {
        BatchPost post = new BatchPost(System.out, platform);
        for (Path file : files) {
            System.out.println("Sending " + file + ".");
            post.run(file);
        }
        return 0;
    }

    private static String sentence(Exception failure) {
        boolean ours = failure instanceof StartFailedException
                || failure instanceof CommandFailedException
                || failure instanceof ManifestException
                || failure instanceof SchemaException;
        return ours ? failure.getMessage() : "Failed: " + failure;
    }

    /** A platform that is stopped in order at Ctrl-C too, and with exit code 1 if one of its servers dies. */
    private static final class Running implements AutoCloseable {
        private final Platform platform;

        private Running(Platform platform) {
            this.platform = platform;
            Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop"));
            platform.death().thenAcceptAsync(sentence -> {
                System.err.println(sentence);
                System.exit(1);
            });
        }

        private Platform platform() {
            return platform;
        }

        private int stay() throws InterruptedException {
            URI address = platform.address();
            System.out.println();
            System.out.println("  Console   " + address + "/");
            System.out.println("  GraphQL   " + address + "/graphql");
            System.out.println("  Batches   POST " + address + "/v1/batches, or ./pricetide post FILE");
            System.out.println("  Ctrl-C stops everything.");
            new CountDownLatch(1).await();
            return 0;
        }

        /** May come twice: at the end of the command and again with the JVM. */
        @Override
        public void close() {
            platform.close();
        }
    }
}
