package dev.inkling.perf.pipeline;

import dev.inkling.perf.stream.Visitors;
import dev.inkling.ring.ThreadMode;
import dev.inkling.ring.WaitKind;

/**
 * What runs, and on what.
 *
 * @param threads      thread mode of the pipeline
 * @param waiting       how its threads wait
 * @param visitors     in the table and drawn from
 * @param distribution how often each comes
 * @param batchEvents  events an offer
 */
public record RunSettings(ThreadMode threads, WaitKind waiting, int visitors, Visitors.Distribution distribution, int batchEvents) {
}
