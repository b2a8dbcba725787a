package dev.inkling.perf.simulate;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.inkling.journal.QueueName;
import dev.inkling.journal.codec.CheckpointDecoder;
import dev.inkling.journal.codec.DecisionDecoder;
import dev.inkling.journal.codec.MomentEventDecoder;
import dev.inkling.journal.codec.VoidDecoder;
import dev.inkling.ring.Intake;

/**
 * What must be true: lists of what was journaled and synced, and a map of what was acknowledged. Plain on purpose; it shares nothing with
 * the product but the layout of a frame's prefix and the processor, which it runs once, without rings, threads and restarts.
 */
final class Model {
    private final int dedup;
    private final int recent;
    /** All events ever made, by content. */
    private final Map<ByteBuffer, Sent> sent = new HashMap<>();
    /** Whole frames of each queue, as far as they are known to stand. */
    private List<StoredFrame> events = new ArrayList<>();
    private List<StoredFrame> decisions = new ArrayList<>();
    private int syncedEvents;
    private int syncedDecisions;
    /** Ids of journaled events in their order, and the place of the latest of each. */
    private final List<String> ids = new ArrayList<>();
    private final List<Long> idSequences = new ArrayList<>();
    private final Map<String, Integer> idPlaces = new HashMap<>();
    /** Events that were journaled more than once by right: their id was out of reach. */
    private final Set<String> repeated = new LinkedHashSet<>();
    private final Map<String, Intake.Durability> acknowledged = new LinkedHashMap<>();
    private final Map<String, StoredFrame> seenDecisions = new LinkedHashMap<>();
    private Twin twin = new Twin();
    private int epoch;
    /** Decisions in the queue that stand; those of the twin before this one are journaled. */
    private int standingDecisions;

    /**
     * A model of a run.
     *
     * @param setup of it
     */
    Model(final Setup setup) {
        dedup = setup.dedup();
        recent = setup.recentDecisions();
    }

    /** An event exists. */
    void made(final Sent event) {
        sent.put(event.content(), event);
    }

    /** The event of a frame, null when nobody sent it. */
    Sent event(final StoredFrame frame) {
        return sent.get(Sent.content(frame.bytes()));
    }

    /** A frame was appended to a queue; the process lives and was told. */
    void appended(final QueueName queue, final StoredFrame frame) {
        if (queue == QueueName.EVENTS) {
            addEvent(frame);
            twin.feed(frame);
        } else if (queue == QueueName.DECISIONS) {
            addDecision(frame);
        }
    }

    private void addEvent(final StoredFrame frame) {
        Expectation.that(frame.sequence() == events.size() + 1, "behind %d events %s is appended", events.size(), frame);
        Expectation.that(frame.epoch() == epoch, "in epoch %d %s is appended", epoch, frame);
        events.add(frame);
        note(frame);
    }

    private void note(final StoredFrame frame) {
        if (frame.template() != MomentEventDecoder.TEMPLATE_ID) {
            return;
        }
        final Sent event = event(frame);
        Expectation.that(event != null, "nobody sent the event of %s", frame);
        if (event.id() != null) {
            if (idPlaces.containsKey(event.id())) {
                Expectation.that(firstSequence(event.id()) == 0, "event %s is journaled twice, at %d and %d", event.id(),
                    firstSequence(event.id()), frame.sequence());
                repeated.add(event.id());
            }
            idPlaces.put(event.id(), ids.size());
            ids.add(event.id());
            idSequences.add(frame.sequence());
        }
    }

    private void addDecision(final StoredFrame frame) {
        decisions.add(frame);
        if (frame.template() == DecisionDecoder.TEMPLATE_ID) {
            Expectation.that(standingDecisions < twin.decisions().size(), "%s is journaled, decision %s, but no more was decided", frame,
                Twin.id(frame));
            final StoredFrame decided = twin.decisions().get(standingDecisions);
            Expectation.that(Twin.isSame(frame, decided), "decision %s is journaled where %s was decided, or differs", Twin.id(frame),
                Twin.id(decided));
            standingDecisions++;
        } else if (frame.template() == CheckpointDecoder.TEMPLATE_ID && frame.sequence() == events.size()) {
            Expectation.that(twin.agrees(frame), "the checkpoint of sequence %d differs from the twin", frame.sequence());
        }
    }

    /** A queue was synced. */
    void synced(final QueueName queue) {
        if (queue == QueueName.EVENTS) {
            syncedEvents = events.size();
        } else if (queue == QueueName.DECISIONS) {
            syncedDecisions = decisions.size();
        }
    }

    /**
     * Sequence of the event that makes another one with the same id a duplicate.
     *
     * @return 0 when there is none in reach
     */
    long firstSequence(final String id) {
        final Integer place = id == null ? null : idPlaces.get(id);
        return place == null || ids.size() - place > dedup ? 0 : idSequences.get(place);
    }

    /** Decisions of the last ones up to an event that a duplicate of another event is to be told. */
    List<StoredFrame> replayed(final long sequence, final long upTo) {
        final List<StoredFrame> all = twin.told();
        int end = all.size();
        while (end > 0 && all.get(end - 1).sequence() > upTo) {
            end--;
        }
        final List<StoredFrame> found = new ArrayList<>();
        for (int i = Math.max(0, end - recent); i < end; i++) {
            if (all.get(i).sequence() == sequence) {
                found.add(all.get(i));
            }
        }
        return found;
    }

    /** Decisions of an event. */
    List<StoredFrame> decided(final long sequence) {
        final List<StoredFrame> all = twin.told();
        final List<StoredFrame> found = new ArrayList<>();
        for (int i = all.size() - 1; i >= 0 && all.get(i).sequence() >= sequence; i--) {
            if (all.get(i).sequence() == sequence) {
                found.add(0, all.get(i));
            }
        }
        return found;
    }

    /** A storefront was told that an event is kept. */
    void acknowledge(final Sent event, final Intake.Durability durability) {
        if (event.id() != null) {
            acknowledged.merge(event.id(), durability, (a, b) -> a.compareTo(b) > 0 ? a : b);
        }
    }

    /** A storefront was told a decision. */
    void tell(final StoredFrame decision) {
        seenDecisions.put(Twin.id(decision), decision);
    }

    /** Whether all of a sequence's frame and decisions were synced. */
    boolean isSynced(final long sequence) {
        if (sequence > syncedEvents) {
            return false;
        }
        for (int i = syncedDecisions; i < decisions.size(); i++) {
            if (decisions.get(i).sequence() == sequence && decisions.get(i).template() == DecisionDecoder.TEMPLATE_ID) {
                return false;
            }
        }
        return true;
    }

    /** Frames in the events queue. */
    int eventFrames() {
        return events.size();
    }

    /** A frame of the events queue. */
    StoredFrame eventFrame(final int index) {
        return events.get(index);
    }

    /** All frames of the events queue. */
    List<StoredFrame> eventFrames(final int from) {
        return events.subList(from, events.size());
    }

    long lastReceived() {
        return events.isEmpty() ? Long.MIN_VALUE : events.get(events.size() - 1).received();
    }

    long lastDecidedReceived() {
        return decisions.isEmpty() ? Long.MIN_VALUE : decisions.get(decisions.size() - 1).received();
    }

    Twin twin() {
        return twin;
    }

    /** Some event with a decision, for feedback; 0 when there is none. */
    long someDecided() {
        final List<StoredFrame> all = twin.decisions();
        return all.isEmpty() ? 0 : all.get(all.size() - 1).sequence();
    }

    int epoch() {
        return epoch;
    }

    /** The decisions queue is as it should be: all that was decided, once. */
    void requireAllDecided() {
        Expectation.that(standingDecisions == twin.decisions().size(), "%d decisions are journaled, %d were decided, the next is %s",
            standingDecisions, twin.decisions().size(),
            standingDecisions < twin.decisions().size() ? Twin.id(twin.decisions().get(standingDecisions)) : "none");
    }

    /**
     * The journal was opened anew.
     *
     * @param opened      its epoch
     * @param foundEvents frames of the events queue
     * @param found       the decisions queue
     * @param inFlight    frame whose append was under way when the process died, null for none
     * @param isPowerLost whether what was not synced may be gone
     * @return whether anything is gone
     */
    boolean opened(final int opened, final List<StoredFrame> foundEvents, final QueueReader found, final StoredFrame inFlight,
                   final boolean isPowerLost) {
        Expectation.that(opened == epoch + 1, "epoch %d came behind epoch %d", opened, epoch);
        epoch = opened;
        final int kept = common(QueueName.EVENTS, events, foundEvents, inFlight, isPowerLost, syncedEvents);
        common(QueueName.DECISIONS, decisions, found.frames(), inFlight, isPowerLost, syncedDecisions);
        final boolean isLost = kept < events.size();
        events = new ArrayList<>(foundEvents);
        decisions = new ArrayList<>(found.frames());
        if (isLost) {
            relearn(kept);
        } else {
            for (int i = kept; i < events.size(); i++) {
                note(events.get(i));
                twin.feed(events.get(i));
            }
        }
        requireAcknowledged();
        requireStanding(found.standing());
        return isLost;
    }

    /** Frames that stand as they were; more is allowed only when a frame was in flight, or a void. */
    private static int common(final QueueName queue, final List<StoredFrame> before, final List<StoredFrame> now,
                              final StoredFrame inFlight, final boolean isPowerLost, final int synced) {
        int same = 0;
        while (same < before.size() && same < now.size() && before.get(same).equals(now.get(same))) {
            same++;
        }
        Expectation.that(same >= (isPowerLost ? synced : before.size()),
            "%s: %d frames stood, %d of them synced; only the first %d are as they were%s", queue.folder(), before.size(), synced, same,
            isPowerLost ? " after a loss of power" : "");
        int next = same;
        if (next < now.size() && same == before.size() && now.get(next).equals(inFlight)) {
            next++;
        }
        for (; next < now.size(); next++) {
            Expectation.that(now.get(next).template() == VoidDecoder.TEMPLATE_ID, "%s: behind %d known frames there is %s", queue.folder(),
                same, now.get(next));
        }
        return same;
    }

    private void relearn(final int kept) {
        twin = new Twin();
        ids.clear();
        idSequences.clear();
        idPlaces.clear();
        repeated.clear();
        for (final StoredFrame frame : events) {
            note(frame);
            twin.feed(frame);
        }
        // by rights: the model's own list says that they were not synced
        acknowledged.entrySet().removeIf(entry -> entry.getValue() == Intake.Durability.JOURNALED && !idPlaces.containsKey(entry.getKey()));
        seenDecisions.values().removeIf(decision -> decision.sequence() > kept);
    }

    private void requireAcknowledged() {
        acknowledged.forEach((id, durability) -> {
            int times = 0;
            for (final String journaled : repeated.contains(id) || !idPlaces.containsKey(id) ? ids : List.of(id)) {
                times += journaled.equals(id) ? 1 : 0;
            }
            Expectation.that(times > 0, "event %s was acknowledged as %s and is not in the journal", id, durability);
            Expectation.that(times == 1 || repeated.contains(id), "event %s is %d times in the journal", id, times);
        });
    }

    /** What stands of the decisions is what was decided, from the first on, without a gap. */
    private void requireStanding(final List<StoredFrame> standing) {
        int at = 0;
        for (final StoredFrame frame : standing) {
            if (frame.template() == DecisionDecoder.TEMPLATE_ID && frame.sequence() <= events.size()) {
                Expectation.that(at < twin.decisions().size() && Twin.isSame(frame, twin.decisions().get(at)),
                    "decision %s stands in the journal and was not decided, or not there", Twin.id(frame));
                at++;
            }
        }
        standingDecisions = at;
    }

    /**
     * The engine has started: nothing is missing any more.
     *
     * @param foundEvents frames of the events queue
     * @param found       the decisions queue
     */
    void started(final List<StoredFrame> foundEvents, final QueueReader found) {
        Expectation.that(events.equals(foundEvents), "%d events stand, %d were appended, or they differ", foundEvents.size(),
            events.size());
        Expectation.that(decisions.equals(found.frames()), "%d frames of decisions stand, %d were appended, or they differ",
            found.frames().size(), decisions.size());
        for (final StoredFrame frame : found.standing()) {
            Expectation.that(frame.sequence() <= events.size(), "%s stands, and events end at %d", frame, events.size());
        }
        requireStanding(found.standing());
        requireAllDecided();
        final Map<String, StoredFrame> all = new HashMap<>();
        twin.decisions().forEach(decision -> all.put(Twin.id(decision), decision));
        seenDecisions.forEach((id, told) -> Expectation.that(all.containsKey(id) && Twin.isSame(told, all.get(id)),
            "decision %s was told, and is not in the journal, or differs", id));
    }
}
