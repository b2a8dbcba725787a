package dev.inkling.perf.crash;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import com.fasterxml.jackson.core.JsonParser;
import dev.inkling.perf.crash.Findings.Kind;

/**
 * What a journal holds, read from its exports in JSON. Each event is compared at once with the one that its number stands for; kept are
 * the sequences of events and the decisions.
 */
final class JournalContent {
    /** Members of an export that are the engine's own. */
    private static final Set<String> OWN = Set.of("sequence", "received");

    private final EventMaker maker;
    private final Findings findings;
    private final Map<Long, Long> sequences = new HashMap<>();
    private final SortedMap<DecisionKey, String> decisions = new TreeMap<>();

    JournalContent(final EventMaker maker, final Findings findings) {
        this.maker = maker;
        this.findings = findings;
    }

    /**
     * Reads the exports of a journal.
     *
     * @param events    JSON lines
     * @param decisions JSON lines
     * @throws IOException when they cannot be read
     */
    void read(final Path events, final Path decisions) throws IOException {
        each(events, this::onEvent);
        each(decisions, this::onDecision);
    }

    private static void each(final Path file, final Target target) throws IOException {
        try (InputStream in = Files.newInputStream(file); JsonParser parser = FlatJson.FACTORY.createParser(in)) {
            while (parser.nextToken() != null) {
                target.on(FlatJson.read(parser));
            }
        }
    }

    void onEvent(final SortedMap<String, Object> event) {
        final String id = String.valueOf(event.get("eventId"));
        final long sequence = Long.parseLong(plain(event.get("sequence")));
        final long number = maker.numberOf(id);
        if (number < 0) {
            findings.add(Kind.DIFFERING, "event " + id + " at sequence " + sequence + " was never sent");
            return;
        }
        final Long before = sequences.putIfAbsent(number, sequence);
        if (before != null) {
            findings.add(Kind.DOUBLED, "event " + id + " stands at sequences " + before + " and " + sequence);
        }
        event.keySet().removeAll(OWN);
        final SortedMap<String, Object> sent = maker.event(number);
        if (!event.equals(sent)) {
            findings.add(Kind.DIFFERING, "event " + id + " at sequence " + sequence + ": sent " + sent + ", journaled " + event);
        }
    }

    void onDecision(final SortedMap<String, Object> decision) {
        final String id = String.valueOf(decision.get("decisionId"));
        if (decisions.putIfAbsent(DecisionKey.of(id), decision.toString()) != null) {
            findings.add(Kind.DECISION_DOUBLED, "decision " + id + " stands twice in the journal");
        }
    }

    /** Makes the journal seem to lack an event, to see whether that is noticed. */
    void forget(final long number) {
        sequences.remove(number);
    }

    /** Where an event stands, null when it does not. */
    Long sequence(final long number) {
        return sequences.get(number);
    }

    int events() {
        return sequences.size();
    }

    int decisions() {
        return decisions.size();
    }

    /** A decision's content, null when there is none. */
    String decision(final DecisionKey key) {
        return decisions.get(key);
    }

    /** The decisions of one event. */
    Set<DecisionKey> decisionsOf(final long sequence) {
        return decisions.subMap(new DecisionKey(sequence, 0), new DecisionKey(sequence + 1, 0)).keySet();
    }

    private static String plain(final Object number) {
        return number instanceof BigDecimal decimal ? decimal.toPlainString() : "-1";
    }

    /** Takes one object. */
    @FunctionalInterface
    private interface Target {
        void on(SortedMap<String, Object> object);
    }
}
