package dev.pricetide.events;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.pricetide.events", importOptions = ImportOption.DoNotIncludeTests.class)
class NoFrameworkTest {

    @ArchTest
    static final ArchRule THE_CONTRACT_NEEDS_CLOUDEVENTS_AND_JSON_ONLY = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "dev.pricetide.events..", "io.cloudevents..", "com.fasterxml.jackson..");
}
