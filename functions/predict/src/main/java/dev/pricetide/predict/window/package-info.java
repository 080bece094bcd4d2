/** From measures to what a model is told: plain values, no framework. */
package dev.pricetide.predict.window;
