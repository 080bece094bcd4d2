package dev.pricetide.step;

import static io.restassured.RestAssured.given;

import dev.pricetide.events.BatchId;
import dev.pricetide.events.EventIds;
import dev.pricetide.events.EventSource;
import dev.pricetide.events.Events;
import dev.pricetide.events.Series;
import dev.pricetide.events.SeriesMeasured;
import io.cloudevents.CloudEvent;
import io.restassured.response.Response;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The probe's event as the broker sends it.
 *
 * @param headers attributes with their {@code ce-}, and content-type
 * @param body the data
 */
record ProbeEvent(Map<String, String> headers, byte[] body) {

    static final BatchId BATCH = BatchId.parse("01890a5d-ac96-774b-bcce-b302099a8057");
    static final String ID = EventIds.fragment(BATCH, "p1", 0);

    static ProbeEvent thatIs(String product) {
        CloudEvent event = Events.write(
                new SeriesMeasured(
                        BATCH,
                        0,
                        new Series("p1", product, "CL", "Claro", "g1", "unlocked"),
                        List.of(Instant.parse("2021-03-01T00:00:00Z")),
                        List.of(new BigDecimal("199990.50"))),
                EventSource.INGEST,
                ID,
                BATCH.ingestTime());
        Map<String, String> headers = new TreeMap<>(Map.of("content-type", "application/json"));
        event.getAttributeNames().stream()
                .filter(name -> !name.equals("datacontenttype"))
                .forEach(name -> headers.put("ce-" + name, String.valueOf(event.getAttribute(name))));
        event.getExtensionNames().forEach(name -> headers.put("ce-" + name, String.valueOf(event.getExtension(name))));
        return new ProbeEvent(headers, event.getData().toBytes());
    }

    ProbeEvent with(String header, String value) {
        Map<String, String> changed = new TreeMap<>(headers);
        changed.put(header, value);
        return new ProbeEvent(changed, body);
    }

    ProbeEvent without(String header) {
        Map<String, String> changed = new TreeMap<>(headers);
        changed.remove(header);
        return new ProbeEvent(changed, body);
    }

    ProbeEvent withBody(byte[] changed) {
        return new ProbeEvent(headers, changed);
    }

    Response post() {
        return given().headers(headers).body(body).post("/");
    }
}
