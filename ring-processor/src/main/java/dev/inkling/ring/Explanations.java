package dev.inkling.ring;

import dev.inkling.scoring.Engine;
import dev.inkling.scoring.Explainer;

/** Processes moments that are to be explained; allocates, and takes some twenty times as long. Confined to the moment handler's thread. */
final class Explanations {
    /** Longest explanation of a moment, in characters: rules beyond it are told without their clauses. */
    static final int MOST_CHARS = 16_384;

    private final MomentProcessor processor;
    private final Explainer explainer = new Explainer(MOST_CHARS);

    /**
     * Explains by a processor.
     *
     * @param processor to drive
     */
    Explanations(final MomentProcessor processor) {
        this.processor = processor;
    }

    /**
     * Has the frame of a slot processed.
     *
     * @param slot journaled
     * @param sink takes its decisions
     * @return JSON in UTF-8
     */
    byte[] of(final Slot slot, final FrameSink sink) {
        final Engine engine = processor.engine();
        final long late = processor.late();
        if (engine != null) {
            engine.explainTo(explainer);
        }
        try {
            processor.onFrame(slot.buffer, slot.offset, slot.length, sink);
        } finally {
            if (engine != null) {
                engine.explainTo(null);
            }
        }
        if (explainer.sequence() != slot.sequence) {
            explainer.passedOver(slot.sequence, processor.late() > late ? "late" : "unknown storefront");
        }
        return explainer.take();
    }

    /**
     * What there is to tell of a duplicate.
     *
     * @param slot with the sequence of the first one
     * @return JSON in UTF-8
     */
    byte[] ofDuplicate(final Slot slot) {
        explainer.passedOver(slot.sequence, "duplicate");
        return explainer.take();
    }
}
