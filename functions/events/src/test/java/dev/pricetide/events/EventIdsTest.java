package dev.pricetide.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventIdsTest {

    private static final BatchId BATCH = BatchId.parse("01890a5d-ac96-774b-bcce-b302099a8057");

    @Test
    void ingestsIdsNameTheBatchAndTheirPlaceInIt() {
        assertThat(EventIds.fragment(BATCH, "418936", 3)).isEqualTo(BATCH + "/418936/3");
        assertThat(EventIds.part(BATCH, 0)).isEqualTo(BATCH + "/0");
    }

    @Test
    void anAnswersIdIsTheHashThatAnyLanguageCanMake() {
        // printf 'importer\n01890a5d-ac96-774b-bcce-b302099a8057/418936/3' | sha256sum
        assertThat(EventIds.answer(EventSource.IMPORTER, EventIds.fragment(BATCH, "418936", 3)))
                .isEqualTo("2e4366e0b89776fb88005027b532ff19188a0bf091dcc7754f640d2c32f4e32e");
    }
}
