package dev.inkling.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that cannot start says why in one line and fails; nothing stays open behind it. */
class StartTest {
    @TempDir
    private Path folder;

    private String refusal(final String... args) {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        final ByteArrayOutputStream err = new ByteArrayOutputStream();
        final List<String> line = new ArrayList<>(List.of("serve", "--visitors", "1024", "--http", "127.0.0.1:0", "--udp", "127.0.0.1:0"));
        for (int i = 0; i < args.length; i += 2) {
            final int given = line.indexOf(args[i]);
            if (given < 0) {
                line.addAll(List.of(args[i], args[i + 1]));
            } else {
                line.set(given + 1, args[i + 1]);
            }
        }
        final int code = Main.run(line.toArray(new String[0]), Map.of(), new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
        assertTrue(code > 0, "code " + code);
        assertEquals("", out.toString(StandardCharsets.UTF_8));
        final List<String> told = err.toString(StandardCharsets.UTF_8).lines().toList();
        assertEquals(1, told.size(), err.toString(StandardCharsets.UTF_8));
        assertTrue(told.get(0).startsWith("inkling: "), told.get(0));
        return told.get(0);
    }

    @Test
    void shouldSayThatAPortIsInUse() {
        try (TestServer server = TestServer.start(folder.resolve("a"))) {
            final String http = "127.0.0.1:" + server.http().getPort();
            assertEquals("inkling: HTTP: cannot listen on " + http + ": the port is in use",
                refusal("--data", folder.resolve("b").toString(), "--http", http));
            final String udp = "127.0.0.1:" + server.server().udpAddress().getPort();
            assertEquals("inkling: UDP: cannot listen on " + udp + ": the port is in use",
                refusal("--data", folder.resolve("b").toString(), "--udp", udp));
            assertFalse(Files.exists(folder.resolve("b")), "a folder that nobody wanted");
        }
    }

    @Test
    void shouldSayThatAnotherServerHoldsTheFolder() {
        try (TestServer server = TestServer.start(folder)) {
            final String told = refusal("--data", folder.toString());
            assertTrue(told.contains(folder.toString()) && told.contains("held by"), told);
            assertEquals(200, server.get("/healthz").statusCode());
        }
    }

    @Test
    void shouldRefuseASecretThatIsNotTheFolders() {
        final String secret = "00112233445566778899aabbccddeeff";
        TestServer.start(folder, "secret", secret).close();
        final String told = refusal("--data", folder.toString(), "--secret", secret.replace('f', '0'));
        assertTrue(told.startsWith("inkling: --secret is not that of data folder " + folder), told);
        TestServer.start(folder, "secret", secret).close();
    }

    @Test
    void shouldRefuseARollCycleThatIsNotTheFolders() {
        TestServer.start(folder, "roll-cycle", "daily").close();
        final String told = refusal("--data", folder.toString(), "--roll-cycle", "hourly");
        assertTrue(told.contains("was made with roll cycle daily"), told);
        TestServer.start(folder).close();
    }

    @Test
    void shouldPlaceTheFaultOfRulesCatalogueAndConfig() throws IOException {
        final Path rules = Files.writeString(folder.resolve("r.yaml"),
            "triggers:\n  - name: a\n    when: seen(\"comparison_tol\")\n    action: {type: offer, id: x}\n");
        final String data = folder.resolve("d").toString();
        final String toldRules = refusal("--data", data, "--rules", rules.toString());
        assertTrue(toldRules.contains(rules + ":3:"), toldRules);
        final Path catalogue = Files.writeString(folder.resolve("c.yaml"), "types:\n  - nam: x\n");
        final String toldCatalogue = refusal("--data", data, "--catalogue", catalogue.toString());
        assertTrue(toldCatalogue.contains(catalogue + ":"), toldCatalogue);
        final Path model = Files.writeString(folder.resolve("m.yaml"),
            "model:\n  kind: logistic\n  intercept: 0\n  features: [{name: sesion.intent, weight: 1}]\n");
        final String toldModel = refusal("--data", data, "--model", model.toString());
        assertTrue(toldModel.contains(model + ":4:21: unknown feature `sesion.intent`"), toldModel);
        assertTrue(toldModel.contains("did you mean `session.intent`?"), toldModel);
        final Path config = Files.writeString(folder.resolve("i.yaml"), "clok: wall\n");
        final String toldConfig = refusal("--data", data, "--config", config.toString());
        assertTrue(toldConfig.contains(config + ":1:1: unknown setting 'clok'; did you mean 'clock'?"), toldConfig);
        assertFalse(Files.exists(folder.resolve("d")), "a folder that nobody wanted");
    }

    @Test
    void shouldPutAModelInForceAndTakeItOutAgain() throws IOException {
        final Path model = Files.writeString(folder.resolve("m.yaml"),
            "model:\n  kind: logistic\n  intercept: -1\n  features: [{name: session.moments, weight: 0.25}]\n");
        final String data = folder.resolve("d").toString();
        final String event = "{\"visitorId\":\"v\",\"momentType\":\"size_guide\"}";
        try (TestServer server = TestServer.start(Path.of(data), "model", model.toString())) {
            server.post("/v1/events", event);
            // One moment: -1 + .25
            assertEquals(1 / (1 + StrictMath.exp(0.75)), probability(server), 1e-9);
        }
        try (TestServer server = TestServer.start(Path.of(data))) {
            // As the journal has it in force.
            assertEquals(1 / (1 + StrictMath.exp(0.75)), probability(server), 1e-9);
        }
        try (TestServer server = TestServer.start(Path.of(data), "model", "default")) {
            // The profile: .6 x .5 / 5
            assertEquals(0.06, probability(server), 1e-9);
        }
    }

    private static double probability(final TestServer server) {
        final String body = server.get("/v1/visitors/v").body();
        return Double.parseDouble(body.replaceAll("(?s).*\"probability\":([0-9.eE-]+).*", "$1"));
    }

    @Test
    void shouldSayThatTheDefaultRulesDoNotFitAnotherCatalogue() throws IOException {
        final Path catalogue = Files.writeString(folder.resolve("c.yaml"),
            "categories:\n- name: a\n  stage: decision\n  types:\n  - {name: dance, weight: 0.5}\n");
        final String told = refusal("--data", folder.resolve("d").toString(), "--catalogue", catalogue.toString());
        assertTrue(told.matches("inkling: default rules:\\d+:\\d+: unknown moment .*; these are the default rules, which need the types of "
            + "the default catalogue: give others with --rules FILE"), told);
    }

    @Test
    void shouldSayThatTheTablesDoNotFitIntoTheHeap() {
        final String told = refusal("--data", folder.resolve("d").toString(), "--visitors", "16777216");
        assertTrue(told.matches("inkling: the tables take [0-9,.]+ MB of memory \\(16,777,216 visitors x .* heap has at most .*-Xmx.*"),
            told);
        assertFalse(Files.exists(folder.resolve("d")), "a folder that nobody wanted");
    }

    @Test
    void shouldStartWithTheSmallestRing() {
        TestServer.start(folder, "ring-slots", "64").close();
    }

    @Test
    void shouldRefuseABadFlag() {
        final String told = refusal("--data", folder.toString(), "--speed", "9");
        assertTrue(told.contains("--speed"), told);
    }
}
