package dev.inkling.journal.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inkling.journal.FrameBatch;
import dev.inkling.journal.KeyMaker;
import dev.inkling.journal.MomentWriter;
import dev.inkling.journal.Storefront;
import dev.inkling.journal.Utf8;
import dev.inkling.journal.Written;
import dev.inkling.journal.codec.Source;
import dev.inkling.journal.codec.TextKind;
import org.junit.jupiter.api.Test;

/** Keys that are not interpreted, of events that came in binary. */
class ExtraReaderTest {
    private final MomentWriter writer = new MomentWriter(new KeyMaker("00112233445566778899aabbccddeeff"));
    private final FrameBatch batch = new FrameBatch(1);
    private final ExtraReader reader = new ExtraReader();

    private boolean read(final String json) {
        batch.clear();
        writer.begin(batch, Storefront.DEFAULT, Source.UDP_BINARY);
        writer.text(TextKind.VISITOR_ID, "v");
        writer.text(TextKind.NAME, "n");
        final byte[] bytes = Utf8.bytes("##" + json + "#");
        return reader.read(bytes, 2, bytes.length - 3, writer);
    }

    private String kept() {
        assertNull(writer.finish());
        return Written.of(batch, 0).texts.get(TextKind.EXTRA);
    }

    @Test
    void shouldKeepWhatIsNotInterpreted() {
        assertTrue(read(" { \"a\" : [ 1 ], \"price\": 3, \"b\": null, \"u\": {\"email\": \"x@y\"}, \"a\": 2 } "));
        assertEquals("{\"a\":2,\"u\":{\"email\":\"***\"}}", kept());
    }

    @Test
    void shouldRefuseWhatIsNotOneObject() {
        for (final String json : new String[] {"", "[]", "1", "{", "{}{}", "{\"a\":}", "{\"a\":1} x", "{\"a\":\"\u0001\"}"}) {
            assertFalse(read(json), json);
            assertNull(kept(), json);
        }
        assertTrue(read("{}"));
        assertNull(kept());
    }
}
