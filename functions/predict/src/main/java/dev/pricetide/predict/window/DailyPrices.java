package dev.pricetide.predict.window;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/** The last price of each UTC day of one series, gathered measure by measure in any order. */
public final class DailyPrices {

    private final History history;
    private final Instant[] instants = new Instant[History.DAYS];
    private final BigDecimal[] prices = new BigDecimal[History.DAYS];

    /** No prices yet. */
    public DailyPrices(History history) {
        this.history = history;
    }

    /** Takes in a measure; the one with the greatest instant of its day stands. Outside the history it is left out. */
    public void add(Instant instant, BigDecimal price) {
        int day = history.indexOf(instant);
        if (day < 0 || day >= History.DAYS) {
            return;
        }
        if (instants[day] == null || instant.isAfter(instants[day])) {
            instants[day] = instant;
            prices[day] = price;
        }
    }

    /** The price of a day of the history, counted from its first; null where there is none. */
    BigDecimal price(int day) {
        return prices[day];
    }

    /** The day of the newest price in the window, counted from the history's first; -1 where there is none. */
    int newest() {
        int day = History.DAYS - 1;
        while (day >= History.PEER_CARRY_DAYS && prices[day] == null) {
            day--;
        }
        return day >= History.PEER_CARRY_DAYS ? day : -1;
    }

    LocalDate date(int day) {
        return history.first().plusDays(day);
    }
}
