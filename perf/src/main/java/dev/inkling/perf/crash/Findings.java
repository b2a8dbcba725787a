package dev.inkling.perf.crash;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What is wrong, counted by kind, with the first few of each in words. */
final class Findings {
    private static final int NAMED = 5;

    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    private final Map<Kind, List<String>> examples = new EnumMap<>(Kind.class);

    void add(final Kind kind, final String what) {
        add(kind, 1, what);
    }

    void add(final Kind kind, final long count, final String what) {
        counts.merge(kind, count, Long::sum);
        final List<String> named = examples.computeIfAbsent(kind, key -> new ArrayList<>());
        if (named.size() < NAMED) {
            named.add(what);
        }
    }

    long count(final Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    boolean isEmpty() {
        return counts.isEmpty();
    }

    /** Examples as lines that begin with their kind. */
    List<String> lines() {
        final List<String> lines = new ArrayList<>();
        examples.forEach((kind, named) -> named.forEach(what -> lines.add(kind.word() + ": " + what)));
        return lines;
    }

    /** Ways in which a promise can be broken. */
    enum Kind {
        /** Acknowledged, and not in the journal. */
        LOST("lost"),
        /** In the journal more often than once, or accepted more often. */
        DOUBLED("doubled"),
        /** In the journal with other content than was sent, or never sent. */
        DIFFERING("differing"),
        /** A decision that replay does not make, or another. */
        DIVERGENT("divergent"),
        /** A decision in a reply that is not in the journal. */
        DECISION_LOST("decision lost"),
        /** A decision that is in the journal more often than once. */
        DECISION_DOUBLED("decision doubled"),
        /** A decision in a reply that is not what the journal has, not the request's own, or missing from the reply. */
        DECISION_DIFFERING("decision differing"),
        /** A reply that does not add up, or promises another durability. */
        ODD_REPLY("odd reply"),
        /** A server that did not start, did not start in time or did not stop in good order. */
        SERVER("server");

        private final String word;

        Kind(final String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }
}
