/** The trained model: its file, the contract that it must keep, and what goes in and comes out of it. */
package dev.pricetide.predict.model;
