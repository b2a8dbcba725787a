package dev.inkling.replay;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What this module's packages may know. */
class ArchitectureTest {
    private static final JavaClasses CLASSES =
        new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.inkling.replay");

    @Test
    void shouldKnowNeitherSocketsNorTheLibrariesBehindJournalAndRing() {
        noClasses().should().dependOnClassesThat()
            .resideInAnyPackage("io.netty..", "java.net..", "net.openhft..", "com.lmax..", "dev.cel..", "org.yaml..",
                "dev.inkling.ingest..")
            .check(CLASSES);
    }

    @Test
    void shouldReadPublicFilesWithoutKnowingTheEngine() {
        noClasses().that().resideInAPackage("dev.inkling.replay.source..").should().dependOnClassesThat()
            .resideInAnyPackage("dev.inkling.ring..", "dev.inkling.scoring..", "picocli..", "me.tongfei..")
            .check(CLASSES);
        noClasses().that().resideOutsideOfPackage("dev.inkling.replay.source..").should().dependOnClassesThat()
            .resideInAPackage("de.siegmar..")
            .check(CLASSES);
    }
}
