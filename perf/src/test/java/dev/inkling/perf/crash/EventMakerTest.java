package dev.inkling.perf.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import org.junit.jupiter.api.Test;

/** Sender and checker must mean the same events. */
class EventMakerTest {
    private final EventMaker maker = new EventMaker(42);

    @Test
    void shouldSendWhatItsNumbersStandFor() throws IOException {
        final Batch batch = new Batch(100, 50);
        try (JsonParser parser = FlatJson.FACTORY.createParser(maker.body(batch))) {
            assertEquals(JsonToken.START_ARRAY, parser.nextToken());
            for (long number = batch.first(); number < batch.end(); number++) {
                parser.nextToken();
                assertEquals(new EventMaker(42).event(number), FlatJson.read(parser));
            }
            assertEquals(JsonToken.END_ARRAY, parser.nextToken());
        }
        assertNotEquals(new EventMaker(43).event(100), maker.event(100));
    }

    @Test
    void shouldKnowItsOwnIdsOnly() {
        assertEquals(0, maker.numberOf((String) maker.event(0).get("eventId")));
        assertEquals(123_456, maker.numberOf((String) maker.event(123_456).get("eventId")));
        for (final String strange : new String[] {"e43-1", "e42-", "e42--1", "e42-01", "e42-1x", "", "null"}) {
            assertEquals(-1, maker.numberOf(strange), strange);
        }
    }

    @Test
    void shouldLeaveNoNumberOutBetweenBatches() {
        final Outbox outbox = new Outbox(maker);
        long next = 0;
        for (int i = 0; i < 200; i++) {
            final Batch batch = outbox.next(true);
            assertEquals(next, batch.first());
            next = batch.end();
        }
        final Batch lost = new Batch(3, 5);
        outbox.putBack(lost);
        assertEquals(5, outbox.unknownEvents());
        assertEquals(lost, outbox.next(true));
        assertEquals(null, outbox.next(false));
        assertEquals(next, outbox.next(true).first());
    }
}
