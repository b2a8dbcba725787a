package dev.inkling.journal.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;

import dev.inkling.journal.Fact;
import dev.inkling.journal.FrameBatch;
import dev.inkling.journal.KeyMaker;
import dev.inkling.journal.Storefront;
import dev.inkling.journal.TextHash;
import dev.inkling.journal.Utf8;
import dev.inkling.journal.Written;
import dev.inkling.journal.codec.Device;
import dev.inkling.journal.codec.Source;
import dev.inkling.journal.codec.TextKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Events in native JSON, one by one. */
class MomentJsonReaderTest {
    private final KeyMaker keys = new KeyMaker("00112233445566778899aabbccddeeff");
    private final MomentJsonReader reader = new MomentJsonReader(keys, Storefront.DEFAULT);
    private final FrameBatch batch = new FrameBatch(16);

    private Outcome read(final String json) {
        batch.clear();
        final byte[] body = Utf8.bytes("###" + json + "###");
        return reader.read(body, 3, body.length - 6, batch, Source.HTTP);
    }

    private Written accept(final String json) {
        final Outcome outcome = read(json);
        assertEquals(Outcome.Status.OK, outcome.status(), outcome.message());
        assertEquals(0, outcome.rejections().count(), () -> outcome.rejections().field(0) + ": " + outcome.rejections().reason(0));
        assertEquals(1, outcome.accepted());
        return Written.of(batch, 0);
    }

    /** An event with these members besides the two that are required. */
    private Written acceptWith(final String members) {
        return accept("{\"visitorId\":\"v\",\"momentType\":\"m\"," + members + "}");
    }

    private String refuseWith(final String members) {
        final Outcome outcome = read("{\"visitorId\":\"v\",\"momentType\":\"m\"," + members + "}");
        assertEquals(Outcome.Status.OK, outcome.status(), outcome.message());
        assertEquals(1, outcome.rejections().count());
        assertEquals(0, outcome.accepted());
        return outcome.rejections().field(0) + ": " + outcome.rejections().reason(0);
    }

    @Test
    void shouldAcceptTheMicroMomentOfTheGuides() {
        final Written moment = accept("""
            {"timestamp":1719830096789,"sessionId":"sess_1","customerId":"cust_1",
            "momentType":"social_proof_engagement","details":{"element":"customer_photo_gallery","interaction":"swipe_through_images",
            "duration":23,"depth":8,"context":"product_page_visit","deviceType":"mobile","traffic_source":"instagram_ad"},
            "intentScore":0.67,"urgencyLevel":"medium","conversionProbability":0.42}""");
        assertEquals(1_719_830_096_789L, moment.facts.timestamp());
        assertEquals(keys.key(Storefront.DEFAULT, "cust_1"), moment.facts.visitorKey());
        assertEquals(keys.key(Storefront.DEFAULT, "cust_1"), moment.facts.bits(Fact.CUSTOMER_KEY, 0));
        assertEquals(keys.key(Storefront.DEFAULT, "sess_1"), moment.facts.bits(Fact.SESSION_KEY, 0));
        assertEquals(TextHash.of("social_proof_engagement"), moment.facts.nameHash());
        assertEquals(TextHash.of("instagram_ad"), moment.facts.bits(Fact.CHANNEL, 0));
        assertEquals(23, moment.facts.number(Fact.DURATION));
        assertEquals(8, moment.facts.number(Fact.DEPTH));
        assertEquals(Device.MOBILE.value(), moment.facts.device());
        assertEquals("{\"intentScore\":0.67,\"urgencyLevel\":\"medium\",\"conversionProbability\":0.42}", moment.texts.get(TextKind.EXTRA));
        assertEquals(0, moment.decoder.remarks().getRaw());
    }

    @Test
    void shouldLetDetailsWinWhicheverComesFirst() {
        for (final String members : new String[] {
            "\"page\":\"top\",\"price\":\"wrong\",\"note\":1,\"details\":{\"page\":\"in\",\"price\":2,\"note\":2}",
            "\"details\":{\"page\":\"in\",\"price\":2,\"note\":2},\"page\":\"top\",\"price\":[3],\"note\":1"
        }) {
            final Written moment = acceptWith(members);
            assertEquals("in", moment.texts.get(TextKind.PAGE));
            assertEquals(200, moment.facts.bits(Fact.PRICE, 0));
            assertEquals("{\"note\":2}", moment.texts.get(TextKind.EXTRA));
        }
    }

    @Test
    void shouldTakeTheLastOfEqualKeysAndNullAsAbsent() {
        assertEquals("b", acceptWith("\"page\":7,\"page\":\"b\"").texts.get(TextKind.PAGE));
        assertFalse(acceptWith("\"page\":\"a\",\"page\":null").texts.containsKey(TextKind.PAGE));
        assertEquals("top", acceptWith("\"page\":\"top\",\"details\":{\"page\":null}").texts.get(TextKind.PAGE));
        assertEquals("top", acceptWith("\"page\":\"top\",\"details\":{\"page\":\"\"}").texts.get(TextKind.PAGE));
        assertEquals("top", acceptWith("\"details\":{\"page\":\"in\",\"x\":1},\"page\":\"top\",\"details\":null").texts.get(TextKind.PAGE));
        assertEquals("{\"y\":2,\"x\":3}",
            acceptWith("\"y\":1,\"x\":1,\"z\":1,\"y\":2,\"z\":null,\"x\":3,\"n\":null").texts.get(TextKind.EXTRA));
        assertEquals("{\"b\":2}", acceptWith("\"details\":{\"a\":1},\"details\":{\"b\":2}").texts.get(TextKind.EXTRA));
    }

    @Test
    void shouldUnderstandAliasesAndKeepTheOnesThatLose() {
        final Written moment = accept("{\"anonymousId\":\"a\",\"userId\":\"u\",\"event\":\"e\",\"type\":\"t\",\"scroll_speed\":-3.5}");
        assertEquals("a", moment.texts.get(TextKind.VISITOR_ID));
        assertEquals("u", moment.texts.get(TextKind.CUSTOMER_ID));
        assertEquals("t", moment.texts.get(TextKind.NAME));
        assertEquals("{\"event\":\"e\"}", moment.texts.get(TextKind.EXTRA));
        assertEquals(-3.5, moment.facts.number(Fact.SCROLL_VELOCITY));
        final Written both = acceptWith("\"anonymousId\" : \"a\" ,\"k\":0");
        assertEquals("v", both.texts.get(TextKind.VISITOR_ID));
        assertEquals("{\"k\":0,\"anonymousId\":\"a\"}", both.texts.get(TextKind.EXTRA));
    }

    @Test
    void shouldLetDetailsWinAcrossAliases() {
        assertEquals(300, acceptWith("\"scroll_velocity\":100,\"details\":{\"scroll_speed\":300}").facts.number(Fact.SCROLL_VELOCITY));
        assertEquals(300, acceptWith("\"details\":{\"scroll_velocity\":300},\"scroll_speed\":100").facts.number(Fact.SCROLL_VELOCITY));
        assertEquals(300, acceptWith("\"scroll_speed\":100,\"details\":{\"scroll_velocity\":300,\"scroll_speed\":200}")
            .facts.number(Fact.SCROLL_VELOCITY));
        final Written moment = acceptWith("\"type\":\"t\",\"details\":{\"event\":\"e\",\"anonymousId\":\"a\"}");
        assertEquals("e", moment.texts.get(TextKind.NAME));
        assertEquals("a", moment.texts.get(TextKind.VISITOR_ID));
        assertEquals("{\"type\":\"t\"}", moment.texts.get(TextKind.EXTRA));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
        "\"price\":\"1\"|price: expected a number, found a string",
        "\"page\":1|page: expected a string, found a number",
        "\"duration\":true|duration: expected a number, found a boolean",
        "\"details\":{\"depth\":{}}|depth: expected a number, found an object",
        "\"scroll_speed\":[]|scroll_speed: expected a number, found an array",
        "\"eventId\":[[1]]|eventId: expected a string, found an array",
        "\"details\":[]|details: expected an object",
        "\"details\":\"x\"|details: expected an object",
        "\"type\":5|type: expected a string, found a number",
        "\"details\":{\"anonymousId\":{\"a\":1}}|anonymousId: expected a string, found an object",
        "\"scroll_velocity\":1,\"scroll_speed\":\"2\"|scroll_speed: expected a number, found a string",
        "\"scroll_velocity\":\"1\",\"details\":{\"scroll_speed\":2}|scroll_velocity: expected a number, found a string",
        "\"duration\":1e999|duration: not a finite number",
        "\"scroll_speed\":-1e999|scroll_speed: not a finite number",
        "\"price\":1e999|price: not a finite number",
        "\"timestamp\":false|timestamp: expected epoch milliseconds or an ISO-8601 time, found a boolean",
        "\"timestamp\":\"yesterday\"|timestamp: not an ISO-8601 time",
        "\"sentAt\":1e15|sentAt: a time beyond the years 0 to 9999",
        "\"timestamp\":\"9999-12-31T23:59:59-01:00\"|timestamp: a time beyond the years 0 to 9999",
        "\"currency\":\"EU\"|currency: expected three letters of ISO 4217",
        "\"currency\":978|currency: expected a string, found a number",
        "\"momentType\":\"\"|momentType: missing",
        "\"duration\":\"\"|duration: expected a number, found a string",
        "\"depth\":\"\"|depth: expected a number, found a string",
        "\"scroll_velocity\":\"\"|scroll_velocity: expected a number, found a string",
        "\"scroll_speed\":\"\"|scroll_speed: expected a number, found a string",
        "\"scroll_depth\":\"\"|scroll_depth: expected a number, found a string",
        "\"price\":1,\"details\":{\"price\":\"\"}|price: expected a number, found a string",
        "\"revenue\":\"\"|revenue: expected a number, found a string",
        "\"quantity\":\"\"|quantity: expected a number, found a string",
        "\"timestamp\":\"\"|timestamp: not an ISO-8601 time",
        "\"sentAt\":\"\"|sentAt: not an ISO-8601 time",
        "\"currency\":\"\"|currency: expected three letters of ISO 4217",
        "\"email\":{\"a\":1}|email: expected a string, found an object",
    })
    void shouldNameTheFieldThatIsAtFault(final String members, final String expected) {
        assertEquals(expected, refuseWith(members));
    }

    @Test
    void shouldTakeAnEmptyTextAsAbsent() {
        final Written moment = acceptWith("\"eventId\":\"\",\"page\":\"\",\"deviceType\":\"\",\"email\":\"\",\"phone\":\"\"");
        assertFalse(moment.texts.containsKey(TextKind.EVENT_ID));
        assertFalse(moment.texts.containsKey(TextKind.PAGE));
        assertFalse(moment.facts.has(Fact.EMAIL_KEY) || moment.facts.has(Fact.PHONE_KEY));
    }

    @ParameterizedTest
    @CsvSource({
        "1719830096789, 1719830096789", "1719830096789.9, 1719830096789", "-0.5, -1", "1.7198e12, 1719800000000", "0, 0", "-0, 0",
        "-62167219200000, -62167219200000", "253402300799999.9, 253402300799999"
    })
    void shouldFloorTimesToMilliseconds(final String given, final long expected) {
        assertEquals(expected, acceptWith("\"timestamp\":" + given).facts.timestamp());
    }

    @Test
    void shouldReadTimesAsText() {
        final Written moment = acceptWith("\"timestamp\":\"2024-07-01T12:34:56.789+02:00\",\"sentAt\":\"2024-07-01T10:34:57Z\"");
        assertEquals(Instant.parse("2024-07-01T10:34:56.789Z").toEpochMilli(), moment.facts.timestamp());
        assertEquals(moment.facts.timestamp() + 211, moment.facts.bits(Fact.SENT_AT, 0));
    }

    @Test
    void shouldKeepKeysThatAreNotInterpretedAsTheyWereSent() {
        final Written moment = acceptWith("""
            "a" : { "b" : [ 1.10 , 1e400, -0 , "x \\" y" , null ] , "c" : "\\ud800" } , "\\u0061b":true, "ü": "é"
            """);
        assertEquals("{\"a\":{\"b\":[1.10,1e400,-0,\"x \\\" y\",null],\"c\":\"\\ud800\"},\"\\u0061b\":true,\"ü\":\"é\"}",
            moment.texts.get(TextKind.EXTRA));
    }

    @Test
    void shouldMaskContactsInKeysThatAreNotInterpreted() {
        final Written moment = acceptWith("\"email\":\"A@b.c\",\"user\":{\"Email\":\"d@e.f\",\"x\":[{\"phone\": 123},1]},\"mail\":\"ok\"");
        assertEquals("{\"user\":{\"Email\":\"***\",\"x\":[{\"phone\":\"***\"},1]},\"mail\":\"ok\"}", moment.texts.get(TextKind.EXTRA));
        final byte[] address = Utf8.bytes("a@b.c");
        assertEquals(keys.emailKey(Storefront.DEFAULT, address, 0, address.length), moment.facts.bits(Fact.EMAIL_KEY, 0));
    }

    @Test
    void shouldKeepDetailsWithinDetailsWhereTheyWere() {
        final Written moment = acceptWith("\"details\":{\"details\":{\"page\":\"deep\"},\"k\":1}");
        assertFalse(moment.texts.containsKey(TextKind.PAGE));
        assertEquals("{\"details\":{\"details\":{\"page\":\"deep\"}},\"k\":1}", moment.texts.get(TextKind.EXTRA));
    }

    @Test
    void shouldSurviveManyAndLargeKeys() {
        final StringBuilder members = new StringBuilder("\"first\":1");
        for (int i = 0; i < 500; i++) {
            members.append(",\"k").append(i).append("\":").append(i);
        }
        final Written many = acceptWith(members.toString());
        assertTrue(many.decoder.remarks().extraDropped());
        assertTrue(many.texts.get(TextKind.EXTRA).startsWith("{\"first\":1,\"k0\":0,"));
        final Written large = acceptWith("\"a\":1,\"big\":\"" + "x".repeat(5_000) + "\",\"b\":2");
        assertEquals("{\"a\":1,\"b\":2}", large.texts.get(TextKind.EXTRA));
        assertTrue(large.decoder.remarks().extraDropped());
        // Each of these would fit into an empty frame, but not two of them.
        final String half = "x".repeat(600);
        final Written halves = acceptWith("\"h\":\"" + half + "\",\"i\":\"" + half + "\",\"j\":\"" + half + "\",\"b\":2");
        assertEquals("{\"h\":\"" + half + "\",\"b\":2}", halves.texts.get(TextKind.EXTRA));
        assertTrue(halves.decoder.remarks().extraDropped());
    }

    @Test
    void shouldReplaceLoneSurrogates() {
        assertEquals("a\uFFFDb", acceptWith("\"page\":\"a\\ud800b\"").texts.get(TextKind.PAGE));
        assertEquals("\uD83D\uDE00", acceptWith("\"page\":\"\\ud83d\\ude00\"").texts.get(TextKind.PAGE));
    }

    @Test
    void shouldReadDecimalsCorrectlyRounded() {
        assertEquals(0.1 + 0.2, acceptWith("\"scroll_depth\":0.30000000000000004").facts.number(Fact.SCROLL_DEPTH));
        assertEquals(1_990, acceptWith("\"price\":19.90,\"currency\":\"eur\"").facts.bits(Fact.PRICE, 0));
        assertEquals(20, acceptWith("\"price\":19.90,\"currency\":\"JPY\"").facts.bits(Fact.PRICE, 0));
    }
}
