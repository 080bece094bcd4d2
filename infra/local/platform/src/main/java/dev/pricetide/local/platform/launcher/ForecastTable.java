package dev.pricetide.local.platform.launcher;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The forecasts of a product group as a table for people. */
final class ForecastTable {
    private static final String FORECASTS = """
            query ($group: String!, $after: String) { products(group: $group, first: 100, after: $after) {
              endCursor
              items { product productId company offerType forecast {
                originDay lastPrice model version days { ahead date p10 p50 p90 changeProbability } } } } }
            """;
    private static final String ROW = "  %-12s %-12s %12s %12s  %-22s %8s%n";

    private final GraphQlClient graphQl;
    private final PrintStream out;

    ForecastTable(GraphQlClient graphQl, PrintStream out) {
        this.graphQl = graphQl;
        this.out = out;
    }

    /** @throws IOException if the forecasts cannot be had */
    void print(String group) throws IOException {
        List<JsonObject> series = series(group);
        List<JsonObject> forecast = series.stream()
                .filter(each -> each.getJsonObject("forecast") != null)
                .sorted(Comparator.comparing((JsonObject each) -> each.getString("company"))
                        .thenComparing(each -> each.getString("offerType")))
                .toList();
        if (!forecast.isEmpty()) {
            JsonObject first = forecast.get(0);
            out.printf(
                    "%n  %s: the next price, on %s, by %s %s%n%n",
                    first.getString("product"),
                    day(first).getString("date"),
                    first.getJsonObject("forecast").getString("model"),
                    first.getJsonObject("forecast").getString("version"));
            out.printf(ROW, "company", "offer", "last price", "next price", "  p10 to p90", "change");
            forecast.forEach(this::row);
        }
        int without = series.size() - forecast.size();
        if (without > 0) {
            out.printf("%n  %d series of the group have too few recent prices for a forecast.%n", without);
        }
    }

    private void row(JsonObject series) {
        JsonObject day = day(series);
        out.printf(
                ROW,
                series.getString("company"),
                series.getString("offerType"),
                price(series.getJsonObject("forecast").getValue("lastPrice")),
                price(day.getValue("p50")),
                "  " + price(day.getValue("p10")) + " to " + price(day.getValue("p90")),
                String.format(Locale.ROOT, "%.0f %%", 100 * day.getDouble("changeProbability")));
    }

    private List<JsonObject> series(String group) throws IOException {
        List<JsonObject> series = new ArrayList<>();
        String after = null;
        do {
            JsonObject page = graphQl.ask(
                            FORECASTS, new JsonObject().put("group", group).put("after", after))
                    .getJsonObject("products");
            JsonArray items = page.getJsonArray("items");
            for (int i = 0; i < items.size(); i++) {
                series.add(items.getJsonObject(i));
            }
            after = page.getString("endCursor");
        } while (after != null);
        return series;
    }

    private static JsonObject day(JsonObject series) {
        return series.getJsonObject("forecast").getJsonArray("days").getJsonObject(0);
    }

    private static String price(Object number) {
        return String.format(Locale.ROOT, "%,.2f", ((Number) number).doubleValue());
    }
}
