package dev.inkling.perf.append;

import java.nio.file.Path;

import dev.inkling.journal.FrameAppender;
import dev.inkling.journal.Journal;
import dev.inkling.journal.QueueName;
import dev.inkling.journal.chronicle.ChronicleJournal;
import dev.inkling.journal.chronicle.JournalOptions;

/** The events queue of a journal, as the server opens it. */
final class JournalTarget implements AppendTarget {
    private final SampleFrame frame;
    private final Journal journal;
    private final FrameAppender appender;

    JournalTarget(final Path folder, final SampleFrame frame) {
        this.frame = frame;
        journal = ChronicleJournal.open(folder, JournalOptions.defaults());
        appender = journal.appender(QueueName.EVENTS);
    }

    @Override
    public void append() {
        final long sequence = appender.lastSequence() + 1;
        appender.append(frame.buffer(), 0, frame.length(), sequence, sequence);
    }

    @Override
    public void sync() {
        appender.sync();
    }

    @Override
    public void close() {
        journal.close();
    }
}
