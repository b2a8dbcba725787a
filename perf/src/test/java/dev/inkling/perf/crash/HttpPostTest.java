package dev.inkling.perf.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

/** A reply counts when it is whole, and never otherwise. */
class HttpPostTest {
    private static final byte[] BODY = "[]".getBytes(StandardCharsets.US_ASCII);

    @Test
    void shouldTakeWholeRepliesAndNoOthers() throws IOException {
        final String whole = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n{ü}";
        assertEquals(new HttpPost.Reply(200, "{ü}"), replyTo(whole));
        for (final int length : new int[] {0, 11, 36, whole.length() - 1}) {
            final String cut = whole.substring(0, length);
            assertThrows(EOFException.class, () -> replyTo(cut), cut);
        }
    }

    /** Takes one request, gives the bytes of a reply, and is gone. */
    private static HttpPost.Reply replyTo(final String reply) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
             HttpPost http = HttpPost.connect(server.getLocalPort())) {
            final CompletableFuture<Void> served = CompletableFuture.runAsync(() -> serve(server, reply));
            try {
                return http.post(BODY);
            } finally {
                served.join();
            }
        }
    }

    private static void serve(final ServerSocket server, final String reply) {
        try (Socket socket = server.accept()) {
            final InputStream in = socket.getInputStream();
            for (int brackets = 0; brackets < BODY.length;) {
                final int c = in.read();
                brackets += c == BODY[brackets] ? 1 : 0;
            }
            socket.getOutputStream().write(reply.getBytes(StandardCharsets.UTF_8));
        } catch (final IOException e) {
            throw new AssertionError(e);
        }
    }
}
