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
        counters.set(Counter.MATCHES_PASSED_OVER, engine.count(EngineCount.MATCHES_PASSED_OVER));
        counters.set(Counter.MATCHES_USED_UP, engine.count(EngineCount.MATCHES_USED_UP));
        counters.set(Counter.MATCHES_UNRECORDED, engine.count(EngineCount.MATCHES_UNRECORDED));
        counters.set(Counter.UNRECORDED_COOLDOWN, engine.count(EngineCount.UNRECORDED_COOLDOWN));
        counters.set(Counter.UNRECORDED_CAP_SESSION, engine.count(EngineCount.UNRECORDED_CAP_SESSION));
        counters.set(Counter.UNRECORDED_CAP_DAY, engine.count(EngineCount.UNRECORDED_CAP_DAY));
        counters.set(Counter.UNRECORDED_VISIBLE_SESSION, engine.count(EngineCount.UNRECORDED_VISIBLE_SESSION));
        counters.set(Counter.UNRECORDED_VISIBLE_GAP, engine.count(EngineCount.UNRECORDED_VISIBLE_GAP));
        counters.set(Counter.FEEDBACK_TAKEN, engine.count(EngineCount.FEEDBACK_TAKEN));
        counters.set(Counter.FEEDBACK_UNUSED, engine.count(EngineCount.FEEDBACK_UNUSED));
        counters.set(Counter.DECISIONS_IGNORED, engine.count(EngineCount.DECISIONS_IGNORED));
        counters.set(Counter.COOLDOWNS_DOUBLED, engine.count(EngineCount.COOLDOWNS_DOUBLED));
        counters.set(Counter.TIMERS_SET, engine.count(EngineCount.TIMERS_SET));
        counters.set(Counter.TIMERS_PENDING, engine.count(EngineCount.TIMERS_PENDING));
        counters.set(Counter.TIMERS_DUE, engine.count(EngineCount.TIMERS_DUE));
        counters.set(Counter.TIMERS_TAKEN_BACK, engine.count(EngineCount.TIMERS_TAKEN_BACK));
        counters.set(Counter.TIMERS_EXPIRED, engine.count(EngineCount.TIMERS_EXPIRED));
        counters.set(Counter.TIMERS_DROPPED, engine.count(EngineCount.TIMERS_DROPPED));
        counters.set(Counter.TIMERS_NOT_SET, engine.count(EngineCount.TIMERS_NOT_SET));
        counters.set(Counter.OTHER_CURRENCY, engine.count(EngineCount.OTHER_CURRENCY));
    }
}
