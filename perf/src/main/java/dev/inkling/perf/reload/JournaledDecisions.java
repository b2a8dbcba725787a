package dev.inkling.perf.reload;

import java.util.Map;
import java.util.TreeMap;

import dev.inkling.journal.CheckedPoller;
import dev.inkling.journal.FrameVerdict;
import dev.inkling.journal.Frames;
import dev.inkling.journal.Journal;
import dev.inkling.journal.QueueName;
import dev.inkling.journal.codec.DecisionDecoder;

/** Reads the decisions of a run, and holds each against what was in force at its sequence. */
final class JournaledDecisions {
    private final Map<Long, Long> byDigest = new TreeMap<>();
    private long count;
    private long twice;
    private long otherDigest;

    JournaledDecisions(final Journal journal, final Reloader reloader) {
        final DecisionDecoder decision = new DecisionDecoder();
        long lastSequence = 0;
        int lastOrdinal = -1;
        try (CheckedPoller poller = new CheckedPoller(journal.poller(QueueName.DECISIONS), QueueName.DECISIONS)) {
            while (poller.poll()) {
                if (Frames.templateId(poller.buffer(), 0) == DecisionDecoder.TEMPLATE_ID) {
                    decision.wrap(poller.buffer(), Frames.HEADER_BYTES, DecisionDecoder.BLOCK_LENGTH, DecisionDecoder.SCHEMA_VERSION);
                    count++;
                    byDigest.merge(decision.configDigest(), 1L, Long::sum);
                    if (decision.sequence() < lastSequence || decision.sequence() == lastSequence && decision.ordinal() <= lastOrdinal) {
                        twice++;
                    }
                    if (decision.configDigest() != reloader.inForceAt(decision.sequence()).getValue()) {
                        otherDigest++;
                    }
                    lastSequence = decision.sequence();
                    lastOrdinal = decision.ordinal();
                }
            }
            if (poller.verdict() != FrameVerdict.OK) {
                throw new IllegalStateException("the decisions are damaged behind sequence " + poller.lastSequence());
            }
        }
    }

    long count() {
        return count;
    }

    long twice() {
        return twice;
    }

    /** Under another digest than the one that the reload said is in force there. */
    long otherDigest() {
        return otherDigest;
    }

    Map<Long, Long> byDigest() {
        return byDigest;
    }
}
