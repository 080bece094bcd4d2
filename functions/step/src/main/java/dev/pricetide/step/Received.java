package dev.pricetide.step;

import dev.pricetide.events.EventData;

/**
 * An event that a step is to answer.
 *
 * @param id the event's id, from which the answer's is derived
 * @param data what it says, checked against the contract
 */
public record Received<T extends EventData>(String id, T data) {}
