package dev.pricetide.ingest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.pricetide.ingest", importOptions = ImportOption.DoNotIncludeTests.class)
class NoFrameworkTest {

    @ArchTest
    static final ArchRule reading_rows_needs_nothing = classes()
            .that()
            .resideInAPackage("..ingest.csv")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "dev.pricetide.ingest.csv");

    @ArchTest
    static final ArchRule making_events_needs_the_contract_only = classes()
            .that()
            .resideInAPackage("..ingest.batch")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "io.cloudevents",
                    "dev.pricetide.events",
                    "dev.pricetide.ingest.csv",
                    "dev.pricetide.ingest.batch");

    @ArchTest
    static final ArchRule writing_to_kafka_knows_no_http = classes()
            .that()
            .resideInAPackage("..ingest.kafka")
            .should()
            .onlyBeAccessed()
            .byAnyPackage("dev.pricetide.ingest.kafka", "dev.pricetide.ingest.endpoint");
}
