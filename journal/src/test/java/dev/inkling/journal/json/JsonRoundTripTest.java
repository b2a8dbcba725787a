package dev.inkling.journal.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.inkling.journal.Fact;
import dev.inkling.journal.FrameBatch;
import dev.inkling.journal.Frames;
import dev.inkling.journal.KeyMaker;
import dev.inkling.journal.MomentFrame;
import dev.inkling.journal.MomentWriter;
import dev.inkling.journal.Storefront;
import dev.inkling.journal.Utf8;
import dev.inkling.journal.codec.MomentEventDecoder;
import dev.inkling.journal.codec.Source;
import dev.inkling.journal.codec.TextKind;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Any moment, to JSON and back, is the same moment: its whole deciding part but for the prefix and the remarks, which tell of the first
 * passage alone. Contacts are left out, since they are never written.
 */
class JsonRoundTripTest {
    private static final List<String> CURRENCIES = List.of("EUR", "JPY", "KWD", "CLF", "QQQ");
    private static final int REMARKS_BYTES = 2;
    private static final int REMARKS_OFFSET =
        Frames.HEADER_BYTES + MomentEventDecoder.remarksEncodingOffset();

    private final KeyMaker keys = new KeyMaker("00112233445566778899aabbccddeeff");
    private final MomentWriter writer = new MomentWriter(keys);
    private final MomentJsonReader reader = new MomentJsonReader(keys, Storefront.DEFAULT);
    private final FrameJson json = new FrameJson();
    private final FrameBatch batch = new FrameBatch(2);

    private boolean write(final Random random) {
        batch.clear();
        writer.begin(batch, Storefront.DEFAULT, Source.HTTP);
        for (int kind = 0; kind <= TextKind.EXPERIMENT.value(); kind++) {
            if (random.nextBoolean()) {
                writer.text(TextKind.get((short) kind), text(random));
            }
        }
        writer.text(TextKind.NAME, "n" + text(random));
        if (random.nextBoolean()) {
            writer.text(TextKind.DECISION, random.nextInt(100) + "." + random.nextInt(3));
        }
        for (int fact = Fact.DURATION; fact <= Fact.QUANTITY; fact++) {
            if (random.nextBoolean()) {
                writer.number(fact, random.nextInt(4) == 0 ? random.nextInt(100) : random.nextDouble() * 30_000 - 3_000);
            }
        }
        if (random.nextBoolean()) {
            writer.timestamp(random.nextLong() % 253_000_000_000_000L % 62_000_000_000_000L);
            writer.sentAt(random.nextInt());
        }
        if (random.nextBoolean()) {
            writer.moneyMinor(Fact.PRICE, random.nextLong() >>> random.nextInt(64));
            writer.moneyMinor(Fact.REVENUE, random.nextInt(100_000));
        }
        if (random.nextBoolean()) {
            writer.currency(Utf8.bytes(CURRENCIES.get(random.nextInt(CURRENCIES.size()))), 0, 3);
        }
        for (int i = random.nextInt(6); i > 0; i--) {
            final byte[] member = Utf8.bytes("\"k" + i + "\":[" + random.nextDouble() + ",{\"a\":\"\\u00e9\"}]");
            writer.extra(member, 0, member.length);
        }
        return writer.finish() == null;
    }

    private static String text(final Random random) {
        final StringBuilder text = new StringBuilder();
        final int bound = random.nextInt(4) == 0 ? 0x30000 : 0x80;
        for (int i = random.nextInt(10) == 0 ? random.nextInt(300) : random.nextInt(20); i > 0; i--) {
            text.appendCodePoint(random.nextInt(bound));
        }
        return text.toString();
    }

    private byte[] decidingPart(final int index) {
        final int offset = batch.offset(index);
        final int length = new MomentFrame().wrap(batch.buffer(), offset).textsOffset() - offset;
        final byte[] bytes = new byte[length];
        batch.buffer().getBytes(offset, bytes);
        for (int i = 0; i < REMARKS_BYTES; i++) {
            bytes[REMARKS_OFFSET + i] = 0;
        }
        return bytes;
    }

    @Property(tries = 2000)
    void shouldComeBackAsTheSameMoment(@ForAll final long seed) throws IOException {
        if (!write(new Random(seed))) {
            return;
        }
        final ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (JsonGenerator out = new JsonFactory().createGenerator(line)) {
            json.writeEvent(batch.buffer(), 0, out);
        }
        final byte[] body = line.toByteArray();
        final Outcome outcome = reader.read(body, 0, body.length, batch, Source.HTTP);
        assertEquals(1, outcome.accepted(), line.toString(StandardCharsets.UTF_8));
        assertArrayEquals(decidingPart(0), decidingPart(1), line.toString(StandardCharsets.UTF_8));
    }
}
