package dev.pricetide.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import dev.pricetide.testing.PipelineServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = PipelineServers.class,
        scope = TestResourceScope.GLOBAL,
        initArgs = @ResourceArg(name = PipelineServers.WITHOUT, value = PipelineServers.KAFKA))
class StoreTest {

    private static final String INSERT =
            "INSERT INTO batch_fragments (batch_id, bucket, product_id, fragment) VALUES (?, 0, 'p', ?)";
    private static final String SELECT = "SELECT fragment FROM batch_fragments WHERE batch_id = ? AND bucket = 0";
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final UUID batch = UUID.randomUUID();

    @Inject
    Store store;

    @Test
    void allStatementsAreExecutedAndAllPagesRead() {
        // Given
        PreparedStatement insert = store.prepare(INSERT).await().atMost(LIMIT);
        List<BoundStatement> statements = IntStream.range(0, 101)
                .mapToObj(fragment -> insert.bind(batch, fragment))
                .toList();

        // When
        store.executeAll(statements).await().atMost(LIMIT);

        // Then
        assertThat(store.rows(SELECT, batch).await().atMost(LIMIT))
                .extracting(row -> row.getInt("fragment"))
                .containsExactlyElementsOf(IntStream.range(0, 101).boxed().toList());
    }

    @Test
    void aCassandraThatIsBackIsNoticedWithinSeconds() {
        // When
        Duration longestPause = store.session()
                .await()
                .atMost(LIMIT)
                .getContext()
                .getConfig()
                .getDefaultProfile()
                .getDuration(DefaultDriverOption.RECONNECTION_MAX_DELAY);

        // Then
        assertThat(longestPause).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void oneRefusedStatementFailsAll() {
        // Given
        BoundStatement sound = store.bind(INSERT, batch, 1).await().atMost(LIMIT);
        List<Statement<?>> statements = List.of(sound, SimpleStatement.newInstance("SELECT nothing FROM measures"));

        // When / Then
        assertThatThrownBy(() -> store.executeAll(statements).await().atMost(LIMIT))
                .isInstanceOf(InvalidQueryException.class)
                .hasMessageContaining("nothing");
    }

    @Test
    void nothingToExecuteIsDoneAtOnce() {
        // When
        Void done = store.executeAll(List.of()).await().atMost(LIMIT);

        // Then
        assertThat(done).isNull();
    }

    @Test
    void aStatementIsPreparedOnce() {
        // Given
        PreparedStatement first = store.prepare(SELECT).await().atMost(LIMIT);

        // When
        PreparedStatement second = store.prepare(SELECT).await().atMost(LIMIT);

        // Then
        assertThat(second).isSameAs(first);
    }

    @Test
    void theFunctionIsReady() {
        // When
        Response ready = RestAssured.get("/q/health/ready");

        // Then
        ready.then().statusCode(200);
    }
}
