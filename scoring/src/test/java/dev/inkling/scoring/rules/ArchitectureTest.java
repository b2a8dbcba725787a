package dev.inkling.scoring.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Libraries that load rules stay where rules are loaded. */
@AnalyzeClasses(packages = "dev.inkling.scoring", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String LOAD = "dev.inkling.scoring.rules.load..";

    @ArchTest
    static final ArchRule ONLY_LOADING_SEES_CEL = noClasses().that().resideOutsideOfPackage(LOAD)
        .should().dependOnClassesThat().resideInAnyPackage("dev.cel..", "com.google..", "org.antlr..");

    @ArchTest
    static final ArchRule EVALUATION_SEES_NO_YAML = noClasses().that().resideInAPackage("dev.inkling.scoring.rules..")
        .and().resideOutsideOfPackage(LOAD)
        .should().dependOnClassesThat().resideInAPackage("org.yaml..");

    @ArchTest
    static final ArchRule RULES_KNOW_NO_ENGINE = noClasses().that().resideInAPackage("dev.inkling.scoring.rules..")
        .should().dependOnClassesThat().resideInAPackage("dev.inkling.scoring");

    @ArchTest
    static final ArchRule EVALUATION_KNOWS_NO_LOADING = noClasses().that().resideInAPackage("dev.inkling.scoring.rules..")
        .and().resideOutsideOfPackage(LOAD)
        .should().dependOnClassesThat().resideInAPackage(LOAD);
}
