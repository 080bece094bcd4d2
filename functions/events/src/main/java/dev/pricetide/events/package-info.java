/** The event contract: the six events of the pipeline as records, and their way into CloudEvents and back. */
package dev.pricetide.events;
