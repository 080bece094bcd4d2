package dev.pricetide.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeriesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            samsung Galaxy A51 128GB               | 128gb a51 galaxy samsung
            motorola Moto Z3 Play 128GB + Gamepad  | 128gb gamepad moto motorola play z3
            Cámara 4K (360°), plan Año             | 360 4k año cámara plan
            WOM/wom -- Wom                         | wom
            ...                                    | ''
            """)
    void aNameIsFoundByItsWordsWhateverTheirCaseAndWhateverStandsBetweenThem(String name, String words) {
        // When
        var found = Series.words(name);

        // Then
        assertThat(found)
                .containsExactlyInAnyOrderElementsOf(List.of(words.split(" ")).stream()
                        .filter(word -> !word.isEmpty())
                        .toList());
    }
}
