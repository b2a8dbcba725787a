package dev.inkling.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No buffer is lost, whatever clients do: Netty's detector watches every buffer and finds nothing. */
class LeakTest {
    private static final int ROUNDS = 50;

    @TempDir
    private Path folder;

    /** Has the collector run and the detector look at what it found, until there is a leak or enough was tried. */
    private static List<String> look() {
        for (int i = 0; i < ROUNDS && LeakWatch.leaks().isEmpty(); i++) {
            System.gc();
            ByteBufAllocator.DEFAULT.buffer(16).release();
        }
        return LeakWatch.leaks();
    }

    private static void lose() {
        final ByteBuf lost = ByteBufAllocator.DEFAULT.buffer(16);
        assertTrue(lost.isWritable());
    }

    @Test
    void shouldLoseNoBuffer() throws IOException {
        LeakWatch.clear();
        try (TestServer server = TestServer.start(folder, "http-body-bytes", "4096")) {
            for (int i = 0; i < ROUNDS; i++) {
                server.post("/v1/events?decide=true", "[{\"visitorId\":\"a\",\"momentType\":\"search\"},{}]");
                server.post("/v1/events", "{");
                server.post("/none", " ".repeat(3000));
                server.post("/v1/events", " ".repeat(5000));
                server.get("/v1/visitors/a");
                server.datagram("junk".getBytes(StandardCharsets.UTF_8));
                server.datagram("{\"visitorId\":\"b\",\"momentType\":\"search\"}".getBytes(StandardCharsets.UTF_8));
                leaveEarly(server);
            }
        }
        assertEquals(List.of(), look());
        // The watch itself: a buffer that is lost must be found.
        lose();
        assertFalse(look().isEmpty());
        LeakWatch.clear();
    }

    /** Requests whose client is gone before the replies, in the middle of the last body. */
    private static void leaveEarly(final TestServer server) throws IOException {
        final String body = "{\"visitorId\":\"c\",\"momentType\":\"search\"}";
        final String request = "POST /v1/events HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        try (Socket socket = new Socket("127.0.0.1", server.http().getPort())) {
            socket.setSoLinger(true, 0);
            socket.getOutputStream().write((request.repeat(100) + request.substring(0, request.length() - 5))
                .getBytes(StandardCharsets.US_ASCII));
        }
    }
}
