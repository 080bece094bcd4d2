/** The questions that GraphQL takes, their limits, and what they say when something is wrong. */
package dev.pricetide.query.api;
