package dev.pricetide.predict.window;

import dev.pricetide.events.Series;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * The last 90 days of a series, oldest first; the last one is the origin day of its group.
 *
 * @param series the series
 * @param price the last price of each day, 0 where there is none; 90 values
 * @param mask 1 where the day has a price, else 0; 90 values
 * @param peerPrice each day's lowest price among the competitors, 0 where there is none; 90 values
 * @param lastDay the day of the newest price; null where there is none
 * @param lastPrice the newest price, exact; null where there is none
 * @param origin the last day
 */
public record SeriesWindow(
        Series series,
        float[] price,
        float[] mask,
        float[] peerPrice,
        LocalDate lastDay,
        BigDecimal lastPrice,
        LocalDate origin) {

    /** A series without a price in so many last days is not forecast. */
    public static final int RECENT_DAYS = 14;

    /** Whether the series has at least so many days with a price, one of them among the last 14. */
    public boolean isLongEnough(int minObserved) {
        return lastDay != null && lastDay.isAfter(origin.minusDays(RECENT_DAYS)) && observedDays() >= minObserved;
    }

    private int observedDays() {
        int observed = 0;
        for (float day : mask) {
            observed += (int) day;
        }
        return observed;
    }
}
