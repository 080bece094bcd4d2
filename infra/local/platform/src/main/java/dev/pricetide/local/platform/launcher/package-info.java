/** The command line: starts all of Pricetide on one machine, and sends files to it. */
package dev.pricetide.local.platform.launcher;
