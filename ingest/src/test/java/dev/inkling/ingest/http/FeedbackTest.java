package dev.inkling.ingest.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.inkling.ingest.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a storefront is told of decisions, and what it tells of them. */
class FeedbackTest {
    private static final long T0 = 1_700_000_000_000L;
    private static final Pattern ID_AND_RULE = Pattern.compile("\"decisionId\":\"([\\d.]+)\",\"rule\":\"(\\w+)\"");
    private static final Pattern STATUS = Pattern.compile("\"status\":\"\\w+\"(,\"shadow\":true)?");

    @TempDir
    private Path folder;

    private static String event(final String type, final long at, final String more) {
        return "{\"visitorId\":\"v\",\"momentType\":\"" + type + "\",\"timestamp\":" + (T0 + at) + more + "}";
    }

    private static List<String> all(final Pattern pattern, final int group, final String body) {
        final List<String> found = new ArrayList<>();
        final Matcher matcher = pattern.matcher(body);
        while (matcher.find()) {
            found.add(matcher.group(group));
        }
        return found;
    }

    @Test
    void shouldDeliverNothingOfRulesInShadowAndFollowTheFeedbackOnTheOthers() throws IOException {
        final Path rules = Files.writeString(folder.resolve("rules.yaml"), """
            triggers:
              - {name: tried, when: 'moment.name == "search"', action: {type: note, id: t}, shadow: true, cooldown: 1m}
              - {name: first, when: 'moment.name == "search"', action: {type: note, id: f}, cooldown: 1m}
              - {name: second, when: 'moment.name == "search"', action: {type: note, id: s}, cooldown: 1m}
            """);
        try (TestServer server = TestServer.start(folder.resolve("data"), "clock", "event", "rules", rules.toString())) {
            for (int i = 0; i < 2; i++) {
                final String reply = server.post("/v1/events?decide=true", event("search", i * 60_000, "")).body();
                assertEquals(List.of("first", "second"), all(ID_AND_RULE, 2, reply));
                assertEquals(List.of("\"status\":\"fired\"", "\"status\":\"fired\""), all(STATUS, 0, reply));
                final List<String> ids = all(ID_AND_RULE, 1, reply);
                // The one in shadow came first.
                for (final String dismissed : List.of(ids.get(0).replace(".1", ".0"), ids.get(1))) {
                    server.post("/v1/events?decide=true", event("trigger_dismissed", i * 60_000,
                        ",\"decision_id\":\"" + dismissed + '"'));
                }
            }
            // The second's cooldown has doubled; the one in shadow was never delivered, so nobody can have dismissed it.
            final String reply = server.post("/v1/events?decide=true", event("search", 120_000, "")).body();
            assertEquals(List.of("\"status\":\"fired\"", "\"status\":\"cooling\""), all(STATUS, 0, reply));
            // What comes more than an hour late changes nothing.
            server.post("/v1/events?decide=true", event("trigger_engaged", -2 * 3_600_000,
                ",\"decision_id\":\"" + all(ID_AND_RULE, 1, reply).get(0) + '"'));
            final String metrics = server.get("/metrics").body();
            for (final String line : List.of("feedback_taken_total 2.0", "feedback_unused_total 2.0", "cooldowns_doubled_total 1.0")) {
                assertTrue(metrics.contains("inkling_" + line + "\n"), line);
            }
        }
    }
}
