/**
 * What the pipeline knows, over GraphQL and as a web page. {@code domain} is what is answered, {@code storage} where it
 * is read, {@code api} the questions, {@code console} the page.
 */
package dev.pricetide.query;
