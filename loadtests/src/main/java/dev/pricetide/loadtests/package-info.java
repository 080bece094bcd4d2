/** Measures the whole pipeline from outside: what is posted, what stands in the topic, what can be read. */
package dev.pricetide.loadtests;
