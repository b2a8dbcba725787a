package dev.inkling.ingest.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import dev.inkling.ingest.TestServer;
import dev.inkling.journal.Journal;
import dev.inkling.journal.chronicle.ChronicleJournal;
import dev.inkling.ring.Counter;
import dev.inkling.ring.Verification;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Numbers, times and names that nobody sends who means well, all the way to decisions, and to the journal that is read back. */
class HostileEventsTest {
    private static final long T = 1_700_000_000_000L;
    private static final String DECIDE = "/v1/events?decide=true";
    private static final Pattern RULE = Pattern.compile("\"rule\":\"([^\"]+)\"");
    /** Each fires where a number is exactly on its bound; `known` wherever anything is known at all. */
    private static final String RULES = """
        triggers:
          - {name: any, when: session.moments >= 0, action: {type: t, id: i}}
          - {name: longest, when: moment.duration == 86400, action: {type: t, id: i}}
          - {name: shortest, when: moment.duration == 0, action: {type: t, id: i}}
          - {name: deepest, when: moment.depth == 10000, action: {type: t, id: i}}
          - {name: fastest_up, when: moment.scroll_velocity == -20000, action: {type: t, id: i}}
          - {name: fastest_down, when: moment.scroll_velocity == 20000, action: {type: t, id: i}}
          - {name: bottom, when: moment.scroll_depth == 1 && page.scroll_depth == 1, action: {type: t, id: i}}
          - {name: dearest, when: moment.value == 10000000000000.0, action: {type: t, id: i}}
          - {name: free, when: moment.value == 0, action: {type: t, id: i}}
          - {name: scored, when: moment.intent >= 0 && moment.intent <= 1 && session.intent <= 1 && session.risk <= 1
              && visitor.profile <= 0.95 && visitor.probability <= 1, action: {type: t, id: i}}
          - {name: known, when: moment.duration >= 0 || moment.depth >= 0 || moment.scroll_velocity <= 20000 || moment.value >= 0,
              action: {type: t, id: i}}
        """;

    /** What is said of a number, and the rules that then fire. */
    private static final String NUMBERS = """
        "duration":1e200                              | any longest scored known
        "duration":-1e200                             | any shortest scored known
        "duration":-5                                 | any shortest scored known
        "duration":-0.0                               | any shortest scored known
        "duration":4.9e-324                           | any scored known
        "depth":1e200,"duration":86400.00001          | any longest deepest scored known
        "scroll_velocity":-1e200                      | any fastest_up scored known
        "scroll_velocity":1e200                       | any fastest_down scored known
        "scroll_depth":1e200                          | any bottom scored
        "price":1e200,"quantity":1e200                | any dearest scored known
        "price":-1e200,"quantity":-1e200              | any free scored known
        "revenue":-1                                  | any free scored known
        "price":1e-200                                | any free scored known
        "duration":null,"price":null                  | any scored
        "__proto__":{"duration":5},"constructor":{}   | any scored
        """;

    @TempDir
    private Path data;
    private TestServer server;

    private void start(final String clock) throws IOException {
        final Path rules = Files.writeString(data.resolve("rules.yaml"), RULES);
        server = TestServer.start(data.resolve("data"), "clock", clock, "rules", rules.toString(), "http-body-bytes", "65536");
    }

    /** Whatever was said, the journal holds it and is decided again alike. */
    @AfterEach
    void stopAndVerify() {
        server.close();
        try (Journal journal = ChronicleJournal.openForReading(data.resolve("data"))) {
            final Verification.Result result = new Verification(journal, false).run(sequence -> { });
            assertEquals(0, result.divergences(), result.reason());
        }
    }

    private static String event(final String members) {
        return "{\"visitorId\":\"v\",\"momentType\":\"scroll\",\"timestamp\":" + T + ',' + members + '}';
    }

    private String decide(final String body) {
        final HttpResponse<String> reply = server.post(DECIDE, body);
        assertEquals(200, reply.statusCode(), reply.body());
        return reply.body();
    }

    private static List<String> rules(final String reply) {
        return RULE.matcher(reply).results().map((MatchResult found) -> found.group(1)).toList();
    }

    @Test
    void shouldBringNumbersWithinTheirBounds() throws IOException {
        start("event");
        int visitor = 0;
        for (final String line : NUMBERS.lines().toList()) {
            final String[] parts = line.split("\\|");
            // Each of a visitor of its own, since pages and sessions remember.
            final String reply = decide(event(parts[0]).replace("\"v\"", "\"v" + ++visitor + '"'));
            assertTrue(reply.startsWith("{\"accepted\":1,"), reply);
            assertEquals(List.of(parts[1].strip().split(" ")), rules(reply), line);
        }
    }

    @Test
    void shouldRefuseABodyWithWhatIsNoNumber() throws IOException {
        start("event");
        for (final String number : new String[] {"nan", "+1", "0x10", "1e", "--1"}) {
            assertEquals(400, server.post(DECIDE, event("\"duration\":" + number)).statusCode(), number);
        }
        assertEquals(List.of("any", "scored"), rules(decide(event("\"page\":\"p\""))));
    }

    @Test
    void shouldMakeADeadLetterOfWhatIsNotFinite() throws IOException {
        start("event");
        final String[] fields = {"duration", "depth", "scroll_velocity", "scroll_depth", "price", "revenue", "quantity"};
        for (final String field : fields) {
            for (final String number : new String[] {"1e999", "-1e999", "NaN", "-Infinity", "\"NaN\"", "\"Infinity\"", "[1]"}) {
                final String reply = decide('[' + event('"' + field + "\":" + number) + ',' + event("\"page\":\"p\"") + ']');
                assertTrue(reply.startsWith("{\"accepted\":1,\"duplicates\":0,\"rejected\":[{\"index\":0,\"field\":\"" + field + '"'),
                    reply);
                assertEquals(List.of("any", "scored"), rules(reply));
            }
        }
        assertEquals(7 * fields.length, server.count(Counter.DEAD_LETTERS));
    }

    @Test
    void shouldMakeADeadLetterOfALineThatIsNoJson() throws IOException {
        start("event");
        final String good = event("\"page\":\"p\"");
        final String reply = decide(good + "\n{oops}\n" + event("\"duration\":NaN") + '\n' + good + '\n');
        assertTrue(reply.startsWith("{\"accepted\":2,\"duplicates\":0,\"rejected\":[{\"index\":1,\"reason\":\"not JSON at byte "),
            reply);
        assertTrue(reply.contains("{\"index\":2,\"field\":\"duration\",\"reason\":\"not a finite number\"}]"), reply);
        assertEquals(2, server.count(Counter.DEAD_LETTERS));
        assertEquals(400, server.post(DECIDE, "{oops}").statusCode(), "nothing else is there to be saved");
    }

    @Test
    void shouldRefuseIdsThatAreMissingOrTooLong() throws IOException {
        start("event");
        final String ten = "x".repeat(10_000);
        for (final String field : new String[] {"visitorId", "customerId", "sessionId", "momentType"}) {
            final String others = field.equals("momentType") ? "\"visitorId\":\"v\"" : "\"momentType\":\"scroll\"";
            for (final String value : new String[] {"", ten}) {
                final String reply = decide('{' + others + ",\"timestamp\":" + T + ",\"" + field + "\":\"" + value + "\"}");
                assertTrue(reply.startsWith("{\"accepted\":0,\"duplicates\":0,\"rejected\":[{\"index\":0,"), field + ": " + reply);
            }
        }
        assertEquals(8, server.count(Counter.DEAD_LETTERS));
        assertEquals(List.of("any", "scored"), rules(decide(event("\"page\":\"p\""))));
    }

    @Test
    void shouldCutTextsOfTenKilobytes() throws IOException {
        start("event");
        final String texts = "\"page\":\"" + "é".repeat(5_000) + "\",\"element\":\"" + "y".repeat(10_000) + '"';
        assertEquals(List.of("any", "scored"), rules(decide(event(texts))));
    }

    @Test
    void shouldKnowVisitorsByNamesThatMeanSomethingElsewhere() throws IOException {
        start("event");
        final String[] ids = {"\\ud800", "\\udfff", "a\\udc00b", "__proto__", "constructor", "\\u0000", "../../etc/passwd", "%s%n",
            "\\ud83d\\ude00"};
        for (final String id : ids) {
            for (int i = 0; i < 2; i++) {
                final String reply = decide("{\"visitorId\":\"" + id + "\",\"customerId\":\"" + id + "\",\"sessionId\":\"" + id
                    + "\",\"momentType\":\"" + id + "\",\"page\":\"" + id + "\",\"timestamp\":" + (T + i) + '}');
                assertTrue(reply.startsWith("{\"accepted\":1,"), reply);
                assertEquals(List.of("any", "scored"), rules(reply), id);
            }
        }
        // The same one each time: another visitor would have begun another session. All lone surrogates are one replacement character.
        assertEquals(ids.length - 1, server.count(Counter.SESSIONS_STARTED));
    }

    @Test
    void shouldNotBelieveTimesFarOffTheWall() throws IOException {
        start("wall");
        final String[] times = {"0", "-1", "4102444800000", "253402300799999", "-62167219200000", "\"1970-01-01T00:00:00Z\"",
            "\"2100-01-01T00:00:00Z\""};
        for (final String timestamp : times) {
            final String reply = decide("{\"visitorId\":\"v\",\"momentType\":\"scroll\",\"timestamp\":" + timestamp + '}');
            assertEquals(List.of("any", "scored"), rules(reply), timestamp);
        }
        assertEquals(times.length, server.count(Counter.EVENTS_SKEWED));
        // Held back for as long as the sender says: whatever happened a century ago is late, and what is to come is now.
        assertEquals(List.of(), rules(decide(sent("0", "4102444800000"))));
        assertEquals(List.of("any", "scored"), rules(decide(sent("4102444800000", "0"))));
        assertEquals(1, server.count(Counter.EVENTS_LATE));
    }

    private static String sent(final String timestamp, final String sentAt) {
        return "{\"visitorId\":\"v\",\"momentType\":\"scroll\",\"timestamp\":" + timestamp + ",\"sentAt\":" + sentAt + '}';
    }

    private static String at(final long t) {
        return event("\"page\":\"p\"").replace(Long.toString(T), Long.toString(t));
    }

    @Test
    void shouldGoFrom1970ToTheEndOfTimeByTheEventsOwnClock() throws IOException {
        start("event");
        // A journal begins in 1970.
        assertEquals(List.of(), rules(decide(at(-62_167_219_200_000L))));
        final long[] times = {-1, 0, T, 4_102_444_800_000L, 253_402_300_799_999L};
        for (final long t : times) {
            assertEquals(List.of("any", "scored"), rules(decide(at(t))), "at " + t);
        }
        // Time never goes back, so all of these are late now.
        for (final long t : times) {
            final List<String> expected = t == times[times.length - 1] ? List.of("any", "scored") : List.of();
            assertEquals(expected, rules(decide(at(t))), "at " + t);
        }
        assertEquals(1 + times.length - 1, server.count(Counter.EVENTS_LATE));
    }

    @Test
    void shouldRefuseTimesBeyondTheYearsAndGoOn() throws IOException {
        start("event");
        for (final String t : new String[] {"253402300800000", "-62167219200001", "1e200", "-1e200", "9223372036854775807"}) {
            final String reply = decide("{\"visitorId\":\"v\",\"momentType\":\"scroll\",\"timestamp\":" + t + '}');
            assertTrue(reply.startsWith("{\"accepted\":0,\"duplicates\":0,\"rejected\":[{\"index\":0,\"field\":\"timestamp\""), reply);
        }
        assertEquals(List.of("any", "scored"), rules(decide(event("\"page\":\"p\""))));
    }
}
