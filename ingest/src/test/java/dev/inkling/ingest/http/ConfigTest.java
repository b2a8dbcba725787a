package dev.inkling.ingest.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.inkling.ingest.TestServer;
import dev.inkling.ring.Counter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Admins change, look at and take back the configuration of a running server. */
class ConfigTest {
    private static final String CONFIG = "/v1/admin/config";
    private static final String RULES = "triggers:\n  - name: always\n    when: session.moments >= 0\n    action: {type: note, id: %s}\n";
    private static final String EVENT = "{\"visitorId\":\"v\",\"momentType\":\"size_guide\"}";

    @TempDir
    private Path data;
    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.start(data);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String rules(final String id) {
        return String.format(RULES, id);
    }

    private static String json(final String member, final String text) {
        return "{\"" + member + "\":\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"}";
    }

    private static String field(final String body, final String name) {
        final Matcher found = Pattern.compile("\"" + name + "\":\"?([^\",}]*)").matcher(body);
        assertTrue(found.find(), name + " in " + body);
        return found.group(1);
    }

    private static String ok(final HttpResponse<String> reply) {
        // Events without `decide` are answered with 202.
        assertEquals(2, reply.statusCode() / 100, reply.body());
        return reply.body();
    }

    @Test
    void shouldDecideByWhatWasPosted() {
        final String first = ok(server.post(CONFIG, json("rules", rules("one"))));
        assertTrue(first.endsWith("\"durability\":\"journaled\",\"changed\":[\"rules\"]}"), first);
        final String decided = ok(server.post("/v1/events?decide=true", EVENT));
        assertTrue(decided.contains("\"one\""), decided);
        final String second = ok(server.post(CONFIG + "?kind=rules", rules("two")));
        assertNotEquals(field(first, "digest"), field(second, "digest"));
        // One frame of rules, one event, one frame of rules.
        assertEquals(Long.parseLong(field(first, "sequence")) + 2, Long.parseLong(field(second, "sequence")));
        assertTrue(ok(server.post("/v1/events?decide=true", EVENT)).contains("\"two\""));
        final String same = ok(server.post(CONFIG + "?kind=rules", rules("two")));
        assertEquals(second.replace("[\"rules\"]", "[]"), same);
        assertEquals(3, server.count(Counter.CONFIG_RELOADS));
        final String metrics = server.get("/metrics").body();
        assertTrue(metrics.contains("inkling_config_info{digest=\"" + field(second, "digest") + "\"} 1"), metrics);
        assertTrue(metrics.contains("inkling_config_sequence " + field(second, "sequence")), metrics);
    }

    @Test
    void shouldOnlyCheckWhenAsked() {
        final String before = ok(server.get(CONFIG));
        final String dry = ok(server.post(CONFIG + "?validate=true", json("rules", rules("one"))));
        assertTrue(dry.startsWith("{\"valid\":true,\"digest\":\"") && dry.endsWith("\"changed\":[\"rules\"]}"), dry);
        assertEquals(400, server.post(CONFIG + "?validate=true&kind=rules", "triggers: []").statusCode());
        for (final String other : List.of("1", "TRUE", "yes", "")) {
            final HttpResponse<String> refused = server.post(CONFIG + "?validate=" + other, json("rules", rules("one")));
            assertEquals(400, refused.statusCode());
            assertTrue(refused.body().contains("validate is '" + other + "'; expected true or false"), refused.body());
        }
        assertEquals(before, ok(server.get(CONFIG)));
        assertEquals(field(dry, "digest"), field(ok(server.post(CONFIG, json("rules", rules("one")))), "digest"));
    }

    @Test
    void shouldSayWhatIsWrongWhereAndKeepWhatIsInForce() {
        final String before = ok(server.get(CONFIG));
        final HttpResponse<String> broken = server.post(CONFIG, json("rules", "triggers:\n  - nme: x\n"));
        assertEquals(400, broken.statusCode());
        assertTrue(broken.body().startsWith("{\"error\":\"rules:2:5: "), broken.body());
        assertTrue(broken.body().endsWith(",\"file\":\"rules\",\"line\":2,\"column\":5}"), broken.body());
        final HttpResponse<String> engine = server.post(CONFIG + "?kind=engine", "dedup: 2048");
        assertEquals(409, engine.statusCode(), engine.body());
        assertTrue(engine.body().contains("dedup from 1048576 to 2048"), engine.body());
        final HttpResponse<String> late = server.post(CONFIG + "?kind=engine", "late_ms: soon");
        assertTrue(late.statusCode() == 400 && late.body().contains("\"line\":1,\"column\":10"), late.body());
        final String[][] bad = {
            {"", "[]", "expected an object"}, {"", "{}", "no text is there"}, {"", "{\"rule\":\"x\"}", "'rule' is no kind"},
            {"", "{\"rules\":7}", "expected a string"}, {"", "{\"rules\":\"a\",\"rules\":\"b\"}", "not JSON: "},
            {"", "{\"rules\":\"a\"", "not JSON: "}, {"", "{\"rules\":\"a\"} x", "not JSON: "}, {"?kind=ruls", "x", "did you mean 'rules'?"},
            {"?kind=rules", "", "the file is empty"}, {"?kind=catalogue", "x: [", "catalogue:1"}};
        for (final String[] one : bad) {
            final HttpResponse<String> reply = server.post(CONFIG + one[0], one[1]);
            assertEquals(400, reply.statusCode(), one[1]);
            assertTrue(reply.body().contains(one[2]), reply.body());
        }
        final HttpResponse<String> latin = server.send("POST", CONFIG + "?kind=rules", "triggers:\n  - name: ö".getBytes(ISO_8859_1));
        assertEquals(400, latin.statusCode());
        assertEquals("{\"error\":\"rules:2:11: not UTF-8; expected a text in UTF-8\",\"file\":\"rules\",\"line\":2,\"column\":11}",
            latin.body());
        final byte[] within = "{\"rules\": \"ö\"}".getBytes(ISO_8859_1);
        assertTrue(server.send("POST", CONFIG, within).body().contains("\"line\":1,\"column\":1"));
        assertEquals(400, server.send("POST", CONFIG, new byte[] {1}, "Content-Encoding", "gzip").statusCode());
        assertEquals(405, server.send("PUT", CONFIG, new byte[] {1}).statusCode());
        assertEquals(before, ok(server.get(CONFIG)));
    }

    @Test
    void shouldRefuseWhatIsMeantToChokeIt() {
        final StringBuilder laughs = new StringBuilder("a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
        for (int i = 1; i < 30; i++) {
            laughs.append("a").append(i).append(": &a").append(i).append(" [");
            laughs.append(("*a" + (i - 1) + ", ").repeat(8)).append("*a").append(i - 1).append("]\n");
        }
        laughs.append("triggers: *a29\n");
        final String deep = "triggers: " + "[".repeat(100_000);
        final String large = "# " + "x".repeat(10 << 20) + "\n" + rules("one");
        for (final String kind : new String[] {"rules", "catalogue", "engine"}) {
            for (final String text : new String[] {laughs.toString(), deep, large}) {
                final HttpResponse<String> reply = server.post(CONFIG + "?kind=" + kind, text);
                assertEquals(400, reply.statusCode(), kind + " " + reply.body());
                assertTrue(reply.body().length() < 2_000, "the text is not sent back");
            }
        }
        final HttpResponse<String> tooLong = server.send("POST", CONFIG, new byte[(16 << 20) + 1]);
        assertEquals(400, tooLong.statusCode());
        assertTrue(tooLong.body().contains("longer than 16777216 bytes"), tooLong.body());
        ok(server.post("/v1/events", EVENT));
    }

    @Test
    void shouldListShowAndGoBackToVersions() {
        final String defaults = ok(server.get(CONFIG + "/rules"));
        ok(server.post("/v1/events", EVENT));
        final String one = ok(server.post(CONFIG, json("rules", rules("one"))));
        ok(server.post("/v1/events", EVENT));
        ok(server.post("/v1/events", EVENT));
        ok(server.post(CONFIG, json("rules", rules("two"))));
        final String report = ok(server.get(CONFIG));
        final Matcher versions = Pattern.compile(
            "\\{\"kind\":\"rules\",\"digest\":\"([0-9a-f]{16})\",\"bytes\":(\\d+),\"sequence\":(\\d+),\"received\":\\d+,"
                + "\"events\":(\\d),\"inForce\":(\\w+)}").matcher(report);
        final String[] ids = {"two", "one", ""};
        final String[] digests = new String[3];
        // Newest first: nothing since `two`, two events between `one` and `two`, one by the default rules.
        for (int i = 0; i < 3; i++) {
            assertTrue(versions.find(), report);
            digests[i] = versions.group(1);
            final String text = i == 2 ? defaults : rules(ids[i]);
            assertEquals(text.getBytes(StandardCharsets.UTF_8).length, Integer.parseInt(versions.group(2)));
            assertEquals(i, "021".indexOf(versions.group(4)), report);
            assertEquals(String.valueOf(i == 0), versions.group(5));
            assertEquals(text, ok(server.get(CONFIG + "/rules?digest=" + digests[i])));
        }
        assertEquals(rules("two"), ok(server.get(CONFIG + "/rules")));
        assertTrue(report.contains("\"inForce\":{\"engine\":{\"digest\":"), report);
        final String back = ok(server.post(CONFIG + "/rollback?digest=" + digests[1], ""));
        assertEquals(field(one, "digest"), field(back, "digest"));
        assertEquals(rules("one"), ok(server.get(CONFIG + "/rules")));
        assertTrue(ok(server.post("/v1/events?decide=true", EVENT)).contains("\"one\""));
        ok(server.post(CONFIG + "/rollback?kind=rules&digest=" + digests[2], ""));
        assertEquals(defaults, ok(server.get(CONFIG + "/rules")));
        assertEquals(404, server.post(CONFIG + "/rollback?digest=1", "").statusCode());
        assertEquals(404, server.post(CONFIG + "/rollback?kind=engine&digest=" + digests[1], "").statusCode());
        assertEquals(400, server.post(CONFIG + "/rollback", "").statusCode());
        assertEquals(400, server.post(CONFIG + "/rollback?digest=xyz", "").statusCode());
        assertEquals(404, server.get(CONFIG + "/rules?digest=1").statusCode());
        assertEquals(404, server.get(CONFIG + "/ruls").statusCode());
        assertEquals(405, server.get(CONFIG + "/rollback").statusCode());
    }

    @Test
    void shouldTellOfAVisitorWhoseTypesAnotherCatalogueDoesNotHave() {
        ok(server.post("/v1/events", EVENT));
        final String rules = "triggers:\n  - name: a\n    when: session.moments > 1000\n    action: {type: note, id: a}\n";
        final String few =
            "categories:\n  - name: few\n    stage: research\n    scored: true\n    types:\n      - {name: look, weight: 0.5}\n";
        final String both = json("rules", rules);
        ok(server.post(CONFIG, both.substring(0, both.length() - 1) + "," + json("catalogue", few).substring(1)));
        assertTrue(ok(server.get("/v1/visitors/v")).contains("\"momentType\":\""));
    }
}
