package dev.pricetide.predict.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * One row of a model's input tensors.
 *
 * @param price 90 prices, oldest first, 0 where there is none
 * @param mask 1 where there is a price, else 0
 * @param peerPrice the competitors' lowest prices, 0 where there is none
 * @param attributes codes of company and offer type in the model's vocabularies; ISO weekday of the origin
 */
public record ModelInput(float[] price, float[] mask, float[] peerPrice, long[] attributes) {

    byte[] sha256(String model) {
        int floats = price.length + mask.length + peerPrice.length;
        ByteBuffer bytes = ByteBuffer.allocate(floats * Float.BYTES + attributes.length * Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        for (float[] values : List.of(price, mask, peerPrice)) {
            for (float value : values) {
                bytes.putFloat(value);
            }
        }
        for (long attribute : attributes) {
            bytes.putLong(attribute);
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes.array());
            return digest.digest(model.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
