package dev.pricetide.predict.model;

import dev.pricetide.events.PricePredicted;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** A batch's outputs as the model gave them, checked row by row before anyone sees them. */
record OutputTensors(FloatBuffer quantiles, FloatBuffer changeProbability, FloatBuffer downProbability) {

    private static final int DAYS = PricePredicted.HORIZON;

    /** @throws InvalidOutputException if a quantile is no price, a day's quantiles fall, or a chance is none */
    List<ModelOutput> rows(int count) {
        List<ModelOutput> rows = new ArrayList<>(count);
        for (int row = 0; row < count; row++) {
            ModelOutput output = new ModelOutput(
                    slice(quantiles, row, DAYS * ModelOutput.QUANTILES),
                    slice(changeProbability, row, DAYS),
                    slice(downProbability, row, DAYS));
            check(row, output);
            rows.add(output);
        }
        return rows;
    }

    private static List<Float> slice(FloatBuffer buffer, int row, int width) {
        return IntStream.range(row * width, (row + 1) * width)
                .mapToObj(buffer::get)
                .toList();
    }

    private static void check(int row, ModelOutput output) {
        check(row, "quantiles", output.quantiles(), price -> Float.isFinite(price) && price > 0);
        check(row, "change_prob", output.changeProbability(), OutputTensors::isChance);
        check(row, "down_prob", output.downProbability(), OutputTensors::isChance);
        for (int day = 0; day < DAYS; day++) {
            List<Float> rising =
                    output.quantiles().subList(day * ModelOutput.QUANTILES, (day + 1) * ModelOutput.QUANTILES);
            if (rising.get(0) > rising.get(1) || rising.get(1) > rising.get(2)) {
                throw new InvalidOutputException(
                        row, "quantiles of day " + (day + 1) + " are " + rising + ", which fall");
            }
        }
    }

    private static boolean isChance(float value) {
        return value >= 0 && value <= 1;
    }

    private static void check(int row, String name, List<Float> values, Predicate<Float> valid) {
        for (int index = 0; index < values.size(); index++) {
            if (!valid.test(values.get(index))) {
                int day = index / (values.size() / DAYS) + 1;
                throw new InvalidOutputException(row, name + " of day " + day + " has " + values.get(index));
            }
        }
    }
}
