package dev.inkling.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;

import dev.inkling.journal.Journal;
import dev.inkling.journal.MemoryJournal;
import dev.inkling.journal.chronicle.ChronicleJournal;
import dev.inkling.journal.chronicle.JournalOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same stream gives the same digest and decisions, whoever runs the handlers, and with a restart in the middle. */
class ThreadModesTest {
    private static final int REQUESTS = 300;
    private static final long SEED = 42;

    private long digest;

    private void run(final Journal journal, final ThreadMode mode, final int from, final int to) {
        final Pipeline pipeline = Pipeline.start(Setups.context(journal, mode));
        final Replies replies = new Replies(pipeline);
        final TestBatch batch = new TestBatch();
        for (int request = from; request < to; request++) {
            Setups.fill(batch, request, SEED);
            replies.put(batch, request);
        }
        replies.await(to - from);
        pipeline.close();
        digest = ((RingPipeline) pipeline).processor().digest();
    }

    @Test
    void shouldDecideTheSameInEveryModeAndWithARestart() {
        final MemoryJournal whole = new MemoryJournal();
        run(whole, ThreadMode.INVOKER, 0, REQUESTS);
        final long expected = digest;
        final List<String> decisions = Setups.decisions(whole);
        assertTrue(decisions.size() > 500, "too few decisions to tell: " + decisions.size());

        for (final ThreadMode mode : ThreadMode.values()) {
            final MemoryJournal journal = new MemoryJournal();
            run(journal, mode, 0, REQUESTS / 2);
            run(journal.reopen(), mode, REQUESTS / 2, REQUESTS);
            assertEquals(expected, digest, mode + " has another digest");
            assertEquals(decisions, Setups.decisions(journal), mode + " has other decisions");
            final Verification.Result result = Setups.verify(journal);
            assertEquals(0, result.divergences(), result.reason());
            assertEquals(expected, result.digest());
            assertEquals(decisions.size(), result.decisions());
        }
    }

    @Test
    void shouldDecideTheSameOnDisk(@TempDir final Path folder) {
        run(new MemoryJournal(), ThreadMode.INVOKER, 0, REQUESTS);
        final long expected = digest;
        try (ChronicleJournal first = ChronicleJournal.open(folder, JournalOptions.defaults())) {
            run(first, ThreadMode.SHARED, 0, REQUESTS / 2);
        }
        try (ChronicleJournal second = ChronicleJournal.open(folder, JournalOptions.defaults())) {
            run(second, ThreadMode.DEDICATED, REQUESTS / 2, REQUESTS);
        }
        assertEquals(expected, digest);
        try (ChronicleJournal reader = ChronicleJournal.openForReading(folder)) {
            final Verification.Result result = Setups.verify(reader);
            assertEquals(0, result.divergences(), result.reason());
            assertEquals(expected, result.digest());
        }
    }

    @Test
    void shouldHaveTheSameDigestUnderAnotherSecret() {
        final long[] digests = new long[2];
        for (int i = 0; i < 2; i++) {
            final Pipeline pipeline = Pipeline.start(Setups.context(new MemoryJournal(), ThreadMode.INVOKER)
                .configuration(Setups.texts().withRules("always", Setups.ALWAYS_RULES)));
            final Replies replies = new Replies(pipeline);
            final TestBatch batch = new TestBatch(i == 0 ? TestBatch.SECRET : "ffeeddccbbaa99887766554433221100");
            for (int request = 0; request < 50; request++) {
                Setups.fill(batch, request, SEED);
                replies.put(batch, request);
            }
            replies.await(50);
            pipeline.close();
            digests[i] = ((RingPipeline) pipeline).processor().digest();
        }
        assertEquals(digests[0], digests[1]);
    }
}
