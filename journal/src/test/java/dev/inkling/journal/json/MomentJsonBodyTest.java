package dev.inkling.journal.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonFactory;
import dev.inkling.journal.Fact;
import dev.inkling.journal.FrameBatch;
import dev.inkling.journal.Frames;
import dev.inkling.journal.KeyMaker;
import dev.inkling.journal.Storefront;
import dev.inkling.journal.Utf8;
import dev.inkling.journal.Written;
import dev.inkling.journal.codec.DeadLetterDecoder;
import dev.inkling.journal.codec.MomentEventDecoder;
import dev.inkling.journal.codec.Source;
import org.junit.jupiter.api.Test;

/** Bodies of several events, and bodies that are no JSON. */
class MomentJsonBodyTest {
    private static final String GOOD = "{\"visitorId\":\"v\",\"momentType\":\"m\"}";
    /** Numbers that are not finite harm their event only. */
    private static final Set<String> NOT_FINITE =
        Set.of("n_number_NaN.json", "n_number_infinity.json", "n_number_minus_infinity.json");
    private static final Path SUITE = Path.of(System.getProperty("inkling.root", "."), "..", "shared", "data", "jsontestsuite");

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

    private void assertMalformed(final String body, final int byteOffset, final int line, final int column) {
        final Outcome outcome = read(body);
        assertEquals(Outcome.Status.MALFORMED, outcome.status(), body);
        assertEquals(List.of(byteOffset, line, column), List.of(outcome.byteOffset(), outcome.line(), outcome.column()),
            outcome.message());
        assertEquals(0, outcome.accepted());
        assertEquals(0, outcome.rejections().count());
        assertEquals(0, batch.count());
    }

    @Test
    void shouldTakeAnObjectAnArrayAndLines() {
        for (final String body : new String[] {
            GOOD, " " + GOOD + "\n", "[" + GOOD + "]", "\uFEFF" + GOOD, "\uFEFF [" + GOOD + "]"
        }) {
            assertEquals(1, read(body).accepted(), body);
        }
        assertEquals(3, read("[" + GOOD + ", " + GOOD + "," + GOOD + "]").accepted());
        assertEquals(3, read(GOOD + "\n" + GOOD + "\r\n\n" + GOOD + " \n").accepted());
        final Outcome none = read(" [ ] ");
        assertEquals(Outcome.Status.OK, none.status());
        assertEquals(0, batch.count());
    }

    @Test
    void shouldTurnABadEventIntoADeadLetterInItsPlace() {
        final Outcome outcome = read("[" + GOOD + ",{\"visitorId\":\"v\", \"email\":\"a@b.c\"},7," + GOOD + ",null,[1, 2]]");
        assertEquals(Outcome.Status.OK, outcome.status());
        assertEquals(2, outcome.accepted());
        final Rejections rejections = outcome.rejections();
        assertEquals(4, rejections.count());
        assertEquals("1 momentType missing", rejections.index(0) + " " + rejections.field(0) + " " + rejections.reason(0));
        for (int i = 1; i < 4; i++) {
            assertEquals("an event must be an object", rejections.reason(i));
            assertEquals("", rejections.field(i));
        }
        final int letter = DeadLetterDecoder.TEMPLATE_ID;
        final int moment = MomentEventDecoder.TEMPLATE_ID;
        final int[] expected = {moment, letter, letter, moment, letter, letter};
        assertEquals(expected.length, batch.count());
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], Frames.templateId(batch.buffer(), batch.offset(i)));
        }
        assertEquals("1 UDP_JSON momentType: missing {\"visitorId\":\"v\", \"email\":\"***\"}", Letters.of(batch, 1));
        assertEquals("2 UDP_JSON an event must be an object 7", Letters.of(batch, 2));
        assertEquals("5 UDP_JSON an event must be an object [1, 2]", Letters.of(batch, 5));
    }

    @Test
    void shouldCutTheBodyOfADeadLetterToFit() {
        assertEquals(1, read("{\"page\":\"" + "é".repeat(2_000) + "\"}").rejections().count());
        assertTrue(batch.length(0) <= Frames.MAX_FRAME_BYTES && batch.length(0) >= Frames.MAX_FRAME_BYTES - 1);
        assertFalse(Letters.of(batch, 0).contains("\uFFFD"));
    }

    @Test
    void shouldSayWhereABodyStopsBeingJson() {
        assertMalformed("", 0, 1, 1);
        assertMalformed("  \n ", 0, 1, 1);
        assertMalformed("[" + GOOD + ",\n  é" + GOOD + "]", 39, 2, 3);
        assertMalformed("{\"a\":1", 6, 1, 7);
        assertMalformed(GOOD + GOOD, 34, 1, 35);
        assertMalformed("[]\n" + GOOD, 3, 2, 1);
        // GOOD has 34 bytes; the second value of a line is at fault, wherever its blanks stand.
        assertMalformed(GOOD + " \t" + GOOD, 36, 1, 37);
        assertMalformed(GOOD + "\r" + GOOD, 35, 1, 36);
        assertMalformed("\n" + GOOD + " " + GOOD, 36, 2, 36);
        assertMalformed("{\"a\": true} \"x\"", 12, 1, 13);
        assertMalformed("{\"ä\":tru}", 6, 1, 6);
        // A value of several lines, alone, is refused whole: { and a break, 9 bytes of the next line, and so on.
        assertMalformed("{\n  \"a\": [\n  " + GOOD + "\n  ],\n}\n", 2 + 9 + 2 + 34 + 1 + 5, 5, 1);
    }

    @Test
    void shouldSayInPlainWordsWhyABodyIsNotJson() {
        assertReason("it ends within a value", "[");
        assertReason("it ends within a value", "{\"a\":\"b");
        assertReason("unexpected close marker ']': expected '}'", "{]");
        assertReason("unexpected close marker ']': no open Array to close", "]");
        assertReason("unexpected character 't': expected comma to separate Array entries", "[1 true]");
        assertReason("unexpected character ')': expected a value", "[)]");
        assertReason("unexpected character U+2060: expected a value", "[\u2060]");
        assertReason("unexpected character U+1F600: expected a value", "[\uD83D\uDE00]");
        assertReason("unexpected character '/'; JSON has no comments", "[/* */]");
        assertReason("illegal unquoted character U+000A: has to be escaped using backslash to be included in string value", "[\"a\n\"]");
        assertReason("unrecognized character escape 'x'", "[\"\\x\"]");
        assertReason("unrecognized token 'tru': expected a value", "[tru]");
        assertReason("unexpected character '@': expected a line break between values", "2@");
    }

    private void assertReason(final String reason, final String body) {
        final String message = read(body).message();
        assertTrue(message.startsWith("not JSON at byte "), message);
        assertEquals(reason, message.substring(message.indexOf("): ") + 3));
        assertPlain(message);
    }

    /** Nothing of the parser's settings, source and token types, and one line. */
    private static void assertPlain(final String message) {
        assertFalse(message.matches("(?s).*(Source|REDACTED|`|Feature|ALLOW_|CTRL-CHAR|VALUE_|FIELD_|\\(code|\\p{Cntrl}).*"), message);
    }

    @Test
    void shouldLetANumberThatIsNotFiniteHarmOnlyItsEvent() {
        final String head = "{\"visitorId\":\"v\",\"momentType\":\"m\",";
        final String[] members = {"\"duration\":NaN", "\"price\":-Infinity", "\"timestamp\":Infinity", "\"page\":NaN", "\"x\":NaN",
            "\"details\":{\"y\":[1,{\"a\":Infinity}]}", "\"scroll_velocity\":1,\"scroll_speed\":NaN", "\"email\":NaN",
            "\"z\":1e999", "\"duration\":NaN,\"duration\":1"};
        final Outcome outcome = read("[" + GOOD + ","
            + Stream.of(members).map(member -> head + member + "}").collect(Collectors.joining(",")) + ",NaN]");
        assertEquals(Outcome.Status.OK, outcome.status(), outcome.message());
        assertEquals(3, outcome.accepted());
        final Rejections rejections = outcome.rejections();
        assertEquals(List.of("1 duration: not a finite number", "2 price: not a finite number", "3 timestamp: not a finite number",
                "4 page: expected a string, found a number that is not finite", "5 x: not a finite number", "6 y: not a finite number",
                "7 scroll_speed: not a finite number", "8 email: expected a string, found a number that is not finite",
                "11 : an event must be an object"),
            IntStream.range(0, rejections.count())
                .mapToObj(i -> rejections.index(i) + " " + rejections.field(i) + ": " + rejections.reason(i)).toList());
        assertEquals(1, read(head + "\"" + "k".repeat(100) + "\uD83D\":NaN}").rejections().count());
        assertEquals("k".repeat(64), read(head + "\"" + "k".repeat(100) + "\":NaN}").rejections().field(0));
    }

    @Test
    void shouldRefuseBytesThatAreNotUtf8() {
        final byte[] latin1 = "{\"page\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals(Outcome.Status.MALFORMED, read(latin1).status());
        assertEquals(9, read(latin1).byteOffset());
        assertEquals(Outcome.Status.MALFORMED, read(GOOD.getBytes(StandardCharsets.UTF_16LE)).status());
        assertEquals(Outcome.Status.MALFORMED, read(GOOD.getBytes(StandardCharsets.UTF_16)).status());
    }

    @Test
    void shouldBoundDepth() {
        assertEquals(Outcome.Status.OK, read("{\"a\":" + "[".repeat(63) + "]".repeat(63) + "}").status());
        assertEquals(Outcome.Status.MALFORMED, read("{\"a\":" + "[".repeat(64) + "]".repeat(64) + "}").status());
    }

    @Test
    void shouldLetALongNumberOrKeyHarmOnlyItsOwnEvent() {
        final String digits = "1".repeat(100_000);
        final String head = "{\"visitorId\":\"v\",\"momentType\":\"m\",";
        final Outcome outcome = read("[" + String.join(",", GOOD, head + "\"price\":" + digits + "}", head + "\"duration\":" + digits + "}",
            head + "\"depth\":0." + digits + "}", head + "\"timestamp\":1719830096789." + digits + "}", head + "\"x\":" + digits + "}",
            head + "\"" + digits + "\":1}", head + "\"x\":[{\"" + digits + "\":{}}, 1]}", digits, GOOD) + "]");

        assertEquals(Outcome.Status.OK, outcome.status(), outcome.message());
        assertEquals(7, outcome.accepted());
        final Rejections rejections = outcome.rejections();
        final String[] expected =
            {"1 price: longer than 1000 characters", "2 duration: not a finite number", "8 : an event must be an object"};
        assertEquals(expected.length, rejections.count());
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], rejections.index(i) + " " + rejections.field(i) + ": " + rejections.reason(i));
        }
        assertEquals(1 / 9.0, Written.of(batch, 3).facts.number(Fact.DEPTH));
        assertEquals(1_719_830_096_789L, Written.of(batch, 4).facts.timestamp());
        for (int i = 5; i < 8; i++) {
            assertTrue(Written.of(batch, i).decoder.remarks().extraDropped());
        }
        assertEquals(Outcome.Status.OK, read(digits + "\n" + GOOD).status());
    }

    /** A parser's factory keeps thousands of keys, of whatever length, for those to come. */
    @Test
    void shouldNotRememberLongKeys() {
        final String longKey = "\"" + "k".repeat(300) + "\"";
        for (final String body : new String[] {
            "{" + longKey + ":1}", "{\"a\":[[{" + longKey + ":1}]]}", "{\"details\":{" + longKey + ":1}}", "{\"page\":{" + longKey + ":1}}",
            "{\"details\":[{" + longKey + ":1}]}", "[[{" + longKey + ":1}]]", "{" + longKey + "}", "{" + longKey + ":1"
        }) {
            final JsonFactory before = reader.parsers();
            read(body);
            assertNotSame(before, reader.parsers(), body);
        }
        final JsonFactory before = reader.parsers();
        read("{\"a\":{\"b\":1},\"type\":{\"d\":[]}}");
        assertSame(before, reader.parsers());
    }

    @Test
    void shouldTellWhichBracketIsNestedTooDeep() {
        // The 65th bracket stands behind 64 others, of one byte in an array and of five in an object: {"a": is 5 bytes.
        assertTooDeep("[".repeat(70) + " ".repeat(3_000), 64, 1, 65);
        assertTooDeep("{\"a\":".repeat(5_000), 64 * 5, 1, 64 * 5 + 1);
        assertTooDeep("{\"a\":\n" + "[".repeat(64) + "]".repeat(64) + "}", 6 + 63, 2, 64);
        assertTooDeep("[{\"visitorId\":" + "[{\"a\": ".repeat(40), 14 + 62 / 2 * 7, 1, 14 + 62 / 2 * 7 + 1);
        // A byte order mark is three bytes and one code point.
        assertTooDeep("\uFEFF" + "[".repeat(65), 3 + 64, 1, 1 + 65);
    }

    private void assertTooDeep(final String body, final int byteOffset, final int line, final int column) {
        assertMalformed(body, byteOffset, line, column);
        assertTrue("[{".indexOf(Utf8.bytes(body)[byteOffset]) >= 0, body);
        assertEquals("nested deeper than 64 at byte " + byteOffset + " (line " + line + ", column " + column + ')', read(body).message());
    }

    @Test
    void shouldRefuseMoreEventsThanTheBatchHolds() {
        final Outcome outcome = read("[" + (GOOD + ",").repeat(16) + GOOD + "]");
        assertEquals(Outcome.Status.TOO_MANY, outcome.status());
        assertEquals("more than 16 events in one request", outcome.message());
        assertEquals(0, batch.count());
        assertEquals(16, read((GOOD + "\n").repeat(16)).accepted());
    }

    @Test
    void shouldLeaveFramesThatWereThereBefore() {
        read(GOOD);
        assertEquals(Outcome.Status.MALFORMED, read(Utf8.bytes("[" + GOOD + ",")).status());
        assertEquals(1, batch.count());
        assertEquals(1, read(Utf8.bytes(GOOD)).accepted());
        assertEquals(2, batch.count());
    }

    @Test
    void shouldAgreeWithTheJsonTestSuite() throws IOException {
        if (!Files.isDirectory(SUITE)) {
            System.out.println("skipped: no shared data");
            return;
        }
        final List<Path> files;
        try (Stream<Path> all = Files.list(SUITE)) {
            files = all.filter(f -> f.toString().endsWith(".json")).sorted().collect(Collectors.toList());
        }
        assertTrue(files.size() > 300, files.size() + " files");
        for (final Path file : files) {
            final String name = file.getFileName().toString();
            batch.clear();
            final Outcome outcome = read(Files.readAllBytes(file));
            if (name.startsWith("y_")) {
                assertEquals(Outcome.Status.OK, outcome.status(), () -> name + ": " + outcome.message());
            } else if (NOT_FINITE.contains(name)) {
                assertEquals(1, outcome.rejections().count(), name);
            } else if (name.startsWith("n_")) {
                assertEquals(Outcome.Status.MALFORMED, outcome.status(), name);
                assertPlain(outcome.message());
                assertEquals(0, batch.count(), name);
            }
        }
    }
}
