package dev.inkling.ring;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

import dev.inkling.journal.DeadLetterWriter;
import dev.inkling.journal.FrameAppender;
import dev.inkling.journal.FramePoller;
import dev.inkling.journal.Frames;
import dev.inkling.journal.Journal;
import dev.inkling.journal.MemoryJournal;
import dev.inkling.journal.Problem;
import dev.inkling.journal.QueueName;
import dev.inkling.journal.Storefront;
import dev.inkling.journal.VoidFrame;
import dev.inkling.journal.codec.MessageHeaderEncoder;
import dev.inkling.journal.codec.SkipEncoder;
import dev.inkling.journal.codec.Source;
import dev.inkling.scoring.EngineSettings;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes the golden journal of a format version, once, when that version is born; never again, since salts differ and later
 * versions must read what this one wrote. Every template of the schema stands in it: moments in order, late and unknown ones,
 * configuration twice, a tick, decisions, checkpoints, a void, a skip, a dead letter, over four epochs.
 */
final class GoldenJournalMaker {
    private static final int REQUESTS = 4;
    private static final long SEED = 20_260_101L;

    private GoldenJournalMaker() {
    }

    /**
     * Writes the files.
     *
     * @param args folder to write to
     * @throws IOException when it cannot be written
     */
    public static void main(final String[] args) throws IOException {
        final Path folder = Path.of(args[0]);
        MemoryJournal journal = new MemoryJournal();
        final TestBatch batch = new TestBatch();
        run(Setups.context(journal, ThreadMode.INVOKER).checkpointEvents(50), batch, 0);

        journal = journal.reopen();
        voidLastDecisions(journal);
        run(Setups.context(journal, ThreadMode.INVOKER).checkpointEvents(50), batch, REQUESTS);

        journal = journal.reopen();
        journalSkipped(journal, batch);
        run(Setups.context(journal, ThreadMode.INVOKER).checkpointEvents(50), batch, 2 * REQUESTS);

        journal = journal.reopen();
        final long wall = journal.appender(QueueName.EVENTS).lastReceivedMs() + 60_000;
        final ConfigurationTexts texts = Setups.texts().withEngine(Setups.settings(EngineSettings.Clock.WALL, 256).toText())
            .withRules("other rules", Setups.ALWAYS_RULES);
        final long[] nanos = new long[1];
        final PipelineContext context = Setups.context(journal, ThreadMode.INVOKER).configuration(texts)
            .nanoClock(() -> nanos[0] += 1_000_000_000L).epochClock(() -> wall);
        try (Pipeline pipeline = Pipeline.start(context)) {
            pipeline.tick();
        }
        for (final QueueName queue : QueueName.values()) {
            dump(journal, queue, folder);
        }
        final Verification.Result result = Setups.verify(journal);
        Files.writeString(folder.resolve("expected.txt"), "events=" + result.events() + "\ndecisions=" + result.decisions()
            + "\ndivergences=" + result.divergences() + "\ndigest=" + HexFormat.of().toHexDigits(result.digest()) + "\n");
    }

    private static void run(final PipelineContext context, final TestBatch batch, final int first) {
        try (Pipeline pipeline = Pipeline.start(context)) {
            final Intake intake = pipeline.openIntake(1 << 20, () -> { });
            for (int request = first; request < first + REQUESTS; request++) {
                Setups.fill(batch, request, SEED);
                require(intake.offer(batch.batch(), Intake.NO_REQUEST, 0));
            }
            batch.clear().add("stranger" + first, "page_view", Setups.START_MS + (first + REQUESTS) * 20_000L);
            final byte[] refused = "{\"momentType\":\"scroll\"}".getBytes(StandardCharsets.UTF_8);
            new DeadLetterWriter().write(batch.batch(), 1, Storefront.DEFAULT, Source.HTTP,
                new Problem("visitorId", "missing"), refused, 0, refused.length);
            require(intake.offer(batch.batch(), Intake.NO_REQUEST, 0));
        }
    }

    /** An event that was never decided on, and its skip. */
    private static void journalSkipped(final Journal journal, final TestBatch batch) {
        final FrameAppender events = journal.appender(QueueName.EVENTS);
        batch.clear().add("skipped", "page_view", events.lastReceivedMs());
        events.append(batch.batch().buffer(), batch.batch().offset(0), batch.batch().length(0), events.lastSequence() + 1,
            events.lastReceivedMs());
        final UnsafeBuffer frame = new UnsafeBuffer(new byte[Frames.MAX_FRAME_BYTES]);
        new SkipEncoder().wrapAndApplyHeader(frame, 0, new MessageHeaderEncoder()).skipped(events.lastSequence());
        events.append(frame, 0, SkippedSequences.SKIP_BYTES, events.lastSequence() + 1, events.lastReceivedMs());
    }

    /** What a recovery does that finds decisions which cannot stand; it decides them again. */
    private static void voidLastDecisions(final Journal journal) {
        final UnsafeBuffer frame = new UnsafeBuffer(new byte[Frames.MAX_FRAME_BYTES]);
        final long middle = journal.appender(QueueName.EVENTS).lastSequence() / 2;
        long lastGood = 0;
        long receivedMs = 0;
        try (FramePoller poller = journal.poller(QueueName.DECISIONS)) {
            while (poller.poll() && Frames.sequence(poller.buffer(), 0) <= middle) {
                lastGood = Frames.sequence(poller.buffer(), 0);
                receivedMs = Frames.received(poller.buffer(), 0);
            }
        }
        final int length = VoidFrame.write(frame, 0, lastGood);
        journal.appender(QueueName.DECISIONS).append(frame, 0, length, lastGood, receivedMs);
    }

    private static void require(final Intake.Offer offer) {
        if (offer != Intake.Offer.TAKEN) {
            throw new IllegalStateException("offer was " + offer);
        }
    }

    private static void dump(final Journal journal, final QueueName queue, final Path folder) throws IOException {
        final StringBuilder text = new StringBuilder();
        try (FramePoller poller = journal.poller(queue)) {
            while (poller.poll()) {
                final byte[] frame = new byte[poller.length()];
                poller.buffer().getBytes(0, frame);
                text.append(HexFormat.of().formatHex(frame)).append('\n');
            }
        }
        Files.writeString(folder.resolve(queue.folder() + ".hex"), text);
    }
}
