package dev.inkling.ingest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

import com.sun.management.ThreadMXBean;
import io.netty.util.ResourceLeakDetector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an event costs its event loop in garbage, from socket to reply, is known and bounded. */
class IngestGarbageTest {
    /** Bytes an event in batches of a hundred: the reader's 40 or so, and a request's own spread over the hundred. */
    private static final long BATCH_BUDGET_BYTES = 300;
    /** Bytes a request: its head and headers, the parser, the reply, the decoder's slices. */
    private static final long REQUEST_BUDGET_BYTES = 8_192;
    private static final int WARM = 3_000;
    private static final int MEASURED = 2_000;

    @TempDir
    private Path folder;

    private static long allocated() {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
            .filter(thread -> thread != null && thread.getThreadName().startsWith("ingest-"))
            .mapToLong(thread -> threads.getThreadAllocatedBytes(thread.getThreadId())).sum();
    }

    /** Bytes a request of so many events. */
    private static long perRequest(final TestServer server, final int events) throws IOException {
        final String event = "{\"visitorId\":\"visitor-1\",\"momentType\":\"product_view\",\"page\":\"/p/1\",\"duration\":12.5}";
        final String body = "[" + (event + ",").repeat(events - 1) + event + "]";
        final byte[] request = ("POST /v1/events HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
            .getBytes(StandardCharsets.US_ASCII);
        try (Socket socket = new Socket("127.0.0.1", server.http().getPort())) {
            socket.setTcpNoDelay(true);
            talk(socket, request, WARM);
            final long before = allocated();
            talk(socket, request, MEASURED);
            return (allocated() - before) / MEASURED;
        }
    }

    private static void talk(final Socket socket, final byte[] request, final int times) throws IOException {
        final OutputStream out = socket.getOutputStream();
        final InputStream in = socket.getInputStream();
        final byte[] reply = new byte[4096];
        for (int i = 0; i < times; i++) {
            out.write(request);
            int read = in.read(reply);
            while (reply[read - 1] != '}') {
                read += in.read(reply, read, reply.length - read);
            }
        }
    }

    @Test
    void shouldStayWithinItsBudget() throws IOException {
        final ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
        try (TestServer server = TestServer.start(folder)) {
            final long one = perRequest(server, 1);
            final long hundred = perRequest(server, 100);
            System.out.println(String.format(Locale.ROOT, "event loop: %,d bytes a request of one event, %,d a request of a hundred", one,
                hundred));
            assertTrue(one <= REQUEST_BUDGET_BYTES, one + " bytes a request");
            assertTrue(hundred / 100 <= BATCH_BUDGET_BYTES, hundred / 100 + " bytes an event");
        } finally {
            ResourceLeakDetector.setLevel(level);
        }
    }
}
