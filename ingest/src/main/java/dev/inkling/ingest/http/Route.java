package dev.inkling.ingest.http;

import io.netty.buffer.ByteBuf;

/** What answers the requests of one path. Belongs to one event loop. */
interface Route {
    /**
     * Methods that the path knows, as the header {@code Allow} lists them.
     *
     * @return such as {@code GET, HEAD}
     */
    String allow();

    /**
     * Largest body that the path takes.
     *
     * @param usual of other paths, in bytes
     * @return bytes
     */
    default int bodyBytes(final int usual) {
        return usual;
    }

    /**
     * Answers a request, now or later, by one of the exchange's replies.
     *
     * @param exchange to reply to
     * @param body     whole, of a length within the limit; read during the call only
     */
    void handle(Exchange exchange, ByteBuf body);

    /**
     * Whether a method is one of those allowed.
     *
     * @param method such as {@code GET}
     * @return true when it is
     */
    default boolean allows(final String method) {
        for (final String allowed : allow().split(", ")) {
            if (allowed.equals(method)) {
                return true;
            }
        }
        return false;
    }
}
