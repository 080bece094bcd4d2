package dev.pricetide.predict;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.pricetide.events.EventRejected;
import dev.pricetide.events.Events;
import dev.pricetide.events.PricePredicted;
import dev.pricetide.events.Series;
import dev.pricetide.events.SeriesUpdated;
import dev.pricetide.testing.BinaryCloudEvent;
import dev.pricetide.testing.FromPipeline;
import dev.pricetide.testing.PipelineServers;
import io.cloudevents.CloudEvent;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Header;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

/** A group's forecasts go out in one event, and an event stays below 512 KiB. */
@QuarkusTest
@WithTestResource(
        value = PipelineServers.class,
        scope = TestResourceScope.GLOBAL,
        initArgs = @ResourceArg(name = PipelineServers.WITHOUT, value = PipelineServers.KAFKA))
class LargeGroupTest {

    private static final int MOST = 400;

    @FromPipeline
    CqlSession cassandra;

    @Test
    void theLargestGroupFitsIntoAnEventAndOneSeriesMoreIsRejected() {
        // Given
        Shop shop = new Shop(cassandra);
        Series changed = null;
        for (int number = 0; number < MOST; number++) {
            changed = shop.series("Shop number " + number, "postpaid portability");
            shop.measureDaily(changed, Shop.ORIGIN, 14, 1_399_990 + number);
        }
        SeriesUpdated atTheLimit = shop.updated(changed);

        // When
        Response largest = BinaryCloudEvent.post(Shop.event(atTheLimit));

        // Then
        int bytes = largest.asByteArray().length;
        for (Header header : largest.headers()) {
            bytes += header.getName().length() + header.getValue().length();
        }
        assertThat(bytes).isLessThan(Events.MAX_BYTES);
        assertThat(Events.read(answer(largest), PricePredicted.class).forecasts())
                .hasSize(MOST);
        assertThat(shop.forecasts(Shop.ORIGIN)).hasSize(MOST);

        // Given
        Series oneMore = shop.series("One more", "unlocked");
        shop.measureDaily(oneMore, Shop.ORIGIN, 14, 399_990);
        SeriesUpdated aboveTheLimit = shop.updated(oneMore);

        // When
        EventRejected rejected = rejected(shop, aboveTheLimit);

        // Then
        assertThat(rejected.sentence())
                .isEqualTo("the product group " + shop.groupId()
                        + " has 401 series to forecast; at most 400 fit into one event");
        assertThat(shop.forecasts(Shop.ORIGIN)).hasSize(MOST);
    }

    @Test
    void aGroupWhoseNamesAreTooLongForAnEventIsRejected() {
        // Given
        Shop shop = new Shop(cassandra);
        Series changed = null;
        for (int number = 0; number < 350; number++) {
            changed = shop.series(number + "\u20ac".repeat(250), "unlocked");
            shop.measureDaily(changed, Shop.ORIGIN, 14, 399_990);
        }

        // When
        EventRejected rejected = rejected(shop, shop.updated(changed));

        // Then
        assertThat(rejected.sentence()).contains(shop.groupId(), "bytes; an event must stay below 524288");
        assertThat(shop.forecasts(Shop.ORIGIN)).isEmpty();
    }

    private static EventRejected rejected(Shop shop, SeriesUpdated updated) {
        EventRejected rejected = Events.read(answer(BinaryCloudEvent.post(Shop.event(updated))), EventRejected.class);
        assertThat(rejected.reason()).isEqualTo("group-too-large");
        assertThat(shop.progress(updated)).isEqualTo("rejected");
        return rejected;
    }

    private static CloudEvent answer(Response response) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return BinaryCloudEvent.answer(response).orElseThrow();
    }
}
