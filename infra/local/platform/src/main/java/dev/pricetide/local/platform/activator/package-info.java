/**
 * Runs the functions as processes: none until the first request, more of them by concurrency, none again after the
 * window, as Knative Serving does. Everything that decides runs on one Vert.x event loop, so no class here needs a lock.
 */
package dev.pricetide.local.platform.activator;
