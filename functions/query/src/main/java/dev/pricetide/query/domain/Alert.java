package dev.pricetide.query.domain;

import io.smallrye.graphql.api.Nullable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.eclipse.microprofile.graphql.Description;

/**
 * A rule that a forecast met.
 *
 * @param rule name of the rule
 * @param originDay origin day of the forecast
 * @param raisedAt when it was claimed
 * @param horizon days after the origin day at which the rule was met
 * @param lastPrice the newest price that the forecast knew
 * @param expectedPrice the forecast's median at the horizon
 * @param probability chance of what the rule watches for, 0 to 1
 * @param sentence what was met, in words
 * @param sentAt when it was sent, null as long as it was not
 */
@Description("A rule that a forecast met.")
public record Alert(
        String rule,
        LocalDate originDay,
        Instant raisedAt,

        @Nullable @Description("Days after the origin day at which the rule was met.")
        Integer horizon,

        @Nullable BigDecimal lastPrice,
        @Nullable BigDecimal expectedPrice,

        @Nullable @Description("Chance of what the rule watches for.")
        Double probability,

        @Nullable @Description("What was met, in words.") String sentence,

        @Nullable @Description("When it was sent; null as long as it was not.")
        Instant sentAt) {}
