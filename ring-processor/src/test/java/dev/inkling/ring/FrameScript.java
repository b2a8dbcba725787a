package dev.inkling.ring;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import dev.inkling.journal.ConfigurationWriter;
import dev.inkling.journal.Fact;
import dev.inkling.journal.FrameBatch;
import dev.inkling.journal.Frames;
import dev.inkling.journal.KeyMaker;
import dev.inkling.journal.MomentWriter;
import dev.inkling.journal.Problem;
import dev.inkling.journal.Storefront;
import dev.inkling.journal.codec.ConfigKind;
import dev.inkling.journal.codec.Device;
import dev.inkling.journal.codec.MessageHeaderEncoder;
import dev.inkling.journal.codec.SkipEncoder;
import dev.inkling.journal.codec.Source;
import dev.inkling.journal.codec.TextKind;
import dev.inkling.scoring.Catalogue;
import dev.inkling.scoring.EngineSettings;
import dev.inkling.scoring.TriggerLimits;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A random journal from a seed, frame by frame: moments of every kind, ticks, silences from seconds to weeks, skips, reloads of rules,
 * model, catalogue and settings, over tables so small that all of them overflow.
 */
final class FrameScript {
    private static final String[] TYPES = {
        "product_view", "size_guide", "comparison_tool", "review_read", "scroll", "back_scroll", "cart_add", "cart_remove",
        "checkout_start", "form_focus", "pricing_dwell", "purchase", "exit_intent", "page_view", "stock_check", "something_new"};
    private static final String[] FEEDBACK = {"trigger_shown", "trigger_dismissed", "trigger_dismissed", "trigger_engaged"};
    private static final int SHOPS = 8;
    private static final String OTHER_RULES = """
        triggers:
          - name: eager
            when: session.moments >= 2
            action: {type: hint, id: again}
            cooldown: 30m
          - name: counted
            when: count("cart_add", duration("24h")) >= 3 || lasted("product_view", 20, duration("1h")) && first("size_guide")
            action: {type: sms, id: s}
            per: page
          - name: branch_only
            when: count("scroll") >= 2 && session.intent > 0.2
            action: {type: hint, id: b}
            storefront: branch
          - name: likely
            when: crossed(visitor.probability, 0.4)
            action: {type: hint, id: l}
          - name: once
            when: seen("purchase", duration("7d"))
            action: {type: note, id: o}
            per: visitor
          - name: shown
            when: session.moments >= 1
            action: {type: hint, id: v, channel: onsite}
            priority: 9
          - name: shown_in_shadow
            when: session.moments >= 1
            action: {type: hint, id: w, channel: onsite}
            shadow: true
          - name: capped
            when: session.moments >= 1
            action: {type: hint, id: c}
            cap: {session: 1}
          - name: daily
            when: session.moments >= 1
            action: {type: hint, id: d}
            cap: {session: 2, day: 1}
          - name: third
            when: session.moments >= 1
            action: {type: hint, id: t}
            every: 3
          - name: left
            after: {moment: [cart_add, scroll], idle: 45s}
            action: {type: email, id: l}
            cooldown: 2m
          - name: late
            after: {moment: cart_add, idle: 25m, unless: [purchase, exit_intent]}
            when: cart.items > 0 && count("cart_add", duration("24h")) >= 1
            action: {type: email, id: m}
            priority: 2
        """;
    private static final String LINEAR = """
        model:
          kind: logistic
          intercept: -2
          features: [{name: session.moments, weight: 0.3}, {name: cluster.intent, weight: 0.5}, {name: time.hour, weight: 0.01}]
        """;
    /** Does not fit the other catalogue, which has no such category. */
    private static final String TREES = """
        model:
          kind: trees
          features: [{name: cluster.social_proof}, {name: page.scroll_depth, missing: 2}]
          trees:
            - {feature: cluster.social_proof, threshold: 0.2, left: {leaf: -1}, right: {leaf: 1.5}}
            - {feature: page.scroll_depth, threshold: 0.5, left: {leaf: 0.5}, right: {leaf: -0.5}}
        """;
    private static final String[] MODELS = {"", LINEAR, TREES};
    private static final String[] RULES = {Setups.LIVELY_RULES, OTHER_RULES};
    private static final String OTHER_CATALOGUE = Catalogue.defaultText()
        .replace("      - {name: security_badge, weight: 0.50}\n", "")
        .replace("  - name: social_proof\n", "  - name: proof\n")
        .replace("profile: {moments: 10,", "profile: {moments: 4,");
    private static final int PERSONS = 40;

    private final SplittableRandom random;
    private final FrameBatch batch = new FrameBatch(1);
    private final MomentWriter writer = new MomentWriter(new KeyMaker(TestBatch.SECRET));
    private final List<byte[]> frames = new ArrayList<>();
    /** The latest frame of each shop's persons: what feedback names. */
    private final int[] latest = new int[SHOPS * 1_000];
    private final int visitors;
    private final boolean eventClock;
    private long nowMs = Setups.START_MS;
    private int persons = PERSONS;

    /**
     * Begins a journal with its configuration.
     *
     * @param seed of everything in it
     */
    FrameScript(final long seed) {
        random = new SplittableRandom(seed);
        final int[] capacities = {1, 3, 25, 25, 700};
        visitors = capacities[random.nextInt(capacities.length)];
        eventClock = random.nextBoolean();
        configure(ConfigKind.ENGINE, settings(eventClock).toText());
        configure(ConfigKind.CATALOGUE, Catalogue.defaultText());
        configure(ConfigKind.RULES, RULES[0]);
    }

    /** Most visitors that the settings allow. */
    int visitors() {
        return visitors;
    }

    private EngineSettings settings(final boolean byEvents) {
        final EngineSettings d = EngineSettings.defaults();
        final TriggerLimits limits = new TriggerLimits(1 + random.nextInt(2), 5 * 60_000, 1 + random.nextInt(600_000),
            Math.max(2, visitors / 2), 1 + random.nextInt(3));
        return new EngineSettings(d.version(), byEvents ? EngineSettings.Clock.EVENT : EngineSettings.Clock.WALL,
            EngineSettings.SessionMode.CLIENT, 10 * 60_000, visitors, Math.max(2, 8 * visitors), 64, random.nextInt(3) * 0.1,
            24 * 3_600_000L, d.lateMs(), List.of("default", "branch"), limits);
    }

    /**
     * Adds frames.
     *
     * @param count at least so many
     * @return all that there are
     */
    List<byte[]> write(final int count) {
        final int end = frames.size() + count;
        while (frames.size() < end) {
            step();
        }
        return frames;
    }

    /**
     * Adds moments and nothing else.
     *
     * @param count how many
     */
    void writeMoments(final int count) {
        for (int i = 0; i < count; i++) {
            nowMs += random.nextInt(20_000);
            moment();
        }
    }

    private void step() {
        final int kind = random.nextInt(1_000);
        if (kind < 880) {
            nowMs += random.nextInt(20_000);
            moment();
        } else if (kind < 940) {
            nowMs += random.nextInt(60_000);
            tick();
        } else if (kind < 965) {
            final long[] silences = {20 * 60_000L, 3 * 3_600_000L, 25 * 3_600_000L, 20 * 86_400_000L};
            nowMs += random.nextLong(silences[random.nextInt(silences.length)]);
            if (random.nextBoolean()) {
                tick();
            }
        } else if (kind < 971) {
            skip();
        } else if (kind < 975) {
            configure(ConfigKind.MODEL, MODELS[random.nextInt(MODELS.length)]);
        } else if (kind < 985) {
            configure(ConfigKind.RULES, RULES[random.nextInt(RULES.length)]);
        } else if (kind < 993) {
            configure(ConfigKind.CATALOGUE, random.nextBoolean() ? OTHER_CATALOGUE : Catalogue.defaultText());
        } else if (kind < 997) {
            // A crowd, all of whose sessions end at once.
            persons = 700;
            for (int i = 0; i < 600; i++) {
                moment();
            }
            persons = PERSONS;
        } else {
            configure(ConfigKind.ENGINE, settings(eventClock == random.nextBoolean()).toText());
        }
    }

    private void moment() {
        final int shop = random.nextInt(50) == 0 ? 7 : random.nextInt(2);
        batch.clear();
        writer.begin(batch, new Storefront(shop, "shop" + shop), Source.HTTP);
        final int person = random.nextInt(persons);
        writer.text(TextKind.VISITOR_ID, "v" + person);
        if (random.nextInt(4) == 0) {
            writer.text(TextKind.CUSTOMER_ID, "c" + person % 7);
        }
        writer.text(TextKind.SESSION_ID, "s" + random.nextInt(3));
        writer.text(TextKind.EVENT_ID, "e" + frames.size());
        if (random.nextInt(3) == 0) {
            writer.text(TextKind.NAME, FEEDBACK[random.nextInt(FEEDBACK.length)]);
            writer.text(TextKind.DECISION, Math.max(1, latest[shop * 1_000 + person]) + "." + random.nextInt(3));
        } else {
            writer.text(TextKind.NAME, TYPES[random.nextInt(TYPES.length)]);
            latest[shop * 1_000 + person] = frames.size() + 1;
        }
        writer.text(TextKind.PAGE, "/p" + random.nextInt(4));
        writer.device(random.nextBoolean() ? Device.MOBILE : Device.DESKTOP);
        time();
        number(Fact.DURATION, 40);
        number(Fact.DEPTH, 10);
        number(Fact.SCROLL_VELOCITY, 900);
        number(Fact.SCROLL_DEPTH, 1);
        if (random.nextBoolean()) {
            writer.moneyMinor(Fact.PRICE, random.nextInt(9_999));
            final byte[] code = (random.nextInt(4) == 0 ? "JPY" : "EUR").getBytes(StandardCharsets.US_ASCII);
            writer.currency(code, 0, code.length);
        }
        final Problem problem = writer.finish();
        if (problem != null) {
            throw new AssertionError(problem);
        }
        add(batch.buffer(), batch.offset(0), batch.length(0));
    }

    private void time() {
        switch (random.nextInt(8)) {
            case 0 -> {
                // as received
            }
            case 1 -> writer.timestamp(nowMs - random.nextInt(2 * 3_600_000));
            case 2 -> writer.timestamp(nowMs - random.nextInt(20 * 60_000));
            case 3 -> {
                writer.timestamp(nowMs - 500_000 - random.nextInt(60_000));
                writer.sentAt(nowMs - 500_000);
            }
            case 4 -> writer.timestamp(nowMs + (eventClock ? 1_000 : 5 * 3_600_000));
            default -> writer.timestamp(nowMs - random.nextInt(3_000));
        }
    }

    private void number(final int fact, final double below) {
        if (random.nextInt(3) > 0) {
            writer.number(fact, random.nextDouble() * below);
        }
    }

    private void tick() {
        final FrameBatch tick = TickFrames.batch();
        add(tick.buffer(), tick.offset(0), tick.length(0));
    }

    private void skip() {
        final UnsafeBuffer frame = new UnsafeBuffer(new byte[Frames.MAX_FRAME_BYTES]);
        new SkipEncoder().wrapAndApplyHeader(frame, 0, new MessageHeaderEncoder()).skipped(1);
        add(frame, 0, SkippedSequences.SKIP_BYTES);
    }

    /** Adds the frames of a configuration text. */
    void configure(final ConfigKind kind, final String text) {
        final UnsafeBuffer frame = new UnsafeBuffer(new byte[Frames.MAX_FRAME_BYTES]);
        final ConfigurationWriter pieces = new ConfigurationWriter(kind, text.getBytes(StandardCharsets.UTF_8));
        while (pieces.hasNext()) {
            add(frame, 0, pieces.next(frame, 0));
        }
    }

    private void add(final UnsafeBuffer frame, final int offset, final int length) {
        final byte[] bytes = new byte[length];
        frame.getBytes(offset, bytes);
        frames.add(bytes);
        final UnsafeBuffer stamped = new UnsafeBuffer(bytes);
        stamped.putLong(Frames.SEQUENCE_OFFSET, frames.size(), ByteOrder.LITTLE_ENDIAN);
        stamped.putLong(Frames.RECEIVED_OFFSET, nowMs, ByteOrder.LITTLE_ENDIAN);
    }
}
