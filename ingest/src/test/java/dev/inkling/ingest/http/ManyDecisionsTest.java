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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A rule that fires on every search: a reply holds the first 64 decisions, in the order of the events. */
class ManyDecisionsTest {
    private static final String EVENT = "{\"visitorId\":\"v\",\"momentType\":\"search\",\"timestamp\":1700000000000}";
    private static final Pattern SEQUENCE = Pattern.compile("\"sequence\":(\\d+)");

    @TempDir
    private Path folder;

    private TestServer start(final String threads) throws IOException {
        final Path rules = Files.writeString(folder.resolve("rules.yaml"),
            "triggers:\n  - name: every\n    when: moment.name == \"search\"\n    action: {type: note, id: n}\n");
        return TestServer.start(folder.resolve("data"), "clock", "event", "rules", rules.toString(), "threads", threads);
    }

    private static String batch(final int events) {
        return "[" + (EVENT + ",").repeat(events - 1) + EVENT + "]";
    }

    private static List<Long> sequences(final String body) {
        final List<Long> sequences = new ArrayList<>();
        final Matcher matcher = SEQUENCE.matcher(body);
        while (matcher.find()) {
            sequences.add(Long.parseLong(matcher.group(1)));
        }
        return sequences;
    }

    @ParameterizedTest
    @ValueSource(strings = {"shared", "dedicated"})
    void shouldHoldTheFirstSixtyFourInOrder(final String threads) throws IOException {
        try (TestServer server = start(threads)) {
            final String all = server.post("/v1/events?decide=true", batch(64)).body();
            assertTrue(all.endsWith("]}"), all);
            final List<Long> sequences = sequences(all);
            for (int i = 0; i < 64; i++) {
                assertEquals(sequences.get(0) + i, sequences.get(i));
            }
            assertEquals(64, sequences.size());
            final String cut = server.post("/v1/events?decide=true", batch(65)).body();
            assertTrue(cut.endsWith("],\"truncated\":true}"), cut);
            assertEquals(64, sequences(cut).size());
        }
    }

    @Test
    void shouldNotShowDecisionsUnlessTheyAreWanted() throws IOException {
        try (TestServer server = start("shared")) {
            assertEquals("{\"accepted\":2,\"duplicates\":0,\"rejected\":[],\"durability\":\"journaled\"}",
                server.post("/v1/events", batch(2)).body());
        }
    }
}
