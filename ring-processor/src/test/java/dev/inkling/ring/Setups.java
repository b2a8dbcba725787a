package dev.inkling.ring;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import dev.inkling.journal.CheckedPoller;
import dev.inkling.journal.FrameAppender;
import dev.inkling.journal.FramePoller;
import dev.inkling.journal.FrameVerdict;
import dev.inkling.journal.Frames;
import dev.inkling.journal.Journal;
import dev.inkling.journal.QueueName;
import dev.inkling.journal.codec.CheckpointDecoder;
import dev.inkling.journal.codec.DecisionDecoder;
import dev.inkling.scoring.EngineSettings;
import dev.inkling.scoring.TriggerLimits;
import org.agrona.concurrent.UnsafeBuffer;

/** What tests of the ring have in common. */
final class Setups {
    /** 2025-01-01T00:00:00Z. */
    static final long START_MS = 1_735_689_600_000L;
    /** Fires at every moment of a visitor, so that a test can count decisions. */
    static final String ALWAYS_RULES = """
        triggers:
          - name: always
            when: session.moments >= 0
            action: {type: note, id: seen}
        """;
    /** Fires often, holds out, and cools down. */
    static final String LIVELY_RULES = """
        triggers:
          - name: eager
            when: session.moments >= 2
            action: {type: hint, id: again, channel: onsite, payload: {text: "Grüß Gott", level: 3}}
            cooldown: 2m
            priority: 5
          - name: halved
            when: moment.name == "cart_add"
            action: {type: offer, id: half}
            cohort: {treat: 0.5}
          - name: research_discount
            when: seen("comparison_tool", duration("15m")) && seen("size_guide", duration("15m"))
            action: {type: offer, id: limited_discount_free_shipping, channel: onsite}
            per: session
          - name: left
            after: {moment: [cart_add, size_guide], idle: 20s, unless: purchase}
            action: {type: email, id: cart_reminder, channel: email}
            cohort: {treat: 0.8}
        """;
    private static final String[] TYPES = {
        "product_view", "size_guide", "comparison_tool", "review_read", "customer_photo_view", "review_filter", "cart_add",
        "checkout_start", "payment_info", "purchase", "exit_intent", "page_view", "something_new"};

    private Setups() {
    }

    static EngineSettings settings(final EngineSettings.Clock clock, final int visitors) {
        final EngineSettings d = EngineSettings.defaults();
        return new EngineSettings(d.version(), clock, d.session(), d.sessionGapMs(), visitors, visitors * 4, 4_096, d.holdout(),
            d.visitorRetentionMs(), d.lateMs(), d.storefronts()).withLimits(new TriggerLimits(3, 30_000, 600_000, visitors, 8));
    }

    static ConfigurationTexts texts() {
        return ConfigurationTexts.defaults().withEngine(settings(EngineSettings.Clock.EVENT, 256).toText())
            .withRules("lively rules", LIVELY_RULES);
    }

    static PipelineContext context(final Journal journal, final ThreadMode mode) {
        return new PipelineContext()
            .journal(journal)
            .ringSlots(1_024)
            .threadMode(mode)
            .recentDecisions(1_024)
            .checkpointEvents(500)
            .configuration(texts());
    }

    /** The n-th request of a stream: up to 40 moments of some of 400 visitors, some of them late, some twice. */
    static void fill(final TestBatch batch, final int request, final long seed) {
        final SplittableRandom random = new SplittableRandom(seed * 1_000_003 + request);
        batch.clear();
        final int events = 1 + random.nextInt(40);
        for (int i = 0; i < events; i++) {
            final long at = START_MS + request * 20_000L + i * 100L
                - (random.nextInt(20) == 0 ? random.nextInt(2 * 3_600_000) : 0);
            final String id = "e" + (random.nextInt(10) == 0 ? random.nextInt(1_000) : request * 1_000 + 10_000 + i);
            batch.add("v" + random.nextInt(400), TYPES[random.nextInt(TYPES.length)], at, id, random.nextInt(60));
        }
    }

    /** Decisions of a journal in words that do not depend on the writer. */
    static List<String> decisions(final Journal journal) {
        final List<String> found = new ArrayList<>();
        try (CheckedPoller poller = new CheckedPoller(journal.poller(QueueName.DECISIONS), QueueName.DECISIONS)) {
            final DecisionDecoder decoder = new DecisionDecoder();
            while (poller.poll()) {
                if (Frames.templateId(poller.buffer(), 0) == DecisionDecoder.TEMPLATE_ID) {
                    found.add(decoder.wrap(poller.buffer(), Frames.HEADER_BYTES, DecisionDecoder.BLOCK_LENGTH,
                        DecisionDecoder.SCHEMA_VERSION).toString().replaceAll("(?:crc32c|epoch|chain|salt|personalDigest)=[^|]*\\|", ""));
                }
            }
            if (poller.verdict() != FrameVerdict.OK) {
                throw new AssertionError(poller.verdict() + " behind " + poller.lastSequence());
            }
        }
        return found;
    }

    static int checkpoints(final Journal journal) {
        int found = 0;
        try (FramePoller poller = journal.poller(QueueName.DECISIONS)) {
            while (poller.poll()) {
                found += Frames.templateId(poller.buffer(), 0) == CheckpointDecoder.TEMPLATE_ID ? 1 : 0;
            }
        }
        return found;
    }

    /** Appends the first frames of a queue to another journal. */
    static void copy(final Journal from, final Journal to, final QueueName queue, final int frames) {
        final FrameAppender appender = to.appender(queue);
        final UnsafeBuffer frame = new UnsafeBuffer(new byte[Frames.MAX_FRAME_BYTES]);
        try (FramePoller poller = from.poller(queue)) {
            for (int i = 0; i < frames && poller.poll(); i++) {
                frame.putBytes(0, poller.buffer(), 0, poller.length());
                appender.append(frame, 0, poller.length(), Frames.sequence(frame, 0), Frames.received(frame, 0));
            }
        }
    }

    static int frames(final Journal journal, final QueueName queue) {
        int count = 0;
        try (FramePoller poller = journal.poller(queue)) {
            while (poller.poll()) {
                count++;
            }
        }
        return count;
    }

    static Verification.Result verify(final Journal journal) {
        return new Verification(journal, false).run(sequence -> { });
    }
}
