package dev.inkling.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;

import com.sun.management.ThreadMXBean;
import dev.inkling.journal.Frames;
import dev.inkling.journal.Journal;
import dev.inkling.journal.MemoryJournal;
import dev.inkling.journal.chronicle.ChronicleJournal;
import dev.inkling.journal.chronicle.JournalOptions;
import dev.inkling.journal.codec.MomentEventDecoder;
import dev.inkling.scoring.EngineCount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From the claim of a slot to the decision nothing is allocated; mapping a block of the journal may cost 1 KiB. */
class ZeroAllocationTest {
    private static final int WARM_UP = 300_000;
    private static final int EVENTS = 1_000_000;
    private static final int BATCH = 100;
    private static final int VISITORS = 20_000;
    private static final int TIMESTAMP = Frames.HEADER_BYTES + MomentEventDecoder.timestampEncodingOffset();
    private static final long BYTES_PER_BLOCK = 1_024;
    private static final int WINDOWS = 40;
    /**
     * The VM itself makes a string or two on whatever thread it compiles for, some 100 bytes each time; Chronicle words a remark on each
     * mapping of more than 2 ms. One object for a hundred events would come to more than twenty times as much.
     */
    private static final long VM_BYTES = 8_192;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final String[] TYPES = {"product_view", "comparison_tool", "size_guide", "cart_add", "checkout_start", "purchase"};

    /** Requests of this size again and again; each time a later one, by other visitors in turn. */
    private static void run(final Pipeline pipeline, final Replies replies, final TestBatch[] batches, final int from, final int to) {
        for (int request = from; request < to; request++) {
            final TestBatch batch = batches[request % batches.length];
            for (int i = 0; i < batch.count(); i++) {
                final int at = batch.batch().offset(i);
                batch.batch().buffer().putLong(at + TIMESTAMP, Setups.START_MS + request * 1_000L + i);
            }
            Intake.Offer offer;
            do {
                offer = replies.offer(batch, Intake.NO_REQUEST);
                if (offer == Intake.Offer.RING_FULL) {
                    Thread.yield();
                }
            } while (offer == Intake.Offer.RING_FULL);
            assertEquals(Intake.Offer.TAKEN, offer);
        }
        while (pipeline.counters().get(Counter.EVENTS_PROCESSED) < (long) to * BATCH) {
            Thread.yield();
        }
    }

    private static void measure(final Journal journal, final ThreadMode mode) {
        final Pipeline pipeline = Pipeline.start(Setups.context(journal, mode).checkpointEvents(65_536)
            .configuration(Setups.texts().withRules("hasty rules", Setups.LIVELY_RULES.replace("idle: 20s", "idle: 1s"))));
        final Replies replies = new Replies(pipeline);
        // no event ids: the duplicates' table would refuse every later round
        final TestBatch[] batches = new TestBatch[VISITORS / BATCH];
        for (int b = 0; b < batches.length; b++) {
            batches[b] = new TestBatch();
            for (int i = 0; i < BATCH; i++) {
                batches[b].add("v" + (b * BATCH + i), TYPES[(b + i) % TYPES.length], Setups.START_MS, null, i % 40);
            }
        }
        run(pipeline, replies, batches, 0, WARM_UP / BATCH);
        final long blocks = journal.blocksMapped();
        final long evicted = pipeline.counters().get(Counter.VISITORS_EVICTED);
        final long decisions = pipeline.counters().get(Counter.DECISIONS);
        final long ended = pipeline.counters().get(Counter.SESSIONS_ENDED);
        final long due = pipeline.counters().get(Counter.TIMERS_DUE);
        final long before = allocated(pipeline);
        int clean = 0;
        long last = before;
        for (int window = 0; window < WINDOWS; window++) {
            final int from = (WARM_UP + window * (EVENTS / WINDOWS)) / BATCH;
            run(pipeline, replies, batches, from, from + EVENTS / WINDOWS / BATCH);
            final long now = allocated(pipeline);
            clean += now == last ? 1 : 0;
            last = now;
        }
        final long mapped = journal.blocksMapped() - blocks;
        final long allowed = mapped * BYTES_PER_BLOCK + VM_BYTES;
        System.out.println(mode + " over " + journal.getClass().getSimpleName() + ": " + (last - before) + " bytes in " + EVENTS
            + " events, " + mapped + " blocks mapped, " + clean + " of " + WINDOWS + " windows without a byte");
        assertTrue(pipeline.counters().get(Counter.DECISIONS) - decisions > 10_000, "too few decisions to tell");
        assertTrue(pipeline.counters().get(Counter.VISITORS_EVICTED) - evicted > 10_000, "too few evictions to tell");
        assertTrue(pipeline.counters().get(Counter.SESSIONS_ENDED) - ended > 10_000, "too few sessions end to tell");
        assertTrue(pipeline.counters().get(Counter.TIMERS_DUE) - due > 10_000, "too few timers came due to tell");
        pipeline.close();
        assertTrue(last - before <= allowed, (last - before) + " bytes; " + allowed + " allowed");
        // every window without a mapped block is free of allocation but for those few bytes
        assertTrue(clean >= (WINDOWS - mapped) / 2, clean + " windows of " + WINDOWS + " without a byte, " + mapped + " blocks mapped");
    }

    private static long allocated(final Pipeline pipeline) {
        return ((RingPipeline) pipeline).handlerThreads().stream()
            .mapToLong(thread -> THREADS.getThreadAllocatedBytes(thread.getId())).sum();
    }

    @ParameterizedTest
    @EnumSource(value = ThreadMode.class, names = {"SHARED", "DEDICATED"})
    void shouldAllocateNothingOnTheHandlersThreads(final ThreadMode mode) {
        measure(new MemoryJournal(1L << 30), mode);
    }

    @Test
    void shouldAllocateNothingOverADiskJournal(@TempDir final Path folder) {
        try (ChronicleJournal journal = ChronicleJournal.open(folder, JournalOptions.defaults())) {
            measure(journal, ThreadMode.SHARED);
        }
    }

    @Test
    void shouldCountWhatTheEngineCounts() {
        final Pipeline pipeline = Pipeline.start(Setups.context(new MemoryJournal(), ThreadMode.INVOKER));
        final Replies replies = new Replies(pipeline);
        final TestBatch batch = new TestBatch();
        for (int request = 0; request < 20; request++) {
            Setups.fill(batch, request, 3);
            replies.put(batch, request);
        }
        final MomentProcessor processor = ((RingPipeline) pipeline).processor();
        assertEquals(processor.events(), pipeline.counters().get(Counter.EVENTS_PROCESSED));
        assertEquals(processor.decisions(), pipeline.counters().get(Counter.DECISIONS));
        assertEquals(processor.engine().count(EngineCount.SESSIONS_STARTED), pipeline.counters().get(Counter.SESSIONS_STARTED));
        replies.await(20);
        assertEquals(processor.events() + pipeline.counters().get(Counter.EVENTS_DUPLICATE),
            replies.completions.stream().mapToLong(done -> done.accepted() + done.duplicates()).sum());
        assertEquals(pipeline.latency().getTotalCount(), processor.events());
        pipeline.close();
    }
}
