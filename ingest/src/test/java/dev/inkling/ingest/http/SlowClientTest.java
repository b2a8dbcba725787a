package dev.inkling.ingest.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import dev.inkling.ingest.TestServer;
import dev.inkling.ring.Counter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that take their time lose their connection; connections beyond the bound are not taken. */
class SlowClientTest {
    @TempDir
    private Path data;
    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.start(data, "http-timeout-seconds", "1", "http-connections", "3");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Socket connect(final String text) throws IOException {
        final Socket socket = new Socket("127.0.0.1", server.http().getPort());
        socket.setSoTimeout(20_000);
        final OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return socket;
    }

    private static String rest(final Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void shouldGiveUpOnABodyThatDoesNotCome() throws IOException {
        try (Socket socket = connect("POST /v1/events HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n[")) {
            final String reply = rest(socket);
            assertTrue(reply.startsWith("HTTP/1.1 408 "), reply);
        }
        assertEquals(1, server.count(Counter.HTTP_TIMEOUTS));
    }

    @Test
    void shouldCloseAConnectionThatSaysNothingOrHalfAHead() throws IOException {
        try (Socket silent = connect(""); Socket half = connect("GET /healthz HTTP/1.1\r\nHo")) {
            assertEquals("", rest(silent));
            assertEquals("", rest(half));
        }
    }

    @Test
    void shouldNotTakeMoreConnectionsThanTheBound() throws IOException {
        try (Socket a = connect(""); Socket b = connect(""); Socket c = connect("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")) {
            assertEquals('H', c.getInputStream().read());
            try (Socket d = connect("")) {
                assertEquals(-1, d.getInputStream().read());
            }
            assertEquals(1, server.count(Counter.HTTP_CONNECTIONS_REFUSED));
            assertTrue(a.isConnected() && b.isConnected());
        }
    }
}
