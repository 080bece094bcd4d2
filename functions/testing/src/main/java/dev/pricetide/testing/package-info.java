/** What the functions' tests share: real servers, and CloudEvents over HTTP and out of Kafka. */
package dev.pricetide.testing;
