package dev.pricetide.step;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The data of an answer, already JSON. Funqy would write a byte array under {@code application/json} as base64.
 *
 * @param json written as it stands
 */
@RegisterForReflection
public record ReplyData(@JsonValue @JsonRawValue String json) {}
