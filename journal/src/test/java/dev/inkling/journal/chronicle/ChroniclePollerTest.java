package dev.inkling.journal.chronicle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.inkling.journal.CheckedPoller;
import dev.inkling.journal.FramePoller;
import dev.inkling.journal.FrameVerdict;
import dev.inkling.journal.Frames;
import dev.inkling.journal.QueueName;
import net.openhft.chronicle.wire.Wires;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A poller runs ahead of Chronicle's tailer within a block, and finds what the tailer would. */
class ChroniclePollerTest {
    /** Several blocks of 256 KiB. */
    private static final int FRAMES = 6_000;
    private static final String INDEX = "index";

    @TempDir
    private Path folder;

    @Test
    void shouldFindTheNextOfALengthAndTemplateAsReadingAllWould() {
        try (ChronicleJournal journal = ChronicleJournal.open(folder, JournalRig.SMALL)) {
            JournalRig.append(journal, QueueName.EVENTS, 1, FRAMES);
            for (int kind = 1; kind <= 3; kind++) {
                final int length = JournalRig.frame(QueueName.EVENTS, kind).length();
                final int template = Frames.templateId(JournalRig.frame(QueueName.EVENTS, kind).buffer(), 0);
                final List<Long> expected = new ArrayList<>();
                try (FramePoller all = journal.poller(QueueName.EVENTS)) {
                    while (all.poll()) {
                        if (all.length() == length && Frames.templateId(all.buffer(), 0) == template) {
                            expected.add(Frames.sequence(all.buffer(), 0));
                        }
                    }
                }
                assertFalse(expected.isEmpty());
                final List<Long> found = new ArrayList<>();
                try (FramePoller poller = journal.poller(QueueName.EVENTS)) {
                    while (poller.pollNext(length, template)) {
                        found.add(Frames.sequence(poller.buffer(), 0));
                    }
                }
                assertEquals(expected, found);
            }
        }
    }

    @Test
    void shouldGoOnAsFramesAreAppended() {
        try (ChronicleJournal journal = ChronicleJournal.open(folder, JournalRig.SMALL);
            CheckedPoller poller = new CheckedPoller(journal.poller(QueueName.EVENTS), QueueName.EVENTS)) {
            long last = 0;
            for (int burst = 0; burst < 200; burst++) {
                assertFalse(poller.poll());
                JournalRig.append(journal, QueueName.EVENTS, last + 1, burst);
                for (int i = 0; i < burst; i++) {
                    assertTrue(poller.poll());
                }
                last += burst;
                assertEquals(last, poller.lastSequence());
            }
        }
    }

    @Test
    void shouldReadOnWhereTheIndexLeadsElsewhere() throws IOException {
        try (ChronicleJournal journal = ChronicleJournal.open(folder, JournalRig.SMALL)) {
            JournalRig.append(journal, QueueName.EVENTS, 1, FRAMES);
        }
        assertTrue(misleadIndex(JournalRig.files(folder, QueueName.EVENTS).get(0)) > 0);

        final CheckedPoller poller = JournalRig.readAll(folder, QueueName.EVENTS);

        assertEquals(FrameVerdict.OK, poller.verdict());
        assertEquals(FRAMES, poller.lastSequence());
    }

    /** Lets every entry of the index point to the first frame. */
    private static int misleadIndex(final Path file) throws IOException {
        final ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        final Set<Long> frames = new HashSet<>();
        final List<Integer> pages = new ArrayList<>();
        long first = 0;
        int at = 0;
        for (int header = bytes.getInt(0); header != 0; header = bytes.getInt(at)) {
            if (Wires.isReadyData(header)) {
                first = first == 0 ? at : first;
                frames.add((long) at);
            } else if (new String(bytes.array(), at + 6, INDEX.length(), StandardCharsets.US_ASCII).equals(INDEX)) {
                pages.add(at);
            }
            at = (int) RecordFile.behind(at, header);
        }
        int changed = 0;
        for (final int page : pages) {
            final int end = page + Wires.SPB_HEADER_SIZE + Wires.lengthOf(bytes.getInt(page));
            for (int entry = (page + 7) & -8; entry + Long.BYTES <= end; entry += Long.BYTES) {
                if (bytes.getLong(entry) != first && frames.contains(bytes.getLong(entry))) {
                    bytes.putLong(entry, first);
                    changed++;
                }
            }
        }
        Files.write(file, bytes.array());
        return changed;
    }
}
