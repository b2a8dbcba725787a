package dev.inkling.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server in a process of its own, ended as an operator ends it. */
class SignalTest {
    private static final Pattern READY = Pattern.compile("ready http=(127\\.0\\.0\\.1:\\d+) udp=(127\\.0\\.0\\.1:\\d+) data=(.+)");

    @TempDir
    private Path folder;

    private Process serve() throws IOException {
        final Path log = folder.resolve("log");
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "@" + Path.of(System.getProperty("inkling.root"), ".jvm", "opens"), "-Xmx512m", "-cp", System.getProperty("java.class.path"),
            Main.class.getName(), "serve", "--data", folder.resolve("data").toString(), "--http", "127.0.0.1:0", "--udp", "127.0.0.1:0",
            "--visitors", "1024").redirectError(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
    }

    private static String post(final String address, final String body) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://" + address + "/v1/events"))
            .POST(HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString()).body();
    }

    /** Starts a server, posts an event and ends it; what it replied. */
    private String round() throws IOException, InterruptedException {
        final Process process = serve();
        try (BufferedReader out = process.inputReader()) {
            final String line = String.valueOf(out.readLine());
            final Matcher ready = READY.matcher(line);
            assertTrue(ready.matches(), line + "\n" + Files.readString(folder.resolve("log")));
            assertEquals(folder.resolve("data").toString(), ready.group(3));
            final String reply = post(ready.group(1), "{\"eventId\":\"e\",\"visitorId\":\"v\",\"momentType\":\"search\"}");
            // Not Process.destroy, which closes the streams as well.
            process.toHandle().destroy();
            assertTrue(process.waitFor(60, TimeUnit.SECONDS));
            assertEquals(0, process.exitValue(), Files.readString(folder.resolve("log")));
            assertEquals(null, out.readLine());
            return reply;
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void shouldDrainAndEndWithSuccessOnSigterm() throws IOException, InterruptedException {
        assertTrue(round().startsWith("{\"accepted\":1,"));
        // What was acknowledged is known after a restart.
        assertTrue(round().startsWith("{\"accepted\":0,\"duplicates\":1,"));
    }
}
