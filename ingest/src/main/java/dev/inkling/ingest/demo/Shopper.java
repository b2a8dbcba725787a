package dev.inkling.ingest.demo;

import java.util.List;

/**
 * A sample shopper and all that she will do in one visit.
 *
 * @param number     from 0, in order of arrival
 * @param visitorId  a first name and the number
 * @param customerId of one who signed in, else null
 * @param sessionId  the storefront's label of the visit
 * @param persona    what kind of shopper
 * @param device     mobile, desktop or tablet
 * @param channel    where she came from
 * @param moments    in order of time, never empty
 */
public record Shopper(long number, String visitorId, String customerId, String sessionId, Persona persona, String device,
                      String channel, List<SampleMoment> moments) {
    /**
     * Whether she left at once.
     *
     * @return true for at most two moments
     */
    public boolean bounced() {
        return moments.size() <= 2;
    }

    /**
     * Whether she did something.
     *
     * @param type name of a moment
     * @return true when it is among her moments
     */
    public boolean did(final String type) {
        return moments.stream().anyMatch(moment -> moment.type().equals(type));
    }
}
