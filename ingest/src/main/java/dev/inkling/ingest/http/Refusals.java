package dev.inkling.ingest.http;

import dev.inkling.ring.Intake;
import dev.inkling.ring.Readiness;

/** Why the engine did not take a request, in words for its sender. */
final class Refusals {
    private Refusals() {
    }

    /**
     * The words.
     *
     * @param offer any outcome but taken
     * @return what is wrong and what to do
     */
    static String of(final Intake.Offer offer) {
        return switch (offer) {
            case RING_FULL -> "too much traffic at this moment; nothing of the request was taken; send it again";
            case TOO_MANY -> "more events than one request may hold";
            case STOPPED -> "the engine does not take events, see /readyz; nothing of the request was taken";
            case TAKEN -> throw new IllegalArgumentException("taken");
        };
    }

    /**
     * Why it did not take all of a request's events.
     *
     * @param readiness as it is now; what was in the way may be over
     * @return what is wrong and what to do
     */
    static String partly(final Readiness readiness) {
        final String reason = readiness.reasons().isEmpty() ? "the journal could not take all events" : readiness.reasons().get(0);
        return reason + "; send the request again with the same event ids, see /readyz";
    }
}
