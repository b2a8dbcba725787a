package dev.inkling.ingest.udp;

import dev.inkling.ingest.loop.IngestLoop;
import dev.inkling.journal.Storefronts;
import dev.inkling.journal.codec.Source;
import dev.inkling.journal.json.MomentJsonReader;
import dev.inkling.journal.json.Outcome;
import dev.inkling.ring.Counter;
import dev.inkling.ring.Intake;

/** Reads datagrams of either kind and puts their events into the ring; nobody awaits results. Confined to one event loop. */
final class DatagramReader {
    private final IngestLoop loop;
    private final MomentJsonReader json;
    private final BinaryReader binary;

    /**
     * A reader for a loop.
     *
     * @param loop   takes the events
     * @param secret identity secret, 32 hex digits
     */
    DatagramReader(final IngestLoop loop, final String secret) {
        this.loop = loop;
        json = new MomentJsonReader(loop.keys(), Storefronts.DEFAULT);
        binary = new BinaryReader(loop, secret);
    }

    /**
     * Takes a datagram.
     *
     * @param bytes  holds it; they may be changed
     * @param length in bytes, from 1
     */
    void read(final byte[] bytes, final int length) {
        if (bytes[0] == '{' || bytes[0] == '[') {
            readJson(bytes, length);
        } else {
            binary.read(bytes, length);
        }
        offer();
    }

    private void readJson(final byte[] bytes, final int length) {
        loop.batch().clear();
        final Storefronts storefronts = loop.storefronts();
        final Outcome.Status status =
            json.read(bytes, 0, length, loop.batch(), Source.UDP_JSON, storefronts, storefronts.first()).status();
        if (status == Outcome.Status.MALFORMED) {
            loop.counters().increment(Counter.UDP_BAD_JSON);
        } else if (status == Outcome.Status.TOO_MANY) {
            loop.counters().increment(Counter.UDP_BAD_LENGTH);
        }
    }

    private void offer() {
        final int events = loop.batch().count();
        if (events > 0 && loop.offer() == Intake.Offer.RING_FULL) {
            loop.counters().add(Counter.UDP_RING_FULL, events);
        }
    }
}
