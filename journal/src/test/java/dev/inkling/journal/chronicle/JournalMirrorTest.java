package dev.inkling.journal.chronicle;

import static dev.inkling.journal.chronicle.JournalRig.SMALL;
import static dev.inkling.journal.chronicle.JournalRig.START;
import static dev.inkling.journal.chronicle.JournalRig.append;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import dev.inkling.journal.CheckedPoller;
import dev.inkling.journal.FrameVerdict;
import dev.inkling.journal.Journal;
import dev.inkling.journal.JournalException;
import dev.inkling.journal.QueueName;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mirror holds the frames of what it follows, byte for byte, whatever happens to either. */
class JournalMirrorTest {
    private static final int ALL = 1 << 20;

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
    void shouldHoldTheSameBytesOverRollsWhileTheWriterGoesOn() {
        final long[] now = {START};
        try (ChronicleJournal primary = ChronicleJournal.open(followed, SMALL, () -> now[0]);
            JournalMirror mirror = JournalMirror.open(followed, own)) {
            for (int hour = 0; hour < 4; hour++) {
                now[0] = START + hour * 3_600_000L;
                for (final QueueName queue : QueueName.values()) {
                    append(primary, queue, hour * 1_500L + 1, 1_500);
                }
                copyAll(mirror);
                assertEquals(1_500L * (hour + 1), mirror.lastSequence());
                assertEquals(0L, mirror.framesBehind());
                assertSameFrames();
            }
        }
    }

    @Test
    void shouldGoOnWhereverItWasStopped() {
        try (ChronicleJournal primary = ChronicleJournal.open(followed, SMALL)) {
            for (int round = 0; round < 20; round++) {
                for (final QueueName queue : QueueName.values()) {
                    append(primary, queue, round * 10L + 1, 10);
                }
                try (JournalMirror mirror = JournalMirror.open(followed, own)) {
                    mirror.copy(round + 1);
                }
                if (round == 7) {
                    FollowFile.delete(own);
                }
            }
            try (JournalMirror mirror = JournalMirror.open(followed, own)) {
                copyAll(mirror);
            }
            assertEquals(200L, JournalRig.readAll(own, QueueName.EVENTS).lastSequence());
            assertSameFrames();
        }
    }

    @Test
    void shouldNotHoldADecisionBeforeItsEvent() {
        try (ChronicleJournal primary = ChronicleJournal.open(followed, SMALL);
            JournalMirror mirror = JournalMirror.open(followed, own)) {
            append(primary, QueueName.EVENTS, 1, 10);
            append(primary, QueueName.DECISIONS, 1, 10);
            mirror.copy(4);
            assertEquals(4L, mirror.lastSequence());
            assertEquals(4L, mirror.lastDecided());
            assertEquals(6L, mirror.framesBehind());
            append(primary, QueueName.DECISIONS, 11, 5);
            copyAll(mirror);
            assertEquals(10L, mirror.lastDecided());
        }
    }

    @Test
    void shouldFollowTheNextWriter() {
        try (ChronicleJournal primary = ChronicleJournal.open(followed, SMALL)) {
            append(primary, QueueName.EVENTS, 1, 100);
        }
        try (JournalMirror mirror = JournalMirror.open(followed, own)) {
            copyAll(mirror);
            for (int epoch = 2; epoch < 5; epoch++) {
                try (ChronicleJournal primary = ChronicleJournal.open(followed, SMALL)) {
                    assertEquals(epoch, primary.epoch());
                    append(primary, QueueName.EVENTS, (epoch - 1) * 100 + 1, 100);
                    while (mirror.lastSequence() < epoch * 100) {
                        mirror.copy(ALL);
                    }
                }
                assertSameFrames();
            }
        }
    }

    @Test
    void shouldFollowOverAnEndThatWasTakenBack() throws IOException {
        try (ChronicleJournal primary = ChronicleJournal.open(followed, SMALL)) {
            append(primary, QueueName.EVENTS, 1, 100);
        }
        try (JournalMirror mirror = JournalMirror.open(followed, own)) {
            mirror.copy(99);
            JournalRig.damage(followed, QueueName.EVENTS, 100);
            mirror.reopen();
            final JournalException damaged = assertThrows(JournalException.class, () -> mirror.copy(ALL));
            assertTrue(damaged.getMessage().contains("behind sequence 99"), damaged.getMessage());
            try (ChronicleJournal primary = ChronicleJournal.open(followed, SMALL)) {
                append(primary, QueueName.EVENTS, 101, 10);
                mirror.reopen();
                copyAll(mirror);
                assertEquals(110L, mirror.lastSequence());
                assertEquals(1L, mirror.amendments());
                assertSameFrames();
            }
        }
    }

    @Test
    void shouldRefuseToFollowWhatLostFramesThatItHolds() throws IOException {
        try (ChronicleJournal primary = ChronicleJournal.open(followed, SMALL)) {
            append(primary, QueueName.EVENTS, 1, 100);
        }
        try (JournalMirror mirror = JournalMirror.open(followed, own)) {
            copyAll(mirror);
            JournalRig.damage(followed, QueueName.EVENTS, 100);
            try (ChronicleJournal primary = ChronicleJournal.open(followed, SMALL)) {
                append(primary, QueueName.EVENTS, 101, 10);
                final JournalException diverged = assertThrows(JournalException.class, mirror::reopen);
                assertTrue(diverged.getMessage().contains("does not hold sequence 100 as it was copied"), diverged.getMessage());
                assertThrows(JournalException.class, () -> mirror.copy(ALL));
            }
        }
        assertThrows(JournalException.class, () -> JournalMirror.open(followed, own));
        assertEquals(100L, JournalRig.readAll(own, QueueName.EVENTS).lastSequence());
    }

    @Test
    void shouldCopyAgainWhatWasDamagedAtItsOwnEnd() throws IOException {
        try (ChronicleJournal primary = ChronicleJournal.open(followed, SMALL)) {
            for (final QueueName queue : QueueName.values()) {
                append(primary, queue, 1, 100);
            }
            try (JournalMirror mirror = JournalMirror.open(followed, own)) {
                copyAll(mirror);
            }
            for (final QueueName queue : QueueName.values()) {
                JournalRig.damage(own, queue, 100);
            }
            try (JournalMirror mirror = JournalMirror.open(followed, own)) {
                assertEquals(99L, mirror.lastSequence());
                copyAll(mirror);
                assertEquals(0L, mirror.amendments());
            }
            assertSameFrames();
        }
    }

    @Test
    void shouldGoOnFromABackup() {
        try (ChronicleJournal primary = ChronicleJournal.open(followed, SMALL)) {
            for (final QueueName queue : QueueName.values()) {
                append(primary, queue, 1, 100);
            }
            Backup.copy(followed, folder.resolve("backup"), bytes -> { });
            Backup.restore(folder.resolve("backup"), own, bytes -> { });
            for (final QueueName queue : QueueName.values()) {
                append(primary, queue, 101, 100);
            }
            try (JournalMirror mirror = JournalMirror.open(followed, own)) {
                assertEquals(100L, mirror.lastSequence());
                copyAll(mirror);
            }
            assertSameFrames();
        }
    }

    @Test
    void shouldNotCopyWhatIsDamaged() throws IOException {
        try (ChronicleJournal primary = ChronicleJournal.open(followed, SMALL)) {
            append(primary, QueueName.EVENTS, 1, 100);
        }
        JournalRig.damage(followed, QueueName.EVENTS, 50);
        try (JournalMirror mirror = JournalMirror.open(followed, own)) {
            final JournalException damaged = assertThrows(JournalException.class, () -> mirror.copy(ALL));
            assertTrue(damaged.getMessage().contains("BAD_CRC"), damaged.getMessage());
            assertEquals(49L, mirror.lastSequence());
        }
    }

    @Test
    void shouldRefuseItselfWhatIsNotThereAndWhatIsInUse() {
        assertThrows(JournalException.class, () -> JournalMirror.open(followed, own));
        try (ChronicleJournal primary = ChronicleJournal.open(followed, SMALL)) {
            append(primary, QueueName.EVENTS, 1, 1);
            assertThrows(JournalException.class, () -> JournalMirror.open(followed, followed));
            try (JournalMirror mirror = JournalMirror.open(followed, own)) {
                assertThrows(JournalException.class, () -> JournalMirror.open(followed, own));
                assertThrows(JournalException.class, () -> mirror.journal().appender(QueueName.EVENTS));
            }
            final JournalException copy = assertThrows(JournalException.class, () -> ChronicleJournal.open(own, SMALL));
            assertTrue(copy.getMessage().contains("standby's copy of " + followed), copy.getMessage());
        }
    }

    @Test
    void shouldTouchNothingOfWhatItFollows() throws IOException {
        try (ChronicleJournal primary = ChronicleJournal.open(followed, SMALL)) {
            append(primary, QueueName.EVENTS, 1, 100);
        }
        final String before = FolderContent.digest(followed);
        try (JournalMirror mirror = JournalMirror.open(followed, own)) {
            copyAll(mirror);
        }
        assertEquals(before, FolderContent.digest(followed));
        assertTrue(Files.exists(own.resolve("follow.properties")));
    }

    static void copyAll(final JournalMirror mirror) {
        int copied;
        do {
            copied = mirror.copy(ALL);
        } while (copied > 0);
    }

    private void assertSameFrames() {
        for (final QueueName queue : QueueName.values()) {
            assertEquals(frames(followed, queue), frames(own, queue), queue.folder());
        }
    }

    static List<String> frames(final Path of, final QueueName queue) {
        final List<String> frames = new ArrayList<>();
        try (Journal journal = ChronicleJournal.openForReading(of);
            CheckedPoller poller = new CheckedPoller(journal.poller(queue), queue)) {
            while (poller.poll()) {
                frames.add(hex(poller.buffer(), poller.length()));
            }
            assertEquals(FrameVerdict.OK, poller.verdict());
        }
        return frames;
    }

    private static String hex(final DirectBuffer buffer, final int length) {
        final byte[] bytes = new byte[length];
        buffer.getBytes(0, bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
