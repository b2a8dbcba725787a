package dev.inkling.ingest.http;

import java.util.List;

import dev.inkling.ring.Counter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/**
 * Puts the requests of one connection together: the head, which may be refused before a body is sent, then the body, counted as it comes in
 * and never held beyond its bound. A request that is not well-formed ends the connection.
 */
final class RequestReader {
    private final HttpConnection connection;
    private final Router router;
    private Exchange exchange;
    private Route route;
    private ByteBuf body = Unpooled.EMPTY_BUFFER;
    private boolean inBody;
    private boolean broken;

    RequestReader(final HttpConnection connection, final Router router) {
        this.connection = connection;
        this.router = router;
    }

    /** Whether a request has begun that is not whole. */
    boolean isInBody() {
        return inBody;
    }

    /** Takes the next part of a request. */
    void read(final HttpObject part) {
        try {
            if (broken) {
                return;
            }
            if (part.decoderResult().isFailure()) {
                refuse(part.decoderResult().cause());
                return;
            }
            if (part instanceof HttpRequest head) {
                begin(head);
            }
            if (part instanceof HttpContent content) {
                append(content.content(), content instanceof LastHttpContent);
            }
        } finally {
            ReferenceCountUtil.release(part);
        }
    }

    /**
     * Replies that the request is not HTTP, and closes behind the reply.
     *
     * @param cause what the decoder made of it
     */
    void refuse(final Throwable cause) {
        if (broken) {
            return;
        }
        connection.loop().counters().increment(Counter.HTTP_BAD_REQUEST);
        end(HttpResponseStatus.BAD_REQUEST, "not a well-formed HTTP request: " + reason(cause));
    }

    /** Replies that the request took too long, and closes behind the reply. */
    void timeOut() {
        end(HttpResponseStatus.REQUEST_TIMEOUT, "the request was not whole in time");
    }

    /** Forgets what was read of a body. */
    void close() {
        broken = true;
        inBody = false;
        releaseBody();
    }

    private void begin(final HttpRequest head) {
        exchange = new Exchange(connection, head);
        inBody = true;
        route = null;
        connection.enter(exchange);
        final long length = HttpUtil.getContentLength(head, 0L);
        final String fault = fault(head, length);
        if (fault != null) {
            connection.loop().counters().increment(Counter.HTTP_BAD_REQUEST);
            end(HttpResponseStatus.BAD_REQUEST, fault);
            return;
        }
        if (!HttpVersion.HTTP_1_0.equals(head.protocolVersion()) && head.headers().contains(HttpHeaderNames.EXPECT)
            && !HttpUtil.is100ContinueExpected(head)) {
            end(HttpResponseStatus.EXPECTATION_FAILED, "the only expectation known is 100-continue");
            return;
        }
        final Route found = router.of(exchange.path());
        if (found == null) {
            connection.loop().counters().increment(Counter.HTTP_NOT_FOUND);
            notFound();
        } else if (!found.allows(exchange.method())) {
            connection.loop().counters().increment(Counter.HTTP_NOT_FOUND);
            exchange.notAllowed(found.allow());
        } else {
            accept(found, length);
        }
    }

    private void accept(final Route found, final long length) {
        route = found;
        if (length > limit()) {
            tooLong();
        } else {
            connection.advance();
        }
    }

    private void notFound() {
        if (HttpMethod.CONNECT.name().equals(exchange.method())) {
            exchange.closeBehind();
        }
        exchange.error(HttpResponseStatus.NOT_FOUND, "nothing is at " + exchange.path());
    }

    /** What is wrong with a head that the decoder let pass. */
    private static String fault(final HttpRequest head, final long length) {
        final HttpVersion version = head.protocolVersion();
        if (!HttpVersion.HTTP_1_1.equals(version) && !HttpVersion.HTTP_1_0.equals(version)) {
            return "the version of HTTP must be 1.0 or 1.1, not " + version.text();
        }
        final List<String> hosts = head.headers().getAll(HttpHeaderNames.HOST);
        if (hosts.size() > 1) {
            return "more than one Host header";
        }
        return length < 0 ? "a Content-Length below 0" : null;
    }

    private void append(final ByteBuf content, final boolean last) {
        if (!inBody) {
            return;
        }
        connection.loop().counters().add(Counter.HTTP_BODY_BYTES, content.readableBytes());
        if (route != null && content.isReadable() && !(last && body == Unpooled.EMPTY_BUFFER) && !keep(content)) {
            return;
        }
        if (last) {
            inBody = false;
            finish(content);
        }
    }

    /** Adds to the body; false when it became too long. */
    private boolean keep(final ByteBuf content) {
        final int length = content.readableBytes();
        if (body.readableBytes() + length > limit()) {
            tooLong();
            return false;
        }
        if (body == Unpooled.EMPTY_BUFFER) {
            body = connection.alloc().buffer(length);
        }
        body.writeBytes(content, content.readerIndex(), length);
        if (!connection.loop().buffer(length)) {
            exchange.closeBehind();
            final Exchange refused = exchange;
            close();
            refused.unavailable(JsonText.error(connection.alloc(), "too many bodies are being read; try again"));
            return false;
        }
        return true;
    }

    private void finish(final ByteBuf lastContent) {
        if (route == null) {
            return;
        }
        final ByteBuf whole = body == Unpooled.EMPTY_BUFFER ? lastContent : body;
        if (whole.readableBytes() > limit()) {
            tooLong();
            return;
        }
        try {
            route.handle(exchange, whole);
        } finally {
            releaseBody();
        }
    }

    private void tooLong() {
        connection.loop().counters().increment(Counter.HTTP_OVERSIZE);
        final boolean isUsual = limit() == connection.loop().context().bodyBytes();
        end(HttpResponseStatus.BAD_REQUEST,
            "the body is longer than " + limit() + " bytes" + (isUsual ? " (http-body-bytes); send smaller batches" : ""));
    }

    /** Replies in the place of the request at hand, or of one that never had a head, and closes behind the reply. */
    private void end(final HttpResponseStatus status, final String message) {
        if (inBody && exchange.response() != null) {
            close();
            connection.abandon();
            return;
        }
        if (!inBody) {
            exchange = Exchange.headless(connection);
            connection.enter(exchange);
        }
        final Exchange refused = exchange;
        close();
        refused.closeBehind();
        refused.error(status, message);
    }

    private int limit() {
        return route.bodyBytes(connection.loop().context().bodyBytes());
    }

    private void releaseBody() {
        if (body != Unpooled.EMPTY_BUFFER) {
            connection.loop().buffer(-body.readableBytes());
            body.release();
            body = Unpooled.EMPTY_BUFFER;
        }
    }

    private static String reason(final Throwable cause) {
        Throwable root = cause;
        while (root instanceof DecoderException && root.getCause() != null) {
            root = root.getCause();
        }
        if (root instanceof TooLongFrameException) {
            return "the request line or the headers are too long";
        }
        final String message = root.getMessage();
        return message == null ? root.getClass().getSimpleName() : message;
    }
}
