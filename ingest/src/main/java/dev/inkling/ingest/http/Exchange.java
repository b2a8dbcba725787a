package dev.inkling.ingest.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import dev.inkling.ingest.loop.IngestLoop;
import dev.inkling.ring.Counter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;

/** A request and the place of its reply among those of its connection. Confined to the connection's event loop. */
final class Exchange {
    private static final String STOREFRONT_HEADER = "Inkling-Storefront";
    private static final int MAX_PARAMETERS = 16;

    private final HttpConnection connection;
    private final HttpRequest request;
    private final String path;
    private final String query;
    private final boolean http10;
    private final boolean continueExpected;
    private boolean keepAlive;
    private boolean continued;
    private FullHttpResponse response;

    Exchange(final HttpConnection connection, final HttpRequest request) {
        this.connection = connection;
        this.request = request;
        final String target = target(request.uri());
        final int mark = target.indexOf('?');
        path = mark < 0 ? target : target.substring(0, mark);
        query = mark < 0 ? "" : target.substring(mark + 1);
        http10 = HttpVersion.HTTP_1_0.equals(request.protocolVersion());
        keepAlive = HttpUtil.isKeepAlive(request);
        continueExpected = HttpUtil.is100ContinueExpected(request);
    }

    /** The place of a request that had no head to speak of. */
    static Exchange headless(final HttpConnection connection) {
        return new Exchange(connection, new DefaultHttpRequest(HttpVersion.HTTP_1_0, HttpMethod.GET, "/"));
    }

    /** Path and query of a request target, which may be a whole URL. */
    private static String target(final String uri) {
        if (uri.startsWith("/")) {
            return uri;
        }
        final int authority = uri.indexOf("://");
        if (authority <= 0) {
            return uri;
        }
        final int slash = uri.indexOf('/', authority + 3);
        return slash < 0 ? "/" : uri.substring(slash);
    }

    String method() {
        return request.method().name();
    }

    String path() {
        return path;
    }

    /**
     * A parameter of the query, decoded.
     *
     * @param name of it
     * @return its first value, null when it is not given
     * @throws IllegalArgumentException when the query is not well-formed
     */
    String parameter(final String name) {
        if (query.isEmpty()) {
            return null;
        }
        final Map<String, List<String>> parameters =
            new QueryStringDecoder(query, StandardCharsets.UTF_8, false, MAX_PARAMETERS).parameters();
        final List<String> values = parameters.get(name);
        return values == null ? null : values.get(0);
    }

    /**
     * The storefront that the request names, by parameter or by header.
     *
     * @return its name as given, null when none is
     * @throws IllegalArgumentException when the query is not well-formed
     */
    String storefront() {
        final String named = parameter("storefront");
        return named == null ? header(STOREFRONT_HEADER) : named;
    }

    String header(final CharSequence name) {
        return request.headers().get(name);
    }

    IngestLoop loop() {
        return connection.loop();
    }

    ByteBufAllocator alloc() {
        return connection.alloc();
    }

    /** Whether nobody is there any more to read a reply. */
    boolean isGone() {
        return connection.isGone();
    }

    /** Has the connection closed behind the reply. */
    void closeBehind() {
        keepAlive = false;
    }

    boolean keepsAlive() {
        return keepAlive;
    }

    /** Whether the client waits to be told to send the body, and has not been told yet; true once only. */
    boolean takeContinue() {
        if (continueExpected && !continued && response == null) {
            continued = true;
            return true;
        }
        return false;
    }

    /** What the client gets in its turn; null until there is a reply. */
    FullHttpResponse response() {
        return response;
    }

    /**
     * Replies with an error.
     *
     * @param status  4xx or 5xx
     * @param message what, where, what to do
     */
    void error(final HttpResponseStatus status, final String message) {
        reply(status, HttpHeaderValues.APPLICATION_JSON, JsonText.error(alloc(), message));
    }

    /**
     * Replies that nothing can be taken now.
     *
     * @param content JSON that says why
     */
    void unavailable(final ByteBuf content) {
        loop().counters().increment(Counter.HTTP_UNAVAILABLE);
        prepare(HttpResponseStatus.SERVICE_UNAVAILABLE, HttpHeaderValues.APPLICATION_JSON, content);
        response.headers().set(HttpHeaderNames.RETRY_AFTER, "1");
        connection.onReply(this);
    }

    /**
     * Replies that the path does not know the method.
     *
     * @param allow the methods that it knows
     */
    void notAllowed(final String allow) {
        prepare(HttpResponseStatus.METHOD_NOT_ALLOWED, HttpHeaderValues.APPLICATION_JSON,
            JsonText.error(alloc(), method() + " is not allowed here; allowed: " + allow));
        response.headers().set(HttpHeaderNames.ALLOW, allow);
        connection.onReply(this);
    }

    /**
     * Replies.
     *
     * @param status      of the reply
     * @param contentType of the content
     * @param content     taken over
     */
    void reply(final HttpResponseStatus status, final CharSequence contentType, final ByteBuf content) {
        prepare(status, contentType, content);
        connection.onReply(this);
    }

    private void prepare(final HttpResponseStatus status, final CharSequence contentType, final ByteBuf content) {
        if (response != null) {
            content.release();
            throw new IllegalStateException("replied twice to " + method() + " " + path);
        }
        response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, content);
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, content.readableBytes());
        if (!keepAlive) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        } else if (http10) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
        }
    }
}
