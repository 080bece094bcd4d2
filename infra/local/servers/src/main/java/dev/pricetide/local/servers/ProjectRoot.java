package dev.pricetide.local.servers;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where Pricetide's sources lie: the folder with {@code mvnw}. */
public final class ProjectRoot {
    private ProjectRoot() {}

    /**
     * The system property {@code pricetide.root}, which the build and the launcher set, else the nearest folder from the
     * working directory upwards that has a {@code mvnw}.
     *
     * @throws StartFailedException when there is none
     */
    public static Path find() {
        var given = System.getProperty("pricetide.root");
        if (given != null) {
            return Path.of(given).toAbsolutePath().normalize();
        }
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("mvnw"))) {
                return folder;
            }
        }
        throw new StartFailedException("Pricetide's folder, the one with mvnw, is not above "
                + Path.of("").toAbsolutePath() + "; give it with -Dpricetide.root=<folder>.");
    }
}
