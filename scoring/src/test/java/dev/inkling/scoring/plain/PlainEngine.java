package dev.inkling.scoring.plain;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.inkling.scoring.Catalogue;
import dev.inkling.scoring.EngineSettings;
import dev.inkling.scoring.Moment;

/** The whole engine in ordinary collections: visitors in the order in which they were heard of, their scores, and the rules. */
final class PlainEngine {
    /** Visitors are forgotten at whole multiples of so many ms. */
    private static final long FORGETTING_MS = 4_096;

    private final EngineSettings settings;
    private final PlainScores scores;
    private final PlainTriggers triggers;
    /** The one heard of longest ago first. */
    private final Map<Long, PlainVisitor> visitors = new LinkedHashMap<>();

    PlainEngine(final Catalogue catalogue, final EngineSettings settings, final List<PlainRule> rulesInOrder) {
        this.settings = settings;
        scores = new PlainScores(catalogue, settings);
        triggers = new PlainTriggers(settings, rulesInOrder, scores, visitors);
    }

    /** Other rules and another model come in force. */
    void reload(final List<PlainRule> rulesInOrder, final PlainModel model) {
        triggers.reload(rulesInOrder);
        scores.adopt(model, rulesInOrder.stream().anyMatch(PlainRule::asksForProbabilityBefore));
        if (!scores.isKept()) {
            visitors.values().forEach(visitor -> visitor.probability = null);
        }
    }

    /** What is known of a visitor without a moment. */
    PlainView view(final PlainVisitor visitor, final long t) {
        final PlainView view = new PlainView(visitor, t, null);
        scores.read(view);
        return view;
    }

    /** A frame is there: timers fire, then visitors are forgotten. Decisions of the whole frame go to a list. */
    void onTime(final long sequence, final long received, final List<PlainDecision> decisions) {
        triggers.begin(sequence, decisions);
        triggers.onTime(received);
        for (final PlainVisitor visitor : new ArrayList<>(visitors.values())) {
            final long due = -Math.floorDiv(-(visitor.seen + settings.visitorRetentionMs()), FORGETTING_MS) * FORGETTING_MS;
            if (received >= due) {
                visitors.remove(visitor.key);
                triggers.forget(visitor);
            }
        }
    }

    /** Timers of the visitor of a moment: before it is given, after those of all. */
    void onTimersOf(final Moment m) {
        triggers.onTime(m.received, visitors.get(m.visitorKey));
    }

    /** A moment that is not late. */
    PlainView onMoment(final Moment m) {
        final PlainView view = scores.moment(heardOf(m), m);
        triggers.onMoment(m, view);
        return view;
    }

    /** A late one only tells who the visitor is. */
    void onLate(final Moment m) {
        if (m.customerKey != 0) {
            heardOf(m);
        }
    }

    int visitors() {
        return visitors.size();
    }

    private PlainVisitor heardOf(final Moment m) {
        PlainVisitor visitor = visitors.remove(m.visitorKey);
        if (visitor == null) {
            if (visitors.size() == settings.visitors()) {
                final Iterator<PlainVisitor> oldest = visitors.values().iterator();
                triggers.forget(oldest.next());
                oldest.remove();
            }
            visitor = new PlainVisitor(m.visitorKey, m.storefront);
        }
        visitors.put(m.visitorKey, visitor);
        visitor.seen = m.received;
        visitor.customer = m.customerKey != 0 ? m.customerKey : visitor.customer;
        return visitor;
    }
}
