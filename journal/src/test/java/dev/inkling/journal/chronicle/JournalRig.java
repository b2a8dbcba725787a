package dev.inkling.journal.chronicle;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.inkling.journal.CheckedPoller;
import dev.inkling.journal.FrameAppender;
import dev.inkling.journal.Frames;
import dev.inkling.journal.Journal;
import dev.inkling.journal.QueueName;
import dev.inkling.journal.TestFrames;

/** What the tests of the journal on disk do again and again. */
final class JournalRig {
    static final JournalOptions SMALL = new JournalOptions("FAST_HOURLY", 256L << 10);
    static final long START = 1_700_000_000_000L;

    private JournalRig() {
    }

    /** Appends frames numbered densely: moments and ticks, decisions or dead letters. */
    static void append(final Journal journal, final QueueName queue, final long first, final int count) {
        final FrameAppender appender = journal.appender(queue);
        for (long n = first; n < first + count; n++) {
            final TestFrames.Frame frame = frame(queue, n);
            appender.append(frame.buffer(), 0, frame.length(), n, START + n);
        }
    }

    static TestFrames.Frame frame(final QueueName queue, final long n) {
        switch (queue) {
            case EVENTS:
                return TestFrames.of((int) (n % 3), n);
            case DECISIONS:
                return TestFrames.of(6, n);
            default:
                return TestFrames.of(8, n);
        }
    }

    /** Reads a queue to its end, or to its first fault. */
    static CheckedPoller readAll(final Journal journal, final QueueName queue) {
        try (CheckedPoller poller = CheckedPoller.fromFirst(journal, queue)) {
            boolean more = poller.poll();
            while (more) {
                more = poller.poll();
            }
            return poller;
        }
    }

    static CheckedPoller readAll(final Path folder, final QueueName queue) {
        try (Journal journal = ChronicleJournal.openForReading(folder)) {
            return readAll(journal, queue);
        }
    }

    static List<Path> files(final Path folder, final QueueName queue) throws IOException {
        final List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder.resolve(queue.folder()), "*.cq4")) {
            stream.forEach(files::add);
        }
        files.sort(null);
        return files;
    }

    /** Flips a bit behind the prefix of the frame of a sequence, in the queue's only file. */
    static void damage(final Path folder, final QueueName queue, final long sequence) throws IOException {
        damage(folder, queue, 0, sequence);
    }

    /** Likewise, in one of the queue's files. */
    static void damage(final Path folder, final QueueName queue, final int number, final long sequence) throws IOException {
        final byte[] chain = new byte[8];
        try (Journal journal = ChronicleJournal.openForReading(folder);
            CheckedPoller poller = new CheckedPoller(journal.poller(queue), queue)) {
            boolean isFound = false;
            while (!isFound && poller.poll()) {
                isFound = Frames.sequence(poller.buffer(), 0) == sequence;
            }
            if (!isFound) {
                throw new AssertionError("no sequence " + sequence);
            }
            poller.buffer().getBytes(Frames.CHAIN_OFFSET, chain);
        }
        final Path file = files(folder, queue).get(number);
        final byte[] bytes = Files.readAllBytes(file);
        final int frame = indexOf(bytes, chain) - Frames.CHAIN_OFFSET;
        bytes[frame + Frames.PERSONAL_DIGEST_OFFSET] ^= 0x01;
        Files.write(file, bytes);
    }

    private static int indexOf(final byte[] bytes, final byte[] wanted) {
        for (int at = 0; at <= bytes.length - wanted.length; at++) {
            int same = 0;
            while (same < wanted.length && bytes[at + same] == wanted[same]) {
                same++;
            }
            if (same == wanted.length) {
                return at;
            }
        }
        throw new AssertionError("not in the file");
    }
}
