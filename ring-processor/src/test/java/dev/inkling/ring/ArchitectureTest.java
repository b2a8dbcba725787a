package dev.inkling.ring;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Arrows that Maven cannot see. */
@AnalyzeClasses(packages = "dev.inkling.ring", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule SHOULD_NOT_SEE_CHRONICLE_OR_NETTY = noClasses()
        .should().dependOnClassesThat().resideInAnyPackage("net.openhft..", "io.netty..", "dev.inkling.journal.chronicle..");

    @ArchTest
    static final ArchRule SHOULD_KEEP_THE_PROCESSOR_FREE_OF_CLOCKS_RANDOMNESS_AND_FILES = noClasses()
        .that().haveSimpleNameStartingWith("MomentProcessor").or().haveSimpleNameStartingWith("Decision")
        .or().haveSimpleNameStartingWith("MomentReader").or().haveSimpleNameStartingWith("MomentTime")
        .or().haveSimpleNameStartingWith("ProcessorConfiguration").or().haveSimpleNameStartingWith("RollingDigest")
        .should().dependOnClassesThat().resideInAnyPackage("java.io..", "java.nio.file..", "java.time..", "java.util.concurrent..")
        .orShould().dependOnClassesThat().haveFullyQualifiedName("java.util.Random")
        .orShould().callMethod(System.class, "currentTimeMillis")
        .orShould().callMethod(System.class, "nanoTime");
}
