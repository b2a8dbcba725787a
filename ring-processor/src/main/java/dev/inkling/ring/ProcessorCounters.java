package dev.inkling.ring;

import dev.inkling.scoring.Engine;
import dev.inkling.scoring.EngineCount;
import dev.inkling.scoring.Status;

/** Shows what processor and engine count for themselves as plain numbers. Confined to the processor's thread. */
final class ProcessorCounters {
    private final MomentProcessor processor;
    private final Counters counters;

    /**
     * Of a processor.
     *
     * @param processor counts
     * @param counters  shows
     */
    ProcessorCounters(final MomentProcessor processor, final Counters counters) {
        this.processor = processor;
        this.counters = counters;
    }

    /** Copies all numbers, once a batch. */
    void show() {
        counters.set(Counter.EVENTS_PROCESSED, processor.events());
        counters.set(Counter.EVENTS_LATE, processor.late());
        counters.set(Counter.EVENTS_SKEWED, processor.skewed());
        counters.set(Counter.EVENTS_UNKNOWN_STOREFRONT, processor.unknownStorefront());
        counters.set(Counter.DECISIONS, processor.decisions());
        counters.set(Counter.DECISIONS_FIRED, processor.decisions(Status.FIRED));
        counters.set(Counter.DECISIONS_HELD_OUT, processor.decisions(Status.HELD_OUT));
        counters.set(Counter.DECISIONS_CAPPED, processor.decisions(Status.CAPPED));
        counters.set(Counter.DECISIONS_COOLING, processor.decisions(Status.COOLING));
        counters.set(Counter.DECISIONS_EXPIRED, processor.decisions(Status.EXPIRED));
        final Engine engine = processor.engine();
        counters.set(Counter.SESSIONS_STARTED, engine.count(EngineCount.SESSIONS_STARTED));
        counters.set(Counter.SESSIONS_RESUMED, engine.count(EngineCount.SESSIONS_RESUMED));
        counters.set(Counter.SESSIONS_ENDED, engine.count(EngineCount.SESSIONS_ENDED));
        counters.set(Counter.SESSIONS_ACTIVE, engine.count(EngineCount.SESSIONS_ACTIVE));
        counters.set(Counter.VISITORS, engine.visitors());
        counters.set(Counter.VISITORS_EVICTED, engine.count(EngineCount.VISITORS_EVICTED));
        counters.set(Counter.VISITORS_EXPIRED, engine.count(EngineCount.VISITORS_EXPIRED));
        counters.set(Counter.CADENCE_EVICTED, engine.count(EngineCount.CADENCE_EVICTED));
        counters.set(Counter.MATCHES_USED_UP, engine.count(EngineCount.MATCHES_USED_UP));
        counters.set(Counter.MATCHES_UNRECORDED, engine.count(EngineCount.MATCHES_UNRECORDED));
        counters.set(Counter.OTHER_CURRENCY, engine.count(EngineCount.OTHER_CURRENCY));
    }
}
