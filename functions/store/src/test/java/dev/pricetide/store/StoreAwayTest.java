package dev.pricetide.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.quarkus.runtime.api.session.QuarkusCqlSession;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class StoreAwayTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Test
    void aCallerThatGivesUpLeavesTheSessionOnItsWayForTheOthers() {
        // Given
        CompletableFuture<QuarkusCqlSession> session = new CompletableFuture<>();
        Store store = new Store(session, patience(Duration.ofMillis(10)));

        // When
        assertThatThrownBy(() -> store.rows("SELECT").await().atMost(LIMIT))
                // Then
                .isInstanceOf(StoreAwayException.class)
                .hasMessage("Cassandra did not answer within 10 ms");
        assertThat(session).isNotDone();
    }

    private static StoreConfig patience(Duration connectTimeout) {
        return new StoreConfig() {
            @Override
            public Duration connectTimeout() {
                return connectTimeout;
            }

            @Override
            public int concurrency() {
                return 1;
            }
        };
    }
}
