package dev.pricetide.notify;

import dev.pricetide.events.PricePredicted.Forecast;
import java.math.BigDecimal;

/** Which way a price moves. */
enum Direction {
    /** The chance is that of any fall. */
    DOWN("fall", "falls") {
        @Override
        BigDecimal chance(Forecast forecast, int day) {
            return Decimals.of(forecast.downProbability().get(day));
        }

        @Override
        boolean isReached(BigDecimal change, BigDecimal least) {
            return change.negate().compareTo(least) >= 0;
        }
    },

    /**
     * The chance is that of a change less that of a fall. A fall counts however small it is and a change only from 0.5 %
     * on, so a rise is at least as likely as this.
     */
    UP("rise", "rises") {
        @Override
        BigDecimal chance(Forecast forecast, int day) {
            return ANY.chance(forecast, day)
                    .subtract(DOWN.chance(forecast, day))
                    .max(BigDecimal.ZERO);
        }

        @Override
        boolean isReached(BigDecimal change, BigDecimal least) {
            return change.compareTo(least) >= 0;
        }
    },

    /** The chance is that of a change by 0.5 % or more. */
    ANY("change", "changes") {
        @Override
        BigDecimal chance(Forecast forecast, int day) {
            return Decimals.of(forecast.changeProbability().get(day));
        }

        @Override
        boolean isReached(BigDecimal change, BigDecimal least) {
            return change.abs().compareTo(least) >= 0;
        }
    };

    private final String verb;
    private final String thirdPerson;

    Direction(String verb, String thirdPerson) {
        this.verb = verb;
        this.thirdPerson = thirdPerson;
    }

    /** The chance of a move this way, 0 to 1; day 0 is the first after the origin day. */
    abstract BigDecimal chance(Forecast forecast, int day);

    /** Whether a change, below 0 for a fall, is a move this way by at least so much. */
    abstract boolean isReached(BigDecimal change, BigDecimal least);

    /** As in "it may fall". */
    String verb() {
        return verb;
    }

    /** As in "it falls". */
    String thirdPerson() {
        return thirdPerson;
    }
}
