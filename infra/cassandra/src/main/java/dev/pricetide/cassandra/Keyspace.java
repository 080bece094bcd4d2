package dev.pricetide.cassandra;

/**
 * Where the tables lie and how often each row is kept.
 *
 * @param name 1 to 48 of {@code [a-z0-9_]}, a letter first
 * @param datacenter the datacenter that holds the replicas, as the cluster's snitch names it
 * @param replication copies of each row in that datacenter; counts when the keyspace is made, and is then left to the
 *     operator, since a change also wants a repair
 */
public record Keyspace(String name, String datacenter, int replication) {
    public Keyspace {
        if (!name.matches("[a-z][a-z0-9_]{0,47}")) {
            throw new IllegalArgumentException(
                    "A keyspace's name is 1 to 48 of a-z, 0-9 and _, a letter first, not \"" + name + "\".");
        }
        if (!datacenter.matches("[A-Za-z0-9._-]+")) {
            throw new IllegalArgumentException(
                    "A datacenter's name is of A-Z, a-z, 0-9, '.', '_' and '-', not \"" + datacenter + "\".");
        }
        if (replication < 1) {
            throw new IllegalArgumentException("The replication is at least 1, not " + replication + ".");
        }
    }
}
