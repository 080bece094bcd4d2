/** How the web page is served; the page itself lies in {@code META-INF/resources}. */
package dev.pricetide.query.console;
