package dev.inkling.journal;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which package of this module may see which library. */
@AnalyzeClasses(packages = "dev.inkling.journal", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule ONLY_ONE_PACKAGE_SEES_CHRONICLE = noClasses().that()
        .resideOutsideOfPackage("dev.inkling.journal.chronicle..")
        .should().dependOnClassesThat().resideInAPackage("net.openhft..");

    @ArchTest
    static final ArchRule ONLY_ONE_PACKAGE_SEES_JACKSON = noClasses().that()
        .resideOutsideOfPackage("dev.inkling.journal.json..")
        .should().dependOnClassesThat().resideInAPackage("com.fasterxml..");

    @ArchTest
    static final ArchRule FRAMES_DO_NOT_KNOW_WHERE_THEY_ARE_KEPT = noClasses().that()
        .resideInAPackage("dev.inkling.journal")
        .should().dependOnClassesThat().resideInAnyPackage("dev.inkling.journal.chronicle..", "dev.inkling.journal.json..");
}
