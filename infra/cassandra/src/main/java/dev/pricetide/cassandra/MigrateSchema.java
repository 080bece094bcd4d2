package dev.pricetide.cassandra;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The migrator as a program, for a Kubernetes Job or by hand. Exit code 0: the schema is up to date; 1: it is not, and
 * a line on standard error says why; 2: the arguments are wrong.
 */
public final class MigrateSchema {
    private static final String USAGE =
            "usage: MigrateSchema --contact-point HOST:PORT [--contact-point HOST:PORT]... --datacenter NAME"
                    + " --keyspace NAME --replication COPIES";

    private final List<InetSocketAddress> contactPoints = new ArrayList<>();
    private final Map<String, String> options = new HashMap<>();

    private MigrateSchema(String[] arguments) {
        if (arguments.length % 2 != 0) {
            throw new IllegalArgumentException("Every option has a value.");
        }
        for (var i = 0; i < arguments.length; i += 2) {
            switch (arguments[i]) {
                case "--contact-point" -> contactPoints.add(address(arguments[i + 1]));
                case "--datacenter", "--keyspace", "--replication" -> options.put(arguments[i], arguments[i + 1]);
                default -> throw new IllegalArgumentException("There is no option " + arguments[i] + ".");
            }
        }
    }

    public static void main(String[] arguments) {
        // The driver logs through SLF4J, which has nothing behind it here and need not say so.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        try {
            new MigrateSchema(arguments).run();
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + " " + USAGE);
            System.exit(2);
        } catch (SchemaException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private void run() {
        if (contactPoints.isEmpty()) {
            throw new IllegalArgumentException("--contact-point is missing.");
        }
        var keyspace = new Keyspace(required("--keyspace"), required("--datacenter"), replication());
        var applied = SchemaMigrator.migrate(contactPoints, keyspace);
        System.out.println(
                applied.isEmpty()
                        ? "The schema of keyspace " + keyspace.name() + " was up to date."
                        : "Applied to keyspace " + keyspace.name() + ": " + String.join(", ", applied));
    }

    private String required(String option) {
        var value = options.get(option);
        if (value == null) {
            throw new IllegalArgumentException(option + " is missing.");
        }
        return value;
    }

    private int replication() {
        try {
            return Integer.parseInt(required("--replication"));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "--replication is a number of copies, not " + options.get("--replication") + ".", e);
        }
    }

    private static InetSocketAddress address(String hostAndPort) {
        var colon = hostAndPort.lastIndexOf(':');
        try {
            return new InetSocketAddress(
                    hostAndPort.substring(0, colon), Integer.parseInt(hostAndPort.substring(colon + 1)));
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new IllegalArgumentException("--contact-point is host:port, not " + hostAndPort + ".", e);
        }
    }
}
