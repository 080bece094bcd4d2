package dev.pricetide.query.storage;

/** A stored float as the double that reads the same: 272.89, not 272.8900146484375. */
final class Decimals {

    private Decimals() {}

    static double of(float stored) {
        return Double.parseDouble(Float.toString(stored));
    }
}
