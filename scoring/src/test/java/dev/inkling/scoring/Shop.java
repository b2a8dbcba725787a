package dev.inkling.scoring;

import dev.inkling.scoring.rules.RuleException;
import dev.inkling.scoring.rules.RuleSet;
import dev.inkling.scoring.rules.load.RuleCompiler;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** An engine with a catalogue and rules, and moments given to it one by one, for tests. */
final class Shop {
    /** When tests begin: 2026-01-01T00:00:00Z. */
    static final long T0 = 1_767_225_600_000L;
    static final long SECOND = 1_000;
    static final long MINUTE = 60 * SECOND;
    static final long HOUR = 60 * MINUTE;
    static final long DAY = 24 * HOUR;
    /** What a test tolerates between a formula and the engine. */
    static final double CLOSE = 1e-9;

    Engine engine;
    final List<String> decisions = new ArrayList<>();
    /** Ids of the decisions, as {@link Moment#decision} has them. */
    final List<Long> ids = new ArrayList<>();
    final VisitorSnapshot snapshot = new VisitorSnapshot();
    /** Some fields of the latest decision. */
    final Decision last = new Decision();
    private RuleSet rules;
    private Model model;
    private long sequence;
    private int ordinal;
    private long lastVisitor;
    private long lastOccurred;

    Shop(final EngineSettings settings, final String rulesText) {
        engine = new Engine(settings);
        reload(catalogue(Catalogue.defaultText()), rulesText);
    }

    /** The default catalogue, few visitors. */
    static Shop with(final String rulesText) {
        return new Shop(settings(), rulesText);
    }

    static Shop withoutRules() {
        return with("triggers: []");
    }

    static EngineSettings settings() {
        return EngineSettings.defaults().withCapacities(64, 64);
    }

    static Catalogue catalogue(final String text) {
        try {
            return Catalogue.parse(text, "catalogue.yaml", Shop::hash);
        } catch (final ConfigException e) {
            throw new AssertionError(e);
        }
    }

    /** FNV-1a with 64 bits: scoring takes any hash. */
    static long hash(final String text) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
        }
        return hash;
    }

    /** Rules with the default catalogue. */
    static RuleSet compiled(final String rulesText) {
        try {
            return RuleCompiler.compile(rulesText, "rules.yaml", catalogue(Catalogue.defaultText()));
        } catch (final RuleException e) {
            throw new AssertionError(e);
        }
    }

    void reload(final Catalogue catalogue, final String rulesText) {
        try {
            final RuleSet compiled = rulesText.equals("triggers: []") ? RuleSet.EMPTY
                : RuleCompiler.compile(rulesText, "rules.yaml", catalogue);
            engine.configure(catalogue, model, compiled);
            rules = compiled;
        } catch (final RuleException e) {
            throw new AssertionError(e);
        }
    }

    /** Puts a model in force, or none when the text is blank. */
    void model(final String text) {
        try {
            model = Model.parse(text, "model.yaml", engine.catalogue());
            engine.configure(engine.catalogue(), model, rules);
        } catch (final ConfigException e) {
            throw new AssertionError(e);
        }
    }

    /** One moment, {@code atMs} after {@link #T0}, of visitor 1 unless set otherwise. */
    MomentScores moment(final long atMs, final String name) {
        return moment(atMs, name, m -> { });
    }

    MomentScores moment(final long atMs, final String name, final Consumer<Moment> details) {
        final Moment moment = blank(atMs, name);
        details.accept(moment);
        return moment(moment);
    }

    MomentScores moment(final Moment moment) {
        moment.sequence = ++sequence;
        lastVisitor = moment.visitorKey;
        lastOccurred = moment.occurred;
        time(moment.received);
        engine.onTimersOf(moment.visitorKey, moment.received, this::note);
        engine.onMoment(moment, this::note);
        return engine.scores();
    }

    /** Time comes to be so much after {@link #T0}, without a moment. */
    void tick(final long atMs) {
        sequence++;
        time(T0 + atMs);
    }

    private void time(final long received) {
        ordinal = 0;
        engine.onTimers(received, this::note);
        engine.onTime(received);
    }

    private void note(final Decision d) {
        decisions.add(rules.rule(d.rule).name() + ' ' + Status.values()[d.status] + " @" + (d.at - T0));
        d.id = sequence << 16 | ordinal++;
        ids.add(d.id);
        last.visitorKey = d.visitorKey;
        last.customerKey = d.customerKey;
        last.storefront = d.storefront;
        last.session = d.session;
        last.intent = d.intent;
        last.risk = d.risk;
    }

    /** What the latest moments decided; asked again it is what came since. */
    List<String> decided() {
        final List<String> since = List.copyOf(decisions);
        decisions.clear();
        return since;
    }

    /** Feedback of visitor 1 on a decision. */
    void feedback(final long atMs, final String name, final long decision) {
        moment(atMs, name, m -> m.decision = decision);
    }

    /** Saves the engine's state and goes on with one that loaded it. */
    void reloadState() {
        final MemoryState state = new MemoryState();
        engine.save(state);
        final Engine loaded = new Engine(engine.settings());
        loaded.configure(engine.catalogue(), model, rules);
        try {
            loaded.load(state, Engine.LAYOUT_VERSION);
        } catch (final StateException e) {
            throw new AssertionError(e);
        }
        engine = loaded;
    }

    VisitorSnapshot look(final long visitor, final long atMs) {
        return engine.readVisitor(visitor, T0 + atMs, snapshot) ? snapshot : null;
    }

    /** The visitor of the latest moment, as of that moment. */
    VisitorSnapshot seen() {
        return look(lastVisitor, lastOccurred - T0);
    }

    static Moment blank(final long atMs, final String name) {
        final Moment moment = new Moment();
        moment.received = T0 + atMs;
        moment.occurred = T0 + atMs;
        moment.nameHash = hash(name);
        moment.visitorKey = 1;
        moment.duration = Double.NaN;
        moment.depth = Double.NaN;
        moment.scrollVelocity = Double.NaN;
        moment.scrollDepth = Double.NaN;
        moment.quantity = Double.NaN;
        return moment;
    }
}
