package dev.pricetide.store;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once Cassandra answers. The Cassandra client's own check is switched off because it hangs for as long as the
 * server is away; this one says so within two seconds.
 */
@Readiness
@ApplicationScoped
class StoreReadiness implements AsyncHealthCheck {

    private static final String NAME = "Cassandra";
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final Store store;

    StoreReadiness(Store store) {
        this.store = store;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return store.rows("SELECT release_version FROM system.local")
                .map(rows -> HealthCheckResponse.up(NAME))
                .ifNoItem()
                .after(LIMIT)
                .failWith(() -> new StoreAwayException(LIMIT))
                .onFailure()
                .recoverWithItem(failure -> HealthCheckResponse.named(NAME)
                        .down()
                        .withData("reason", String.valueOf(failure.getMessage()))
                        .build());
    }
}
