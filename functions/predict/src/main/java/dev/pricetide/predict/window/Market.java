package dev.pricetide.predict.window;

import java.util.Arrays;

/**
 * The lowest price of each day among the companies that sell one product with one offer type, such that any one of them
 * can be left out.
 */
final class Market {

    private final float[] lowest = new float[History.DAYS];
    private final String[] lowestCompany = new String[History.DAYS];
    private final float[] lowestOfOthers = new float[History.DAYS];

    Market() {
        Arrays.fill(lowest, Float.POSITIVE_INFINITY);
        Arrays.fill(lowestOfOthers, Float.POSITIVE_INFINITY);
    }

    /** Takes in a series; each of its prices holds until its next one, at most {@link History#PEER_CARRY_DAYS} days. */
    void add(String company, DailyPrices prices) {
        int measured = -1;
        for (int day = 0; day < History.DAYS; day++) {
            if (prices.price(day) != null) {
                measured = day;
            }
            if (measured >= 0 && day - measured <= History.PEER_CARRY_DAYS) {
                add(day, company, prices.price(measured).floatValue());
            }
        }
    }

    private void add(int day, String company, float price) {
        if (company.equals(lowestCompany[day])) {
            lowest[day] = Math.min(lowest[day], price);
        } else if (price < lowest[day]) {
            lowestOfOthers[day] = lowest[day];
            lowest[day] = price;
            lowestCompany[day] = company;
        } else {
            lowestOfOthers[day] = Math.min(lowestOfOthers[day], price);
        }
    }

    /** The lowest price of a day of the history among all but that company; 0 where there is none. */
    float lowestWithout(String company, int day) {
        float price = company.equals(lowestCompany[day]) ? lowestOfOthers[day] : lowest[day];
        return Float.isInfinite(price) ? 0 : price;
    }
}
