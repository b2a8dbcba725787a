package dev.inkling.scoring.plain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.inkling.scoring.Catalogue;
import dev.inkling.scoring.ConfigException;
import dev.inkling.scoring.Decision;
import dev.inkling.scoring.Engine;
import dev.inkling.scoring.EngineSettings;
import dev.inkling.scoring.Model;
import dev.inkling.scoring.Moment;
import dev.inkling.scoring.Status;
import dev.inkling.scoring.TriggerLimits;
import dev.inkling.scoring.VisitorSnapshot;
import dev.inkling.scoring.rules.RuleException;
import dev.inkling.scoring.rules.RuleSet;
import dev.inkling.scoring.rules.load.RuleCompiler;

/**
 * The engine against {@link PlainEngine}: everything follows from a seed. Public and static, so that a test can run it in a class loader
 * with another engine.
 */
public final class ModelCheck {
    /** What is tolerated between a formula and the engine. */
    static final double CLOSE = 1e-9;
    /** So many different sets of rules are made; making one takes longer than a thousand moments. */
    private static final int RULE_SETS = 200;
    private static final long DAY = 86_400_000;
    private static final Catalogue CATALOGUE = catalogue();
    private static final Map<String, RuleSet> COMPILED = new HashMap<>();
    /** Rules and a model come in force anew once in so many frames. */
    private static final int RELOADED = 150;
    private static final int MODELS = 16;

    private final Random random;
    private final long ruleSeed;
    private List<PlainRule> rules;
    private PlainModel model;
    /** A reload forgets what visitors' records say is used up, so there must be runs without. */
    private final boolean isReloaded;
    private final Engine engine;
    private final EngineSettings settings;
    private final PlainEngine plain;
    private final RandomMoments moments;
    private final List<PlainDecision> expected = new ArrayList<>();
    private final List<PlainDecision> actual = new ArrayList<>();
    /** Decisions that fired, for feedback: visitor, then decision. */
    private final List<long[]> fired = new ArrayList<>();
    private final VisitorSnapshot snapshot = new VisitorSnapshot();
    private long sequence;
    private long decisions;

    private ModelCheck(final long seed) {
        random = new Random(seed);
        ruleSeed = Math.floorMod(seed, RULE_SETS);
        rules = RandomRules.of(ruleSeed);
        settings = settings(random);
        final int visitors = 1 + random.nextInt(12);
        plain = new PlainEngine(CATALOGUE, settings, RandomRules.inOrder(rules));
        engine = new Engine(settings);
        isReloaded = random.nextInt(3) == 0;
        if (random.nextBoolean()) {
            model = PlainModel.of(random.nextInt(MODELS));
        }
        configure("");
        moments = new RandomMoments(random, CATALOGUE, visitors);
    }

    /**
     * Runs both.
     *
     * @param seed   of everything
     * @param events how many
     * @return the first difference in words, null if there is none
     */
    public static String difference(final long seed, final int events) {
        return new ModelCheck(seed).run(events);
    }

    /**
     * Runs both, and tells how much was decided.
     *
     * @param seed   of everything
     * @param events how many
     * @return decisions
     * @throws AssertionError with the first difference
     */
    static long check(final long seed, final int events) {
        final ModelCheck check = new ModelCheck(seed);
        final String difference = check.run(events);
        if (difference != null) {
            throw new AssertionError("seed " + seed + ": " + difference);
        }
        return check.decisions;
    }

    private static EngineSettings settings(final Random random) {
        final EngineSettings d = EngineSettings.defaults();
        final TriggerLimits limits = new TriggerLimits(random.nextInt(5), 10_000 * random.nextInt(4),
            random.nextBoolean() ? 600_000 : 60_000, 64, random.nextBoolean() ? 64 : 1 + random.nextInt(3));
        return new EngineSettings(d.version(), d.clock(),
            random.nextInt(4) == 0 ? EngineSettings.SessionMode.CLIENT : EngineSettings.SessionMode.IDLE,
            d.sessionGapMs(), 3 + random.nextInt(8), 4_096, d.dedup(), random.nextInt(3) == 0 ? 0.2 : 0,
            random.nextInt(4) == 0 ? DAY : d.visitorRetentionMs(), d.lateMs(), List.of("default", "outlet"), limits);
    }

    private static Catalogue catalogue() {
        try {
            return Catalogue.parse(Catalogue.defaultText(), "catalogue.yaml", PlainScores::hash);
        } catch (final ConfigException e) {
            throw new AssertionError(e);
        }
    }

    private static RuleSet compile(final String yaml) {
        try {
            return RuleCompiler.compile(yaml, "rules.yaml", CATALOGUE);
        } catch (final RuleException e) {
            throw new AssertionError(yaml, e);
        }
    }

    private void configure(final String which) {
        plain.reload(RandomRules.inOrder(rules), model);
        engine.configure(CATALOGUE, model == null ? null : model(model.yaml()),
            COMPILED.computeIfAbsent(ruleSeed + which, k -> compile(RandomRules.yaml(rules))));
    }

    /** Rules are changed, gone, back and in another order; a model comes, changes or goes. */
    private void reload() {
        final boolean areOthers = random.nextBoolean();
        rules = areOthers ? RandomRules.others(ruleSeed) : RandomRules.of(ruleSeed);
        if (random.nextBoolean()) {
            model = random.nextInt(3) == 0 ? null : PlainModel.of(random.nextInt(MODELS));
        }
        configure(areOthers ? " others" : "");
    }

    private static Model model(final String yaml) {
        try {
            return Model.parse(yaml, "model.yaml", CATALOGUE);
        } catch (final ConfigException e) {
            throw new AssertionError(yaml, e);
        }
    }

    private String run(final int events) {
        for (int n = 0; n < events; n++) {
            if (isReloaded && random.nextInt(RELOADED) == 0) {
                reload();
            }
            final String difference = random.nextInt(20) == 0 ? tick() : moment();
            if (difference != null) {
                return "frame " + sequence + ": " + difference;
            }
            decisions += expected.size();
        }
        return null;
    }

    private String tick() {
        begin(moments.tick());
        return decided();
    }

    private String moment() {
        final Moment m = moments.next();
        if (!fired.isEmpty() && random.nextInt(6) == 0) {
            final long[] answered = fired.get(fired.size() - 1 - random.nextInt(Math.min(20, fired.size())));
            final String[] kinds = {"trigger_shown", "trigger_shown", "trigger_engaged", "trigger_dismissed", "trigger_dismissed"};
            m.nameHash = PlainScores.hash(kinds[random.nextInt(kinds.length)]);
            m.decision = answered[1];
            if (random.nextInt(5) > 0) {
                moments.by(m, answered[0]);
            }
        }
        begin(m.received);
        plain.onTimersOf(m);
        engine.onTimersOf(m.visitorKey, m.received, this::note);
        m.sequence = sequence;
        if (m.received - m.occurred > settings.lateMs()) {
            plain.onLate(m);
            engine.linkCustomer(m.visitorKey, m.customerKey, m.storefront, m.received);
            return decided();
        }
        final PlainView view = plain.onMoment(m);
        engine.onMoment(m, this::note);
        final String scored = Differences.of(view, engine.scores());
        engine.readVisitor(m.visitorKey, m.occurred, snapshot);
        String difference = scored == null ? Differences.of(view, snapshot, CATALOGUE) : scored;
        final double probability = plain.view(view.visitor, m.occurred).number("visitor.probability");
        if (difference == null && !(Math.abs(probability - snapshot.probability) <= CLOSE)) {
            difference = "probability is " + probability + ", but engine " + snapshot.probability;
        }
        return difference == null ? decided() : "visitor " + m.visitorKey + ' ' + view.name + ' ' + difference;
    }

    private void begin(final long received) {
        sequence++;
        expected.clear();
        actual.clear();
        plain.onTime(sequence, received, expected);
        engine.onTimers(received, this::note);
        engine.onTime(received);
    }

    private void note(final Decision d) {
        d.id = sequence << 16 | actual.size();
        if (d.status == Status.FIRED.ordinal()) {
            fired.add(new long[] {d.visitorKey, d.id});
        }
        actual.add(new PlainDecision(
            PlainTriggers.words(rules.get(d.rule).name, Status.values()[d.status].name(), d.cohort, d.at, d.visitorKey, d.customerKey,
                d.session, d.stage, d.urgency),
            new double[] {d.velocity, d.intent, d.profile, d.probability, d.risk}));
    }

    private String decided() {
        for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
            final String difference = expected.get(i).difference(actual.get(i));
            if (difference != null) {
                return difference;
            }
        }
        if (plain.visitors() != engine.visitors()) {
            return plain.visitors() + " visitors, but engine " + engine.visitors();
        }
        return expected.size() == actual.size() ? null : "expected " + expected + " but engine " + actual;
    }
}
