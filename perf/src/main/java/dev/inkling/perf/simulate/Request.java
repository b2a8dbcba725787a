package dev.inkling.perf.simulate;

import java.util.ArrayList;
import java.util.List;

/** One request of a storefront: its events, what the model says of each, and what came back. Confined to one thread. */
final class Request {
    private static final long REFUSED = -1;

    private final int number;
    private final List<Sent> events;
    private final Model model;
    /** For each event that is settled: its sequence, {@link #REFUSED}, or for a duplicate the first one's. */
    private final List<Long> sequences = new ArrayList<>();
    private final List<Boolean> duplicates = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final List<StoredFrame> toldFrames = new ArrayList<>();
    private final List<byte[]> configuration;
    private int configured;
    private int notConfigured;
    private boolean isUncertain;

    /**
     * A request.
     *
     * @param number        of it
     * @param events        in their order
     * @param configuration frames of a reload in the middle of it; none for none
     * @param model         of the run
     */
    Request(final int number, final List<Sent> events, final List<byte[]> configuration, final Model model) {
        this.configuration = configuration;
        this.number = number;
        this.events = events;
        this.model = model;
    }

    int number() {
        return number;
    }

    List<Sent> events() {
        return events;
    }

    /** Frames of a reload in the middle of it. */
    List<byte[]> configuration() {
        return configuration;
    }

    /** Frames in all. */
    int frames() {
        return events.size() + configuration.size();
    }

    /** A frame of the reload was journaled, or refused. */
    void configured(final boolean isJournaled) {
        configured += isJournaled ? 1 : 0;
        notConfigured += isJournaled ? 0 : 1;
    }

    /** An event is about to be journaled: those before it in the request that were not must be duplicates. */
    void attempt(final StoredFrame frame) {
        passDuplicates();
        Expectation.that(sequences.size() < events.size(), "request %d: more is journaled than was sent: %s", number, frame);
        final Sent event = events.get(sequences.size());
        Expectation.that(event.content().equals(Sent.content(frame.bytes())), "request %d: event %s comes where %s is journaled", number,
            event, model.event(frame));
    }

    private void passDuplicates() {
        while (sequences.size() < events.size() && model.firstSequence(events.get(sequences.size()).id()) != 0) {
            settle(model.firstSequence(events.get(sequences.size()).id()), true);
        }
    }

    private void settle(final long sequence, final boolean isDuplicate) {
        sequences.add(sequence);
        duplicates.add(isDuplicate);
    }

    /** The event that was attempted is journaled. */
    void accepted(final long sequence) {
        settle(sequence, false);
    }

    /** The event that was attempted was refused. */
    void refused() {
        settle(REFUSED, false);
    }

    /** Something failed for good: what becomes of the rest cannot be told. */
    void fail() {
        isUncertain = true;
    }

    /** All of it went through the engine. */
    void finish() {
        passDuplicates();
        Expectation.that(isUncertain || sequences.size() == events.size(), "request %d: %d of %d events were looked at", number,
            sequences.size(), events.size());
    }

    /** Whether it cannot be told what should come back. */
    boolean isUncertain() {
        return isUncertain;
    }

    /** A decision came back. */
    void tell(final StoredFrame decision, final boolean isReplayed) {
        told.add(word(decision, isReplayed));
        toldFrames.add(decision);
    }

    private static String word(final StoredFrame decision, final boolean isReplayed) {
        return Twin.id(decision) + (isReplayed ? " replayed" : "");
    }

    /** Decisions that came back. */
    List<StoredFrame> told() {
        return toldFrames;
    }

    /** Sequences of accepted events and of the duplicates' first ones. */
    List<Long> kept() {
        final List<Long> kept = new ArrayList<>(sequences);
        kept.removeIf(sequence -> sequence == REFUSED);
        return kept;
    }

    /** Events that are kept, be it that they were before. */
    List<Sent> keptEvents() {
        final List<Sent> kept = new ArrayList<>();
        for (int i = 0; i < sequences.size(); i++) {
            if (sequences.get(i) != REFUSED) {
                kept.add(events.get(i));
            }
        }
        return kept;
    }

    /** Events that were refused, or whose fate is not known. */
    List<Sent> otherEvents() {
        final List<Sent> others = new ArrayList<>(events);
        others.removeAll(keptEvents());
        return others;
    }

    /** Decisions that must have come back are those that did. */
    void check(final int accepted, final int duplicate, final int refused) {
        int accepting = 0;
        int doubling = 0;
        long upTo = 0;
        final List<String> expected = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            final long sequence = sequences.get(i);
            if (duplicates.get(i)) {
                doubling++;
                final long until = upTo == 0 ? before() : upTo;
                model.replayed(sequence, until).forEach(decision -> expected.add(word(decision, true)));
            } else if (sequence != REFUSED) {
                accepting++;
                upTo = sequence;
                model.decided(sequence).forEach(decision -> expected.add(word(decision, false)));
            }
        }
        Expectation.that(accepted == accepting + configured && duplicate == doubling
                && refused == events.size() - accepting - doubling + configuration.size() - configured
                // Behind a refused frame of a reload the rest of it is refused without being tried.
                && (notConfigured == 0) == (configured == configuration.size()),
            "request %d of %d: accepted %d, duplicates %d, refused %d; expected %d accepted, %d duplicates, %d and %d of a reload",
            number, events.size(), accepted, duplicate, refused, accepting, doubling, configured, notConfigured);
        Expectation.that(expected.equals(told), "request %d: told %s, expected %s", number, told, expected);
    }

    /** Last sequence before the request, when nothing of it was journaled: later requests may have been since. */
    private long before() {
        return lastBefore;
    }

    private long lastBefore;

    /** Notes where the journal ended when the request was made. */
    Request behind(final long sequence) {
        lastBefore = sequence;
        return this;
    }
}
