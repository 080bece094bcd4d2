package dev.pricetide.predict;

import dev.pricetide.predict.model.ForecastModel;
import dev.pricetide.predict.model.InvalidOutputException;
import dev.pricetide.predict.model.ModelOutput;
import dev.pricetide.predict.storage.ForecastKey;
import dev.pricetide.predict.storage.StoredForecast;
import dev.pricetide.predict.window.DailyPrices;
import dev.pricetide.predict.window.GroupWindows;
import dev.pricetide.predict.window.SeriesWindow;
import dev.pricetide.step.RejectedException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** Forecasts a product group from what was read of it. */
@ApplicationScoped
class Predictor {

    private static final Logger LOG = Logger.getLogger(Predictor.class);

    private final ForecastModel model;
    private final int maxSeries;

    Predictor(ForecastModel model, PredictConfig config) {
        this.model = model;
        this.maxSeries = config.maxSeries();
    }

    /** What the group's forecasts by the served model are kept under. */
    ForecastKey key(ProductGroup group) {
        return new ForecastKey(
                group.id(),
                group.history().origin(),
                model.card().model(),
                model.card().version());
    }

    /**
     * The forecasts of the whole group, in one run of the model. Where every kept forecast is of the very same inputs,
     * the model would only say the same again and is not asked.
     *
     * @param prices by product id
     * @param kept forecasts under the group's key, by product id
     * @param now when the model is asked
     * @throws RejectedException if the group is too large, or the model's answer can be no forecast
     */
    Prediction predict(
            ProductGroup group, Map<String, DailyPrices> prices, Map<String, StoredForecast> kept, Instant now) {
        List<Question> questions = new ArrayList<>();
        List<String> tooShort = new ArrayList<>();
        for (SeriesWindow window : GroupWindows.cut(group.series(), group.history(), prices)) {
            if (window.isLongEnough(model.card().minObserved())) {
                questions.add(Question.about(window, model.card()));
            } else {
                tooShort.add(window.series().productId());
            }
        }
        if (questions.size() > maxSeries) {
            throw new RejectedException(
                    "group-too-large",
                    "the product group " + group.id() + " has " + questions.size() + " series to forecast; at most "
                            + maxSeries + " fit into one event");
        }
        boolean known = questions.stream().allMatch(question -> question.isAnsweredBy(kept.get(question.productId())));
        LOG.debugf(
                "The group is forecast: group=%s origin=%s series=%d too-short=%d inference=%s",
                group.id(), group.history().origin(), questions.size(), tooShort.size(), !known);
        return new Prediction(
                key(group), known ? again(questions, kept) : fresh(questions, now), group.series(), tooShort);
    }

    private static List<StoredForecast> again(List<Question> questions, Map<String, StoredForecast> kept) {
        return questions.stream()
                .map(question -> {
                    StoredForecast answer = kept.get(question.productId());
                    return question.answered(answer.output(), answer.predictedAt());
                })
                .toList();
    }

    private List<StoredForecast> fresh(List<Question> questions, Instant now) {
        try {
            List<ModelOutput> outputs =
                    model.forecast(questions.stream().map(Question::input).toList());
            List<StoredForecast> forecasts = new ArrayList<>(outputs.size());
            for (int row = 0; row < outputs.size(); row++) {
                forecasts.add(questions.get(row).answered(outputs.get(row), now));
            }
            return forecasts;
        } catch (InvalidOutputException e) {
            throw new RejectedException(
                    "model-output",
                    "the model " + model.card() + " gave no forecast for the series "
                            + questions.get(e.row()).productId() + ": " + e.getMessage());
        }
    }
}
