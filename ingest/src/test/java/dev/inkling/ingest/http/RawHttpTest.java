package dev.inkling.ingest.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.inkling.ingest.TestServer;
import dev.inkling.ring.Counter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes on a socket: pipelining, keep-alive, requests that are not HTTP, and clients that go away. */
class RawHttpTest {
    private static final Path SHARED = Path.of("..", "..", "shared", "data", "http_bad");
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d\\d\\d) ");

    @TempDir
    private static Path data;
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(data, "clock", "event", "http-body-bytes", "8192");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String request(final String target, final String body, final String... headers) {
        final StringBuilder text = new StringBuilder("POST " + target + " HTTP/1.1\r\nHost: x\r\n");
        for (final String header : headers) {
            text.append(header).append("\r\n");
        }
        return text.append("Content-Length: ").append(body.length()).append("\r\n\r\n").append(body).toString();
    }

    /** Sends bytes, says that nothing more comes, and reads to the end. */
    private static String talk(final byte[] bytes) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.http().getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(bytes);
            socket.shutdownOutput();
            return readAll(socket);
        }
    }

    private static String talk(final String text) throws IOException {
        return talk(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String readAll(final Socket socket) throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        final InputStream in = socket.getInputStream();
        try {
            int b = in.read();
            while (b >= 0) {
                out.write(b);
                b = in.read();
            }
        } catch (final SocketException e) {
            // The server may reset what it refused.
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static List<Integer> statuses(final String replies) {
        final List<Integer> statuses = new ArrayList<>();
        final Matcher matcher = STATUS.matcher(replies);
        while (matcher.find()) {
            statuses.add(Integer.parseInt(matcher.group(1)));
        }
        return statuses;
    }

    @Test
    void shouldReplyToPipelinedRequestsInTheirOrder() throws IOException {
        final StringBuilder requests = new StringBuilder();
        final List<Integer> expected = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            requests.append(request("/v1/events", "{\"visitorId\":\"p\",\"momentType\":\"search\",\"timestamp\":1700000000000}"));
            requests.append("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\nGET /none HTTP/1.1\r\nHost: x\r\n\r\n");
            expected.addAll(List.of(202, 200, 404));
        }
        assertEquals(expected, statuses(talk(requests.toString())));
    }

    @Test
    void shouldTellAClientThatWaitsToGoOn() throws IOException {
        final String body = "{\"visitorId\":\"p\",\"momentType\":\"search\"}";
        assertEquals(List.of(100, 202), statuses(talk(request("/v1/events", body, "Expect: 100-continue"))));
        assertEquals(List.of(404), statuses(talk(request("/none", "", "Expect: 100-continue"))));
        assertEquals(List.of(417), statuses(talk(request("/v1/events", "", "Expect: tea"))));
    }

    @Test
    void shouldTakeChunksAndRefuseTooMany() throws IOException {
        final String head = "POST /v1/events HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
        assertEquals(List.of(202), statuses(talk(head + "2\r\n[ \r\n1\r\n]\r\n0\r\n\r\n")));
        final String chunk = "1000\r\n" + " ".repeat(4096) + "\r\n";
        assertEquals(List.of(400), statuses(talk(head + chunk + chunk + chunk + "0\r\n\r\n")));
        assertEquals(List.of(400), statuses(talk(head + "zz\r\n")));
    }

    @Test
    void shouldCloseBehindARequestThatAsksForIt() throws IOException {
        final String reply = talk("GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\nGET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
        assertEquals(List.of(200), statuses(reply));
        assertTrue(reply.contains("connection: close"), reply);
        assertTrue(talk("GET /healthz HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").contains("connection: keep-alive"));
    }

    @Test
    void shouldSendNoBodyToHead() throws IOException {
        final String reply = talk("HEAD /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
        assertTrue(reply.contains("content-length: 15") && reply.endsWith("\r\n\r\n"), reply);
    }

    @Test
    void shouldNameTheMethodsOfAPath() throws IOException {
        final String reply = talk("DELETE /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
        assertEquals(List.of(405), statuses(reply));
        assertTrue(reply.contains("allow: GET, HEAD"), reply);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "rubbish\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
        "GET /healthz HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "POST /v1/events HTTP/1.1\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /v1/events HTTP/1.1\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n[]",
        "POST /v1/events HTTP/1.1\r\nContent-Length: -2\r\n\r\n[]",
        "POST /v1/events HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n[]",
        "GET /healthz HTTP/1.1\r\nBad Name: x\r\n\r\n",
        "GET /healthz HTTP/1.1\nHost: x\n\n",
    })
    void shouldRefuseWhatIsNotHttpAndClose(final String request) throws IOException {
        final long before = server.count(Counter.HTTP_BAD_REQUEST);
        assertEquals(List.of(400), statuses(talk(request + "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")), request);
        assertEquals(before + 1, server.count(Counter.HTTP_BAD_REQUEST));
    }

    @Test
    void shouldRefuseHeadersWithoutEnd() throws IOException {
        assertEquals(List.of(400), statuses(talk("GET /healthz HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(9000) + "\r\n\r\n")));
        assertEquals(List.of(400), statuses(talk("GET /" + "x".repeat(5000) + " HTTP/1.1\r\nHost: x\r\n\r\n")));
    }

    @Test
    void shouldOutliveClientsThatGoAwayInTheMiddle() throws IOException {
        for (int i = 0; i < 20; i++) {
            try (Socket socket = new Socket("127.0.0.1", server.http().getPort())) {
                socket.setSoLinger(true, 0);
                socket.getOutputStream().write(request("/v1/events", "[]" + " ".repeat(100)).substring(0, 60 + i).getBytes(
                    StandardCharsets.ISO_8859_1));
            }
        }
        assertEquals(200, server.get("/healthz").statusCode());
    }

    @Test
    void shouldStayHealthyUnderTheRequestsOfAParsersTestSuite() throws IOException {
        if (!Files.isDirectory(SHARED)) {
            System.out.println("skipped: no shared data");
            return;
        }
        final List<Path> files;
        try (Stream<Path> all = Files.list(SHARED)) {
            files = all.filter(file -> file.toString().endsWith(".http")).sorted().toList();
        }
        for (final Path file : files) {
            for (final int status : statuses(talk(Files.readAllBytes(file)))) {
                assertTrue(status < 500, file + " " + status);
            }
            assertEquals(200, server.get("/healthz").statusCode(), file.toString());
        }
    }
}
