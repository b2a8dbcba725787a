package dev.inkling.journal.chronicle;

import static dev.inkling.journal.chronicle.JournalRig.SMALL;
import static dev.inkling.journal.chronicle.JournalRig.append;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

import dev.inkling.journal.Journal;
import dev.inkling.journal.JournalException;
import dev.inkling.journal.QueueName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A standby takes over: all that was acknowledged is there, and the one before can add nothing. */
class PromotionTest {
    private static final int ALL = 1 << 20;
    private static final int ROUNDS = 30;
    private static final long BEFORE = 2_000L;

    @TempDir
    private Path folder;
    private Path followed;
    private Path own;

    @BeforeEach
    void name() {
        followed = folder.resolve("primary");
        own = folder.resolve("standby");
    }

    @Test
    void shouldTakeOverFromADeadWriterAndShutItOut() {
        writeAndClose(1, 100);
        try (JournalMirror mirror = JournalMirror.open(followed, own)) {
            mirror.copy(10);
            final Promotion promotion = mirror.promote(false);
            assertEquals(new Promotion(100L, 2, true, true), promotion);
            try (Journal journal = mirror.journal()) {
                assertEquals(2, journal.epoch());
                append(journal, QueueName.EVENTS, 101, 10);
            }
        }
        for (int attempt = 0; attempt < 2; attempt++) {
            final JournalException refused = assertThrows(JournalException.class, () -> ChronicleJournal.open(followed, SMALL));
            assertTrue(refused.getMessage().contains("was taken over at sequence 100 by epoch 2: serve from " + own),
                refused.getMessage());
        }
        try (Journal journal = ChronicleJournal.open(own, SMALL)) {
            assertEquals(3, journal.epoch());
            assertEquals(110L, journal.appender(QueueName.EVENTS).lastSequence());
        }
    }

    /** The unit file of a standby says --follow also after its promotion: what it acknowledged since is not what comes again. */
    @Test
    void shouldNotFollowAgainWhatItHasTakenOverFrom() throws IOException {
        writeAndClose(1, 100);
        assertFalse(JournalMirror.isPromoted(followed, own));
        try (Journal promoted = promote(followed, own, 0)) {
            append(promoted, QueueName.EVENTS, 101, 50);
        }
        // The one that was taken over has nothing that the other does not have.
        JournalMirror.open(own, followed).close();
        tearMiddle(own);
        final String before = FolderContent.digest(own);
        assertTrue(JournalMirror.isPromoted(followed, own));
        final JournalException refused = assertThrows(JournalException.class, () -> JournalMirror.open(followed, own));
        assertTrue(refused.getMessage().contains("has taken over from " + followed), refused.getMessage());
        assertEquals(before, FolderContent.digest(own));
    }

    @Test
    void shouldCutNothingOfAJournalThatIsNoCopy() throws IOException {
        writeAndClose(1, 100);
        try (ChronicleJournal other = ChronicleJournal.open(own, SMALL)) {
            append(other, QueueName.EVENTS, 1, 100);
        }
        tearMiddle(own);
        final byte[] before = Files.readAllBytes(JournalRig.files(own, QueueName.EVENTS).get(0));
        final JournalException refused = assertThrows(JournalException.class, () -> JournalMirror.open(followed, own));
        assertTrue(refused.getMessage().contains("damaged behind sequence"), refused.getMessage());
        assertArrayEquals(before, Files.readAllBytes(JournalRig.files(own, QueueName.EVENTS).get(0)));
    }

    private static void tearMiddle(final Path folder) throws IOException {
        final TornFile file = TornFile.newest(folder, QueueName.EVENTS);
        final int from = file.recordFromEnd(30);
        file.overwrite(from, file.recordFromEnd(20) - from, null);
    }

    @Test
    void shouldLetTheOldOneInAgainOnceTheFenceIsLifted() throws IOException {
        writeAndClose(1, 100);
        promote(followed, own, 0).close();
        Files.delete(followed.resolve(Fence.FILE));
        ChronicleJournal.open(followed, SMALL).close();
    }

    @Test
    void shouldRefuseWhileAWriterLivesUnlessForced() {
        try (ChronicleJournal primary = ChronicleJournal.open(followed, SMALL);
            JournalMirror mirror = JournalMirror.open(followed, own)) {
            append(primary, QueueName.EVENTS, 1, 100);
            assertThrows(JournalException.class, () -> mirror.promote(false));
            append(primary, QueueName.EVENTS, 101, 100);
            assertEquals(new Promotion(200L, 2, true, true), mirror.promote(true));
            for (final QueueName queue : QueueName.values()) {
                final JournalException refused = assertThrows(JournalException.class,
                    () -> append(primary, queue, queue == QueueName.EVENTS ? 201 : 1, 1));
                assertTrue(refused.getMessage().contains("taken over"), refused.getMessage());
            }
            mirror.journal().close();
        }
    }

    /** What an append returned for is in the copy, whenever the fence comes; counted, not timed. */
    @Test
    void shouldHoldEachFrameThatWasAcknowledgedBeforeTheFence() throws InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            final Path from = folder.resolve("p" + round);
            try (ChronicleJournal primary = ChronicleJournal.open(from, SMALL);
                JournalMirror mirror = JournalMirror.open(from, folder.resolve("s" + round))) {
                final AtomicLong acknowledged = new AtomicLong();
                final Thread writer = new Thread(() -> writeUntilShutOut(primary, acknowledged));
                writer.start();
                while (acknowledged.get() < BEFORE + 17L * round) {
                    mirror.copy(ALL);
                }
                final Promotion promotion = mirror.promote(true);
                writer.join();
                final long last = acknowledged.get();
                assertTrue(last >= BEFORE && last <= promotion.sequence(), last + " were acknowledged, and " + promotion);
                assertEquals(promotion.sequence(), JournalRig.readAll(mirror.journal(), QueueName.EVENTS).lastSequence());
                // Behind what was acknowledged there is at most the one append that was refused.
                assertTrue(promotion.sequence() <= last + 1, last + " were acknowledged, and " + promotion);
                mirror.journal().close();
            }
        }
    }

    private static void writeUntilShutOut(final Journal primary, final AtomicLong acknowledged) {
        try {
            for (long n = 1; n < Long.MAX_VALUE; n++) {
                append(primary, QueueName.EVENTS, n, 1);
                acknowledged.set(n);
            }
        } catch (final JournalException shutOut) {
            assertTrue(shutOut.getMessage().contains("taken over"), shutOut.getMessage());
        }
    }

    @Test
    void shouldRefuseASecondStandbyOfTheSame() {
        writeAndClose(1, 100);
        try (JournalMirror late = JournalMirror.open(followed, folder.resolve("late"))) {
            promote(followed, own, 0).close();
            final JournalException refused = assertThrows(JournalException.class, () -> late.promote(true));
            assertTrue(refused.getMessage().contains("taken over at sequence 100"), refused.getMessage());
        }
    }

    @Test
    void shouldFollowTheOtherWayRoundAndTakeOverAgain() {
        writeAndClose(1, 100);
        try (Journal second = promote(followed, own, 0)) {
            append(second, QueueName.EVENTS, 101, 100);
        }
        try (Journal first = promote(own, followed, 0)) {
            assertEquals(3, first.epoch());
            append(first, QueueName.EVENTS, 201, 100);
        }
        assertEquals(300L, JournalRig.readAll(followed, QueueName.EVENTS).lastSequence());
        assertThrows(JournalException.class, () -> ChronicleJournal.open(own, SMALL));
    }

    @Test
    void shouldTakeOverWithoutTheOtherOnlyByForce() throws IOException {
        writeAndClose(1, 100);
        try (JournalMirror mirror = JournalMirror.open(followed, own)) {
            JournalMirrorTest.copyAll(mirror);
            Files.move(followed, folder.resolve("gone"));
            assertThrows(JournalException.class, () -> mirror.promote(false));
            assertEquals(new Promotion(100L, 2, false, false), mirror.promote(true));
            mirror.journal().close();
        }
        assertFalse(Files.exists(followed));
    }

    @Test
    void shouldTakeBackDecisionsWhoseEventsWereLost() {
        try (ChronicleJournal primary = ChronicleJournal.open(followed, SMALL)) {
            append(primary, QueueName.EVENTS, 1, 10);
            append(primary, QueueName.DECISIONS, 1, 15);
        }
        try (Journal journal = promote(followed, own, 5)) {
            // 15 decisions and the void frame that takes those behind 10 back.
            assertEquals(10L, JournalRig.readAll(journal, QueueName.DECISIONS).lastSequence());
            assertEquals(16, JournalMirrorTest.frames(own, QueueName.DECISIONS).size());
        }
    }

    private void writeAndClose(final long first, final int count) {
        try (ChronicleJournal primary = ChronicleJournal.open(followed, SMALL)) {
            append(primary, QueueName.EVENTS, first, count);
        }
    }

    private static Journal promote(final Path from, final Path to, final int copied) {
        final JournalMirror mirror = JournalMirror.open(from, to);
        mirror.copy(copied);
        mirror.promote(false);
        return mirror.journal();
    }
}
