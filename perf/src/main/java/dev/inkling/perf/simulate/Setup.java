package dev.inkling.perf.simulate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.inkling.journal.ConfigurationWriter;
import dev.inkling.journal.Frames;
import dev.inkling.journal.codec.ConfigKind;
import dev.inkling.ring.ConfigurationTexts;
import dev.inkling.ring.Intake;
import dev.inkling.ring.PipelineContext;
import dev.inkling.ring.ThreadMode;
import dev.inkling.scoring.EngineSettings;
import dev.inkling.scoring.TriggerLimits;
import org.agrona.concurrent.UnsafeBuffer;

/** How an engine is set up for a run: tables so small that they overflow, rules that fire often. Drawn at the run's beginning. */
final class Setup {
    private static final String EAGER = """
        triggers:
          - name: eager
            when: session.moments >= 2
            action: {type: hint, id: again, channel: onsite, payload: {level: 3}}
            cooldown: 2m
            priority: 5
          - name: halved
            when: moment.name == "cart_add"
            action: {type: offer, id: half}
            cohort: {treat: 0.5}
          - name: left_cart
            when: moment.name == "exit_intent" && cart.items > 0
            action: {type: email, id: cart_reminder, channel: email}
            per: visitor
            cooldown: 1h
          - name: idle
            after: {moment: [cart_add, size_guide, price_check], idle: 40s, unless: purchase}
            action: {type: push, id: come_back}
            cohort: {treat: 0.7}
        """;
    private static final String SESSION = EAGER + """
          - name: research
            when: seen("comparison_tool", duration("15m")) && seen("size_guide", duration("15m"))
            action: {type: offer, id: free_shipping, channel: onsite}
            per: session
          - name: prices
            when: count("price_check", duration("30m")) >= 2
            action: {type: offer, id: match}
            per: visitor
          - name: abandoned
            after: {moment: [cart_add, checkout_start], idle: 3m, unless: [purchase, cart_remove]}
            when: cart.items > 0
            action: {type: email, id: abandoned, channel: email}
            cooldown: 10m
            priority: 1
        """;
    private static final String ALWAYS = """
        triggers:
          - name: always
            when: session.moments >= 0
            action: {type: note, id: seen}
        """;
    private static final List<String> RULES = List.of(EAGER, SESSION, SESSION, ALWAYS);
    /** Small, since every start reads it several times. */
    private static final String CATALOGUE = """
        scores:
          profile: {moments: 10, full: %s, most: 0.95, untried: 0.1}
        categories:
          - name: intent
            stage: research
            types:
              - {name: comparison_tool, weight: 0.70}
              - {name: size_guide, weight: 0.60}
              - {name: review_read, weight: 0.50}
              - {name: product_view, weight: 0.25}
              - {name: page_view, weight: 0.05}
          - name: urgency
            stage: decision
            types:
              - {name: price_check, weight: 0.55}
              - {name: competitor_visit, weight: 0.40}
          - name: engagement
            stage: consideration
            types:
              - {name: scroll, ramp: {of: scroll_velocity, lo: 120, hi: 600, from: 0.8, to: 1.0}}
              - {name: scroll_pause, weight: 0.35}
              - {name: back_scroll, weight: 0.20}
              - {name: pricing_dwell, weight: 0.50}
          - name: purchase_intent
            stage: decision
            types:
              - {name: cart_add, weight: 0.80}
              - {name: cart_remove, weight: 0.10}
              - {name: checkout_start, weight: 0.85}
              - {name: payment_info, weight: 0.90}
              - {name: exit_intent, weight: 0.05}
          - name: outcome
            stage: decision
            scored: false
            types:
              - {name: purchase, weight: 0}
              - {name: trigger_shown, weight: 0}
              - {name: trigger_engaged, weight: 0}
              - {name: trigger_dismissed, weight: 0}
          - name: other
            stage: research
        """;
    private static final List<String> FULL_PROFILES = List.of("5", "4");

    private final Chance chance;
    private final EngineSettings.Clock clock;
    private final int dedup;
    private final int visitors;
    private final int timers;
    private final int timersPerFrame;
    private final int recentDecisions;
    private final int ringSlots;
    private final int batchSlots;
    private final int checkpointEvents;
    private String rules;
    private String catalogue;
    private boolean isRenamed;
    private double holdout;
    private Intake.Durability durability;

    /**
     * Draws a setup.
     *
     * @param chance of the run
     */
    Setup(final Chance chance) {
        this.chance = chance;
        clock = chance.oneIn(2) ? EngineSettings.Clock.WALL : EngineSettings.Clock.EVENT;
        dedup = chance.oneIn(3) ? 1 << chance.between(0, 5) : 1_024;
        visitors = chance.between(2, 9);
        timers = chance.between(1, 2 * visitors);
        timersPerFrame = chance.between(1, 4);
        recentDecisions = chance.oneIn(2) ? chance.between(1, 30) : 512;
        ringSlots = chance.of(List.of(64, 64, 256, 512));
        batchSlots = chance.oneIn(2) ? chance.between(1, 64) : 64;
        checkpointEvents = chance.between(1, 40);
        change();
        durability = chance.oneIn(2) ? Intake.Durability.SYNCED : Intake.Durability.JOURNALED;
    }

    /** Draws what may change from start to start; true when it did. */
    boolean change() {
        final String before = rules + catalogue + holdout + durability;
        drawTexts();
        holdout = chance.oneIn(2) ? 0.2 : 0.0;
        if (durability != null && chance.oneIn(4)) {
            durability = durability == Intake.Durability.SYNCED ? Intake.Durability.JOURNALED : Intake.Durability.SYNCED;
        }
        return !before.equals(rules + catalogue + holdout + durability);
    }

    /** Rules and catalogue; a type has another name now and then, so that the new ones of one do not fit the old ones of the other. */
    private void drawTexts() {
        rules = chance.of(RULES);
        catalogue = CATALOGUE.replace("%s", chance.of(FULL_PROFILES));
        isRenamed = chance.oneIn(4);
        if (isRenamed) {
            rules = rules.replace("size_guide", "size_chart");
            catalogue = catalogue.replace("size_guide", "size_chart");
        }
    }

    /** Draws what may change while the engine runs: the frames that journal it, none when nothing changed. */
    List<byte[]> reload() {
        final String rulesBefore = rules;
        final String catalogueBefore = catalogue;
        drawTexts();
        final List<byte[]> frames = new ArrayList<>();
        if (!catalogue.equals(catalogueBefore)) {
            add(frames, new ConfigurationWriter(ConfigKind.CATALOGUE, catalogue.getBytes(StandardCharsets.UTF_8)));
        }
        if (!rules.equals(rulesBefore)) {
            add(frames, new ConfigurationWriter(ConfigKind.RULES, rules.getBytes(StandardCharsets.UTF_8)));
        }
        return frames;
    }

    private static void add(final List<byte[]> frames, final ConfigurationWriter writer) {
        final UnsafeBuffer frame = new UnsafeBuffer(new byte[Frames.MAX_FRAME_BYTES]);
        while (writer.hasNext()) {
            frames.add(Arrays.copyOf(frame.byteArray(), writer.next(frame, 0)));
        }
    }

    /** A context for a start. */
    PipelineContext context(final Clocks clocks) {
        final EngineSettings d = EngineSettings.defaults();
        final EngineSettings engine = new EngineSettings(d.version(), clock, d.session(), d.sessionGapMs(), visitors, 2 * visitors, dedup,
            holdout, d.visitorRetentionMs(), d.lateMs(), d.storefronts(), new TriggerLimits(3, 30_000, 600_000, timers, timersPerFrame));
        return new PipelineContext()
            .threadMode(ThreadMode.INVOKER)
            .ringSlots(ringSlots)
            .batchSlots(batchSlots)
            .recentDecisions(recentDecisions)
            .checkpointEvents(checkpointEvents)
            .durability(durability)
            .nanoClock(clocks)
            .epochClock(clocks.wall())
            .configuration(ConfigurationTexts.defaults().withEngine(engine.toText()).withRules("rules", rules)
                .withCatalogue("catalogue", catalogue));
    }

    boolean isWallClock() {
        return clock == EngineSettings.Clock.WALL;
    }

    Intake.Durability durability() {
        return durability;
    }

    /** Event ids that are remembered. */
    int dedup() {
        return dedup;
    }

    /** Shoppers there should be, more than the engine has room for. */
    int shoppers() {
        return visitors + 4;
    }

    int recentDecisions() {
        return recentDecisions;
    }

    /** Most events of a request. */
    int requestEvents() {
        return ringSlots >> 3;
    }

    @Override
    public String toString() {
        return "clock=" + clock + " durability=" + durability + " dedup=" + dedup + " visitors=" + visitors + " timers=" + timers
            + "/" + timersPerFrame + " recent=" + recentDecisions
            + " ring=" + ringSlots + " batch=" + batchSlots + " checkpoint=" + checkpointEvents + " holdout=" + holdout
            + " rules=" + RULES.indexOf(isRenamed ? rules.replace("size_chart", "size_guide") : rules) + " renamed=" + isRenamed;
    }
}
