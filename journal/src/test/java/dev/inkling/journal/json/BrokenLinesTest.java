package dev.inkling.journal.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import dev.inkling.journal.FrameBatch;
import dev.inkling.journal.KeyMaker;
import dev.inkling.journal.Storefront;
import dev.inkling.journal.Utf8;
import dev.inkling.journal.codec.Source;
import org.junit.jupiter.api.Test;

/** Bodies of several lines (NDJSON), some of which are no JSON. */
class BrokenLinesTest {
    private static final String GOOD = "{\"visitorId\":\"v\",\"momentType\":\"m\"}";

    private final MomentJsonReader reader =
        new MomentJsonReader(new KeyMaker("00112233445566778899aabbccddeeff"), Storefront.DEFAULT);
    private final FrameBatch batch = new FrameBatch(16);

    private Outcome read(final byte[] body) {
        return reader.read(body, 0, body.length, batch, Source.UDP_JSON);
    }

    private Outcome read(final String body) {
        batch.clear();
        return read(Utf8.bytes(body));
    }

    private void assertLines(final String body, final int accepted, final String... rejections) {
        assertLines(Utf8.bytes(body), accepted, rejections);
    }

    private void assertLines(final byte[] body, final int accepted, final String... rejections) {
        batch.clear();
        final Outcome outcome = read(body);
        assertEquals(Outcome.Status.OK, outcome.status(), outcome.message());
        assertEquals(accepted, outcome.accepted());
        assertEquals(List.of(rejections), IntStream.range(0, outcome.rejections().count())
            .mapToObj(i -> outcome.rejections().index(i) + " " + outcome.rejections().reason(i)).toList());
        assertEquals(accepted + rejections.length, batch.count());
        for (int i = 0; i < rejections.length; i++) {
            Letters.of(batch, outcome.rejections().index(i));
        }
    }

    @Test
    void shouldLetALineThatIsNoJsonHarmOnlyItself() {
        final String cut = GOOD.substring(0, GOOD.length() - 1);
        // Cut off at the line break, the value goes on where the next line begins: 33 bytes and the break behind its beginning.
        assertLines(cut + "\n" + GOOD + "\n", 1,
            "0 not JSON at byte 34 of it: unexpected character '{': expected comma to separate Object entries");
        assertEquals("0 UDP_JSON not JSON at byte 34 of it: unexpected character '{': expected comma to separate Object entries " + cut,
            Letters.of(batch, 0));
        assertLines(GOOD + "\n oops\n" + GOOD, 2, "1 not JSON at byte 0 of it: unrecognized token 'oops': expected a value");
        assertLines(GOOD + "\na\nb\n\n" + GOOD + "\n{", 2, "1 not JSON at byte 0 of it: unrecognized token 'a': expected a value",
            "2 not JSON at byte 0 of it: unrecognized token 'b': expected a value", "4 not JSON at byte 1 of it: it ends within a value");
        assertLines("{\"email\": \"a@b.c\", nan}\r\n" + GOOD, 1,
            "0 not JSON at byte 19 of it: unexpected character 'n': expected double-quote to start field name");
        assertTrue(Letters.of(batch, 0).endsWith("{\"email\": \"***\", nan}"), Letters.of(batch, 0));
        assertLines("{\"a\":" + "[".repeat(64) + "\n" + GOOD, 1, "0 nested deeper than 64 at byte 68 of it");
    }

    @Test
    void shouldTakeBackAnEventWhoseLineGoesOn() {
        assertLines(GOOD + "\n" + GOOD + GOOD + "\n" + GOOD, 2, "1 not JSON at byte 34 of it: a line break is needed between values");
        assertLines(GOOD + GOOD + "\n" + GOOD, 1, "0 not JSON at byte 34 of it: a line break is needed between values");
        assertLines("7 @\n" + GOOD, 1, "0 not JSON at byte 2 of it: unexpected character '@': expected a value");
        assertLines(GOOD + " oops\n" + GOOD, 1, "0 not JSON at byte 35 of it: unrecognized token 'oops': expected a value");
    }

    /** Of the control bytes only the tab and the line breaks are blanks. */
    @Test
    void shouldLetAStrayControlByteBreakItsLine() {
        for (char stray = 0; stray < ' '; stray++) {
            if ("\t\n\r".indexOf(stray) < 0) {
                final String reason = String.format(
                    ": illegal character U+%04X: only regular white space (\\r, \\n, \\t) is allowed between tokens", (int) stray);
                assertStray(GOOD + stray, 34, reason);
                assertStray(GOOD + " \t" + stray + "\r", 36, reason);
                assertStray(GOOD + stray + " " + GOOD, 34, reason);
                assertStray("7 " + stray, 2, reason);
                assertStray(stray + GOOD, 0, reason);
                assertStray(String.valueOf(stray), 0, reason);
                assertStray("{\"page\":\"a" + stray + "b\"}", 10, String.format(
                    ": illegal unquoted character U+%04X: has to be escaped using backslash to be included in string value", (int) stray));
                assertLines(GOOD + stray + "\n" + stray + "\n" + GOOD, 1, "0 not JSON at byte 34 of it" + reason,
                    "1 not JSON at byte 0 of it" + reason);
                assertEquals(Outcome.Status.MALFORMED, read(GOOD + stray).status());
                assertEquals(Outcome.Status.MALFORMED, read(stray + "[" + GOOD + "]").status());
                assertEquals(0, batch.count());
            }
        }
    }

    /** Among good lines, the second is refused and no other. */
    private void assertStray(final String line, final int at, final String reason) {
        assertLines(GOOD + "\n" + line + "\n" + GOOD, 2, "1 not JSON at byte " + at + " of it" + reason);
        assertLines(GOOD + "\n" + line, 1, "1 not JSON at byte " + at + " of it" + reason);
    }

    @Test
    void shouldNotTakeWhatStandsWithinABrokenValueForAnEvent() {
        assertLines(GOOD + "\n{\n  \"a\": [\n  " + GOOD + "\n  ],\n}\n" + GOOD, 2,
            "1 not JSON at byte " + (2 + 9 + 2 + 34 + 1 + 5) + " of it: unexpected character '}': expected double-quote to start field"
            + " name");
    }

    /** Lines with a byte changed here and there are taken together as each of them is taken alone. */
    @Test
    void shouldTakeEachLineAsIfItStoodAlone() {
        final long seed = System.nanoTime();
        System.out.println("broken lines, seed " + seed);
        final Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            final byte[][] lines = new byte[1 + random.nextInt(12)][];
            final ByteArrayOutputStream body = new ByteArrayOutputStream();
            int alone = 0;
            for (int i = 0; i < lines.length; i++) {
                lines[i] = Utf8.bytes(GOOD);
                if (random.nextInt(3) == 0) {
                    final int changed = ' ' + 1 + random.nextInt(255 - ' ');
                    lines[i][1 + random.nextInt(lines[i].length - 1)] = (byte) changed;
                }
                batch.clear();
                alone += read(lines[i]).accepted();
                body.writeBytes(lines[i]);
                body.write('\n');
            }
            batch.clear();
            final Outcome together = read(body.toByteArray());
            assertEquals(alone, together.accepted(), () -> new String(body.toByteArray(), StandardCharsets.ISO_8859_1));
            if (lines.length > 1) {
                assertEquals(lines.length, together.accepted() + together.rejections().count());
            }
        }
    }

    @Test
    void shouldCountBrokenLinesAmongTheEvents() {
        assertEquals(15, read((GOOD + "\n").repeat(15) + "x").accepted());
        assertEquals(Outcome.Status.TOO_MANY, read((GOOD + "\n").repeat(16) + "x").status());
        assertEquals(Outcome.Status.TOO_MANY, read("x\n".repeat(17)).status());
        assertEquals(0, batch.count());
        assertEquals(16, read("x\n".repeat(16)).rejections().count());
    }

    @Test
    void shouldLetALineThatIsNotUtf8HarmOnlyItself() {
        final String latin1 = "{\"page\":\"\u00e9\"}";
        assertLines((latin1 + "\n" + GOOD + "\n" + GOOD + " \u00e9\n" + GOOD + "\n\u00e9").getBytes(StandardCharsets.ISO_8859_1), 2,
            "0 not JSON at byte 9 of it: not UTF-8", "2 not JSON at byte 35 of it: not UTF-8", "4 not JSON at byte 0 of it: not UTF-8");
        assertEquals(Outcome.Status.MALFORMED, read(("[" + GOOD + ",\n" + latin1 + "]").getBytes(StandardCharsets.ISO_8859_1)).status());
    }
}
