package dev.pricetide.predict;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.pricetide.events.EventRejected;
import dev.pricetide.events.Events;
import dev.pricetide.events.Series;
import dev.pricetide.events.SeriesUpdated;
import dev.pricetide.predict.model.TinyModel;
import dev.pricetide.testing.BinaryCloudEvent;
import dev.pricetide.testing.FromPipeline;
import dev.pricetide.testing.PipelineServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a model answers is kept and sent on only where it can be a forecast. */
@QuarkusTest
@TestProfile(InvalidOutputTest.ModelWithoutAnAnswer.class)
@WithTestResource(
        value = PipelineServers.class,
        scope = TestResourceScope.GLOBAL,
        initArgs = @ResourceArg(name = PipelineServers.WITHOUT, value = PipelineServers.KAFKA))
class InvalidOutputTest {

    @FromPipeline
    CqlSession cassandra;

    @Test
    void anAnswerThatIsNoNumberIsRejectedAndNothingIsKept() {
        // Given
        Shop shop = new Shop(cassandra);
        Series series = shop.series("Claro", "unlocked");
        shop.measureDaily(series, Shop.ORIGIN, 20, 399_990);
        SeriesUpdated updated = shop.updated(series);

        // When
        EventRejected rejected = Events.read(
                BinaryCloudEvent.answer(BinaryCloudEvent.post(Shop.event(updated)))
                        .orElseThrow(),
                EventRejected.class);

        // Then
        assertThat(rejected.reason()).isEqualTo("model-output");
        assertThat(rejected.sentence())
                .isEqualTo("the model tiny/1 gave no forecast for the series " + series.productId()
                        + ": quantiles of day 1 has NaN");
        assertThat(shop.forecasts(Shop.ORIGIN)).isEmpty();
        assertThat(shop.progress(updated)).isEqualTo("rejected");
    }

    /** A registry whose champion answers no numbers. */
    public static class ModelWithoutAnAnswer implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            Path registry = Path.of("target", "registry-without-an-answer").toAbsolutePath();
            new TinyModel().times(Float.NaN).writeChampion(registry);
            return Map.of("pricetide.model.registry", registry.toString());
        }
    }
}
