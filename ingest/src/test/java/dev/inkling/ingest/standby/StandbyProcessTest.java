package dev.inkling.ingest.standby;

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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.inkling.ingest.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers in processes of their own; the first is killed, the second takes over. */
class StandbyProcessTest {
    private static final Pattern READY = Pattern.compile("ready http=(\\S+) udp=\\S+ data=\\S+");
    private static final Pattern FOLLOWING = Pattern.compile("following http=(\\S+) data=\\S+ from=\\S+");
    private static final String EVENT = "{\"eventId\":\"e%d\",\"visitorId\":\"v\",\"momentType\":\"search\"}";

    @TempDir
    private Path folder;
    private final List<Process> processes = new ArrayList<>();

    private Process serve(final String data, final String... more) throws IOException {
        final List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "@" + Path.of(System.getProperty("inkling.root"), ".jvm", "opens"), "-Xmx512m", "-cp", System.getProperty("java.class.path"),
            Main.class.getName(), "serve", "--data", folder.resolve(data).toString(), "--http", "127.0.0.1:0", "--udp", "127.0.0.1:0",
            "--visitors", "1024"));
        command.addAll(List.of(more));
        final Process process = new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile())).start();
        processes.add(process);
        return process;
    }

    private Process follow() throws IOException {
        return serve("second", "--follow", folder.resolve("first").toString());
    }

    private String address(final BufferedReader out, final Pattern line) throws IOException {
        final String said = String.valueOf(out.readLine());
        final Matcher matcher = line.matcher(said);
        assertTrue(matcher.matches(), said + "\n" + Files.readString(folder.resolve("log")));
        return matcher.group(1);
    }

    private static String post(final String address, final String path, final String body) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://" + address + path))
            .POST(HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString()).body();
    }

    private void assertExits(final int code, final Process process) throws IOException, InterruptedException {
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(code, process.exitValue(), Files.readString(folder.resolve("log")));
    }

    @AfterEach
    void killAll() {
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void shouldTakeOverFromAProcessThatWasKilled() throws IOException, InterruptedException {
        final Process first = serve("first");
        try (BufferedReader firstOut = first.inputReader()) {
            final String primary = address(firstOut, READY);
            final Process stopped = follow();
            try (BufferedReader out = stopped.inputReader()) {
                address(out, FOLLOWING);
                assertTrue(post(primary, "/v1/events", EVENT.formatted(1)).startsWith("{\"accepted\":1,"));
                // Not Process.destroy, which closes the streams as well.
                stopped.toHandle().destroy();
                assertExits(0, stopped);
            }
            try (BufferedReader out = follow().inputReader()) {
                final String standby = address(out, FOLLOWING);
                assertTrue(post(primary, "/v1/events", EVENT.formatted(2)).startsWith("{\"accepted\":1,"));
                assertTrue(post(standby, "/v1/admin/promote", "").contains("has a writer that lives"));
                first.toHandle().destroyForcibly();
                first.waitFor();
                final String promoted = post(standby, "/v1/admin/promote", "");
                assertTrue(promoted.contains("\"fenced\":true,\"whole\":true"), promoted);
                assertEquals(standby, address(out, READY));
                for (int event = 1; event <= 2; event++) {
                    assertTrue(post(standby, "/v1/events", EVENT.formatted(event)).startsWith("{\"accepted\":0,\"duplicates\":1,"));
                }
            }
        }
        assertExits(Main.FAILED, serve("first"));
        assertTrue(Files.readString(folder.resolve("log")).contains("was taken over at sequence "));
    }
}
