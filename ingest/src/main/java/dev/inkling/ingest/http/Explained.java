package dev.inkling.ingest.http;

import java.io.ByteArrayOutputStream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import org.agrona.DirectBuffer;

/** The explanations of a request's events, put together as their pieces come back. Confined to the event loop. */
final class Explained {
    /** Events of a request that are explained: 16 of 16 KiB each are a quarter of a loop's room for results. */
    static final int MOST = 16;

    private static final int INITIAL_BYTES = 4_096;

    private final int events;
    private final ByteArrayOutputStream json = new ByteArrayOutputStream(INITIAL_BYTES);
    private int whole;
    private boolean isWithin;

    /**
     * Nothing yet.
     *
     * @param events of the request, rejected ones aside
     */
    Explained(final int events) {
        this.events = events;
    }

    void add(final DirectBuffer piece, final int offset, final int length, final boolean last) {
        if (!isWithin && whole > 0) {
            json.write(',');
        }
        final byte[] bytes = new byte[length];
        piece.getBytes(offset, bytes);
        json.writeBytes(bytes);
        isWithin = !last;
        whole += last ? 1 : 0;
    }

    void write(final ByteBuf body) {
        ByteBufUtil.writeAscii(body, ",\"explain\":[");
        body.writeBytes(json.toByteArray());
        ByteBufUtil.writeAscii(body, whole < events ? "],\"explainTruncated\":true" : "]");
    }
}
