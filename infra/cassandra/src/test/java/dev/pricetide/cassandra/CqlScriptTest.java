package dev.pricetide.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CqlScriptTest {
    static Stream<Arguments> scripts() {
        return Stream.of(
                arguments("", List.of()),
                arguments(" ;\n; ", List.of()),
                arguments("A; B;", List.of("A", "B")),
                arguments("A;\nB", List.of("A", "B")),
                arguments("-- one; two\nA;", List.of("A")),
                arguments("// one; two\nA;", List.of("A")),
                arguments("/* one;\ntwo */ A;", List.of("A")),
                arguments("A -- the end;\n B;", List.of("A \n B")),
                arguments("A 'one; -- two'; B;", List.of("A 'one; -- two'", "B")),
                arguments("A 'it''s; two'; B;", List.of("A 'it''s; two'", "B")),
                arguments("A \"one; two\"; B;", List.of("A \"one; two\"", "B")),
                arguments("A $$one; 'two$$; B;", List.of("A $$one; 'two$$", "B")),
                arguments("A - B;", List.of("A - B")),
                arguments("A /* never closed; B;", List.of("A /* never closed", "B")));
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void splitsAtSemicolonsOutsideOfQuotesAndComments(String script, List<String> statements) {
        assertThat(new CqlScript(script).statements()).isEqualTo(statements);
    }
}
