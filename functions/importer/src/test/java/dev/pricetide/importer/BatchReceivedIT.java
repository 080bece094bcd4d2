package dev.pricetide.importer;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same against the packaged function, as a process of its own; native where it was built so. */
@QuarkusIntegrationTest
class BatchReceivedIT extends BatchReceivedTest {}
