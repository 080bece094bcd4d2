package dev.pricetide.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationsTest {
    @Test
    void everyFileOfTheFolderIsListedInTheOrderOfItsVersion() throws Exception {
        try (var files =
                Files.list(Path.of(getClass().getResource("/migrations").toURI()))) {
            assertThat(Migrations.all())
                    .extracting(Migration::file)
                    .containsExactlyElementsOf(
                            files.map(file -> file.getFileName().toString())
                                    .sorted()
                                    .toList());
        }
    }

    @Test
    void versionsCountFromOne() {
        var migrations = Migrations.all();

        assertThat(migrations)
                .extracting(Migration::version)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, migrations.size()).boxed().toList());
    }

    /** A statement that was cut off before its migration was recorded runs again. */
    @Test
    void everyStatementMayRunTwice() {
        var statements = Migrations.all().stream()
                .flatMap(migration -> migration.statements().stream())
                .toList();

        assertThat(statements)
                .allSatisfy(statement -> assertThat(statement)
                        .containsPattern("^(CREATE \\w+ (\\w+ )?IF NOT EXISTS|DROP \\w+ IF EXISTS"
                                + "|ALTER TABLE \\w+ (ADD IF NOT EXISTS|DROP IF EXISTS|WITH)|INSERT|UPDATE)\\b"));
    }

    @Test
    void lineEndsOfACheckoutDoNotChangeTheChecksum() {
        var unix = Migration.of("V001__a.cql", "A;\nB;\n");
        var windows = Migration.of("V001__a.cql", "A;\r\nB;\r\n");

        assertThat(windows.checksum()).isEqualTo(unix.checksum()).hasSize(64);
    }

    @ParameterizedTest
    @ValueSource(strings = {"V1__a.cql", "001__a.cql", "V001_a.cql", "V001__A.cql", "V001__a.sql"})
    void otherFileNamesAreRefused(String name) {
        assertThatThrownBy(() -> Migration.of(name, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name);
    }
}
