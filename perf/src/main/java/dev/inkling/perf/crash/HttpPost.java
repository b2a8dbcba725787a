package dev.inkling.perf.crash;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One kept-alive connection that posts events and waits for each reply. Written out on a socket because nothing may be sent again behind
 * the sender's back, as HTTP clients do when a connection breaks.
 */
final class HttpPost implements AutoCloseable {
    private static final int CONNECT_MS = 2_000;
    /** Beyond the server's own 5 s, in which it answers that it does not know. */
    private static final int REPLY_MS = 15_000;
    private static final int MAX_LINE = 8_192;
    private static final int MAX_BODY = 1 << 22;
    private static final String LENGTH = "content-length:";

    private final Socket socket;
    private final OutputStream out;
    private final InputStream in;

    private HttpPost(final Socket socket) throws IOException {
        this.socket = socket;
        this.out = socket.getOutputStream();
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    static HttpPost connect(final int port) throws IOException {
        final Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(REPLY_MS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MS);
            return new HttpPost(socket);
        } catch (final IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Posts events and returns the whole reply; any exception means that nobody knows what became of them. */
    Reply post(final byte[] body) throws IOException {
        final ByteArrayOutputStream request = new ByteArrayOutputStream(body.length + 128);
        request.writeBytes(("POST /v1/events?decide=true HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: "
            + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(body);
        out.write(request.toByteArray());
        out.flush();
        final int status = Integer.parseInt(line().split(" ")[1]);
        int length = 0;
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (header.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
                length = Integer.parseInt(header.substring(LENGTH.length()).trim());
            }
        }
        if (length > MAX_BODY) {
            throw new IOException("a reply of " + length + " bytes");
        }
        final byte[] reply = in.readNBytes(length);
        if (reply.length < length) {
            throw new EOFException("a reply cut short");
        }
        return new Reply(status, new String(reply, StandardCharsets.UTF_8));
    }

    private String line() throws IOException {
        final StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0 || line.length() > MAX_LINE) {
                throw new EOFException("a reply cut short");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** A whole reply. */
    record Reply(int status, String body) {
    }
}
