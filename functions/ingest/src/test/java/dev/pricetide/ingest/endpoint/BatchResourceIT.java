package dev.pricetide.ingest.endpoint;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same against the packaged application, a jar or a native executable. */
@QuarkusIntegrationTest
class BatchResourceIT extends BatchResourceTest {}
