package dev.pricetide.predict.storage;

/** What became of a fragment's series when it was to be forecast. */
public enum ForecastState {
    FORECAST("forecast"),
    TOO_SHORT("too-short"),
    REJECTED("rejected");

    private final String text;

    ForecastState(String text) {
        this.text = text;
    }

    /** As it is stored. */
    public String text() {
        return text;
    }
}
