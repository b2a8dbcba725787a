package dev.inkling.ring;

import java.nio.charset.StandardCharsets;

import dev.inkling.journal.Fact;
import dev.inkling.journal.FrameBatch;
import dev.inkling.journal.KeyMaker;
import dev.inkling.journal.MomentWriter;
import dev.inkling.journal.Problem;
import dev.inkling.journal.Storefront;
import dev.inkling.journal.codec.Source;
import dev.inkling.journal.codec.TextKind;

/** Moments for tests, written by the writer that the server uses. */
final class TestBatch {
    static final String SECRET = "000102030405060708090a0b0c0d0e0f";

    private final KeyMaker keys;
    private final MomentWriter writer;
    private final FrameBatch batch = new FrameBatch(1_000);

    TestBatch() {
        this(SECRET);
    }

    TestBatch(final String secret) {
        keys = new KeyMaker(secret);
        writer = new MomentWriter(keys);
    }

    TestBatch add(final String visitor, final String type, final long timestamp) {
        return add(visitor, type, timestamp, null);
    }

    TestBatch add(final String visitor, final String type, final long timestamp, final String eventId) {
        return add(visitor, type, timestamp, eventId, Double.NaN);
    }

    TestBatch add(final String visitor, final String type, final long timestamp, final String eventId, final double duration) {
        writer.begin(batch, Storefront.DEFAULT, Source.HTTP);
        writer.text(TextKind.VISITOR_ID, visitor);
        writer.text(TextKind.NAME, type);
        if (eventId != null) {
            writer.text(TextKind.EVENT_ID, eventId);
        }
        writer.timestamp(timestamp);
        if (!Double.isNaN(duration)) {
            writer.number(Fact.DURATION, duration);
        }
        final Problem problem = writer.finish();
        if (problem != null) {
            throw new AssertionError(problem);
        }
        return this;
    }

    long visitorKey(final String visitor) {
        final byte[] id = visitor.getBytes(StandardCharsets.UTF_8);
        return keys.key(Storefront.DEFAULT, id, 0, id.length);
    }

    FrameBatch batch() {
        return batch;
    }

    int count() {
        return batch.count();
    }

    TestBatch clear() {
        batch.clear();
        return this;
    }
}
