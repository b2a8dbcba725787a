package dev.inkling.scoring.plain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.inkling.scoring.EngineSettings;
import dev.inkling.scoring.Moment;

/** SPEC 6 written down again, slowly: rules in their order, timers, cohorts, and the decisions of one frame. */
final class PlainTriggers {
    private static final long MOST_OVERDUE_MS = 600_000;

    private final EngineSettings settings;
    private List<PlainRule> rules;
    private final PlainScores scores;
    private final PlainCadence cadence;
    private final List<Timer> timers = new ArrayList<>();
    private List<PlainDecision> decided;
    private long frame;

    /**
     * Nothing is decided yet.
     *
     * @param rules    in the order in which they are looked at
     * @param visitors who are remembered, by key
     */
    PlainTriggers(
        final EngineSettings settings, final List<PlainRule> rules, final PlainScores scores, final Map<Long, PlainVisitor> visitors) {
        this.settings = settings;
        this.rules = rules;
        this.scores = scores;
        cadence = new PlainCadence(settings.limits(), visitors);
    }

    /** Other rules come in force; a timer stays where a rule of the same name waits, with the time that it was set with. */
    void reload(final List<PlainRule> inOrder) {
        rules = inOrder;
        for (final Timer timer : timers) {
            timer.rule = inOrder.stream().filter(rule -> rule.isTimed() && rule.name.equals(timer.rule.name)).findFirst().orElse(null);
        }
        timers.removeIf(timer -> timer.rule == null);
    }

    void begin(final long sequence, final List<PlainDecision> to) {
        frame = sequence;
        decided = to;
    }

    /** Timers that are due at a time: the earliest, so many at most. */
    void onTime(final long received) {
        onDue(received, due(received).limit(settings.limits().timersPerFrame()).toList());
    }

    /** All that are due of a visitor who does something now. */
    void onTime(final long received, final PlainVisitor of) {
        onDue(received, due(received).filter(timer -> timer.visitor == of).toList());
    }

    private Stream<Timer> due(final long received) {
        return timers.stream().filter(timer -> timer.due <= received)
            .sorted(Comparator.comparingLong((Timer timer) -> timer.due).thenComparingInt(timer -> rules.indexOf(timer.rule)));
    }

    private void onDue(final long received, final List<Timer> due) {
        timers.removeAll(due);
        for (final Timer timer : due) {
            final PlainView view = new PlainView(timer.visitor, timer.due, null);
            scores.read(view);
            if (!isFor(timer.rule, timer.visitor) || timer.rule.when != null && !timer.rule.when.meaning().test(view)) {
                continue;
            }
            if (received - timer.due > MOST_OVERDUE_MS) {
                decide(timer.rule, "EXPIRED", view);
            } else {
                match(timer.rule, view);
            }
        }
    }

    void onMoment(final Moment m, final PlainView view) {
        if (m.decision != 0 && view.name.startsWith("trigger_")) {
            cadence.feedback(view.name, view.visitor, m.decision, m.occurred);
        }
        for (final PlainRule rule : rules) {
            if (!rule.isTimed() && rule.looksAt(view.name) && isFor(rule, view.visitor) && rule.when.meaning().test(view)) {
                match(rule, view);
            }
        }
        for (final PlainRule rule : rules) {
            if (rule.isTimed()) {
                onMoment(rule, view);
            }
        }
    }

    private boolean isFor(final PlainRule rule, final PlainVisitor visitor) {
        return rule.storefront == null || rule.storefront.equals(settings.storefronts().get(visitor.storefront));
    }

    /** A moment sets a timer or takes it back, unless it was before what set it; and moves it, since a timer waits from the latest on. */
    private void onMoment(final PlainRule rule, final PlainView view) {
        Timer timer = timers.stream().filter(set -> set.rule == rule && set.visitor == view.visitor).findFirst().orElse(null);
        if (timer != null && view.t >= timer.setAt && rule.unless.contains(view.name)) {
            timers.remove(timer);
            timer = null;
        }
        if (rule.after.contains(view.name) && isFor(rule, view.visitor)) {
            if (timer == null) {
                timer = new Timer(rule, view.visitor, view.t);
                timers.add(timer);
            }
            timer.setAt = Math.max(timer.setAt, view.t);
            timer.idleMs = rule.idleMs;
        }
        if (timer != null) {
            timer.due = view.visitor.session.last + timer.idleMs;
        }
    }

    void forget(final PlainVisitor visitor) {
        timers.removeIf(timer -> timer.visitor == visitor);
    }

    private void match(final PlainRule rule, final PlainView view) {
        final String no = cadence.check(rule, view.visitor, view.t);
        if (no == null) {
            final boolean fires = cohort(rule, view.visitor) == 0;
            cadence.consume(rule, view.visitor, view.t, fires ? frame << 16 | decided.size() : 0);
            decide(rule, fires ? "FIRED" : "HELD_OUT", view);
        } else if (!no.isEmpty() && cadence.tell(rule, view.visitor, no)) {
            decide(rule, no.substring(0, no.indexOf(' ')), view);
        }
    }

    /** 0 treated, 1 control, 2 holdout. */
    private int cohort(final PlainRule rule, final PlainVisitor visitor) {
        final String id = String.format("%016x", visitor.key);
        return share("holdout" + id) < settings.holdout() ? 2 : share(rule.seed + id) < rule.treat ? 0 : 1;
    }

    static double share(final String text) {
        return fnv1a32(Long.toString(fnv1a32(text))) % 10_000 / 10_000.0;
    }

    private static long fnv1a32(final String text) {
        long hash = 2_166_136_261L;
        for (final char unit : text.toCharArray()) {
            hash = (hash ^ unit) * 16_777_619 % (1L << 32);
        }
        return hash;
    }

    private void decide(final PlainRule rule, final String status, final PlainView view) {
        decided.add(new PlainDecision(
            words(rule.name, status, cohort(rule, view.visitor), view.t, view.visitor.key, view.visitor.customer,
                view.visitor.session.sequence, view.stage, view.urgency),
            new double[] {view.number("session.velocity"), view.number("session.intent"), view.number("visitor.profile"),
                view.number("visitor.probability"), view.number("session.risk")}));
    }

    static String words(
        final String rule, final String status, final int cohort, final long at, final long visitor, final long customer,
        final long session, final int stage, final int urgency) {
        return rule + ' ' + status + " cohort " + cohort + " @" + (at - RandomMoments.T0) + " visitor " + visitor + " customer " + customer
            + " session " + session + " stage " + stage + " urgency " + urgency;
    }

    private static final class Timer {
        private PlainRule rule;
        private final PlainVisitor visitor;
        private long due;
        private long setAt;
        private long idleMs;

        Timer(final PlainRule rule, final PlainVisitor visitor, final long setAt) {
            this.rule = rule;
            this.visitor = visitor;
            this.setAt = setAt;
        }
    }
}
