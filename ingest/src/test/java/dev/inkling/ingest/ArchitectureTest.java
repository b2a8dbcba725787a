package dev.inkling.ingest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.lmax.disruptor.Sequence;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import net.openhft.chronicle.core.OS;
import org.junit.jupiter.api.Test;

/** Arrows that Maven cannot see: the Disruptor and Chronicle come along with the modules that this one may know. */
class ArchitectureTest {
    private static final ArchRule KNOWS_RING_AND_JOURNAL_ONLY_BY_THEIR_OWN_CLASSES = noClasses().should().dependOnClassesThat()
        .resideInAnyPackage("com.lmax..", "net.openhft..", "dev.cel..", "dev.inkling.replay..");

    /** One class that looks beyond each. */
    private static final class LooksIntoTheRing {
        private final Sequence sequence = new Sequence();
    }

    private static final class LooksIntoTheJournal {
        private final int pageBytes = OS.pageSize();
    }

    @Test
    void shouldKnowNeitherTheDisruptorNorChronicle() {
        final JavaClasses classes =
            new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.inkling.ingest");
        assertTrue(classes.contain(Server.class));
        KNOWS_RING_AND_JOURNAL_ONLY_BY_THEIR_OWN_CLASSES.check(classes);
    }

    @Test
    void shouldSeeAClassThatLooksBeyond() {
        for (final Class<?> beyond : new Class<?>[] {LooksIntoTheRing.class, LooksIntoTheJournal.class}) {
            final JavaClasses classes = new ClassFileImporter().importClasses(beyond);
            assertThrows(AssertionError.class, () -> KNOWS_RING_AND_JOURNAL_ONLY_BY_THEIR_OWN_CLASSES.check(classes), beyond.getName());
        }
    }
}
