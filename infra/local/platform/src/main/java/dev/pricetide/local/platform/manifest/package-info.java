/** What the manifests of {@code knative/} and {@code brokers/} say, as typed records. */
package dev.pricetide.local.platform.manifest;
