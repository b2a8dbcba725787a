package dev.inkling.ingest.http;

import java.io.IOException;
import java.util.ArrayDeque;

import dev.inkling.ingest.loop.IngestLoop;
import dev.inkling.ring.Counter;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection: requests go to their routes as they come in, replies go out in the order of the requests. Reading pauses while too
 * many requests await their reply, or while the client does not take its replies. Confined to the event loop.
 */
final class HttpConnection extends ChannelInboundHandlerAdapter {
    /** Requests whose replies may be outstanding: enough to keep the ring busy from one connection. */
    static final int MAX_PIPELINED = 64;
    /** What an object of HTTP that waits for its turn is taken to cost. */
    private static final int BACKLOG_BYTES = 1024;
    private static final long LINGER_NS = 2_000_000_000L;
    private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);

    private final IngestLoop loop;
    private final HttpConnections connections;
    private final RequestReader reader;
    private final ArrayDeque<Exchange> exchanges = new ArrayDeque<>();
    private final ArrayDeque<Object> backlog = new ArrayDeque<>();
    private final Runnable flush = this::flush;
    private ChannelHandlerContext ctx;
    private long activeNs = System.nanoTime();
    private boolean reading;
    private boolean resuming;
    private boolean flushAsked;
    private boolean inputClosed;
    private boolean lingering;
    private boolean gone;

    HttpConnection(final IngestLoop loop, final Router router, final HttpConnections connections) {
        this.loop = loop;
        this.connections = connections;
        this.reader = new RequestReader(this, router);
    }

    IngestLoop loop() {
        return loop;
    }

    ByteBufAllocator alloc() {
        return ctx.alloc();
    }

    /** Whether no reply can reach the client any more. */
    boolean isGone() {
        return gone || lingering;
    }

    /** Takes a request's place in the order of replies. */
    void enter(final Exchange exchange) {
        exchanges.add(exchange);
        activeNs = System.nanoTime();
    }

    /** Closes at once, because what was replied cannot be followed by anything. */
    void abandon() {
        ctx.flush();
        ctx.close();
    }

    @Override
    public void handlerAdded(final ChannelHandlerContext context) {
        ctx = context;
    }

    @Override
    public void channelActive(final ChannelHandlerContext context) {
        loop.counters().increment(Counter.HTTP_CONNECTIONS);
        connections.add(this);
    }

    @Override
    public void channelInactive(final ChannelHandlerContext context) {
        gone = true;
        connections.remove(this);
        forgetAll();
    }

    @Override
    public void channelRead(final ChannelHandlerContext context, final Object message) {
        reading = true;
        if (lingering) {
            ReferenceCountUtil.release(message);
        } else if (isStalled() || !backlog.isEmpty()) {
            hold(message);
        } else {
            reader.read((HttpObject) message);
            pauseIfStalled();
        }
    }

    @Override
    public void channelReadComplete(final ChannelHandlerContext context) {
        reading = false;
        flush();
    }

    @Override
    public void channelWritabilityChanged(final ChannelHandlerContext context) {
        activeNs = System.nanoTime();
        resume();
    }

    @Override
    public void userEventTriggered(final ChannelHandlerContext context, final Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            inputClosed = true;
            if (lingering) {
                ctx.close();
            } else {
                closeWhenDone();
            }
        }
    }

    @Override
    public void exceptionCaught(final ChannelHandlerContext context, final Throwable cause) {
        if (cause instanceof DecoderException) {
            reader.refuse(cause);
            flush();
        } else if (cause instanceof IOException) {
            ctx.close();
        } else {
            LOG.error("connection closed by a fault of the server's own", cause);
            ctx.close();
        }
    }

    /** An exchange has got its reply; those that are due go out. */
    void onReply(final Exchange exchange) {
        if (isGone()) {
            exchange.response().release();
            loop.counters().increment(Counter.HTTP_CLIENT_GONE);
            return;
        }
        advance();
        resume();
    }

    /** Writes every reply whose turn it is, and tells a client that waits for it to send its body. */
    void advance() {
        Exchange first = exchanges.peek();
        while (first != null && first.response() != null && !lingering) {
            exchanges.poll();
            if (first.keepsAlive()) {
                ctx.write(first.response(), ctx.voidPromise());
            } else {
                linger(ctx.write(first.response()));
            }
            askFlush();
            first = exchanges.peek();
        }
        if (first != null && !lingering && first.takeContinue()) {
            ctx.write(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, alloc().buffer(0)),
                ctx.voidPromise());
            askFlush();
        }
        closeWhenDone();
    }

    /**
     * Closes the connection when its client is too slow.
     *
     * @param nowNs     by {@link System#nanoTime()}
     * @param timeoutNs for a request to be whole, a reply to be taken, an idle connection to be used
     */
    void onSweep(final long nowNs, final long timeoutNs) {
        final long silentNs = nowNs - activeNs;
        if (lingering) {
            if (silentNs > Math.min(LINGER_NS, timeoutNs)) {
                ctx.close();
            }
        } else if (silentNs > timeoutNs) {
            onTimeout();
        }
    }

    private void onTimeout() {
        if (!ctx.channel().isWritable()) {
            loop.counters().increment(Counter.HTTP_TIMEOUTS);
            ctx.close();
        } else if (reader.isInBody()) {
            loop.counters().increment(Counter.HTTP_TIMEOUTS);
            reader.timeOut();
            flush();
        } else if (exchanges.isEmpty()) {
            ctx.close();
        }
    }

    private boolean isStalled() {
        return exchanges.size() >= MAX_PIPELINED || !ctx.channel().isWritable();
    }

    private void pauseIfStalled() {
        if (isStalled()) {
            ctx.channel().config().setAutoRead(false);
        }
    }

    private void hold(final Object message) {
        backlog.add(message);
        if (!loop.buffer(cost(message))) {
            loop.counters().increment(Counter.HTTP_OVERSIZE);
            ctx.close();
        }
    }

    private void drop(final Object held) {
        loop.buffer(-cost(held));
        ReferenceCountUtil.release(held);
    }

    private static int cost(final Object held) {
        return held instanceof HttpContent content ? BACKLOG_BYTES + content.content().readableBytes() : BACKLOG_BYTES;
    }

    private void resume() {
        if (resuming || reading && backlog.isEmpty()) {
            return;
        }
        resuming = true;
        while (!backlog.isEmpty() && !isStalled() && !lingering) {
            final Object held = backlog.poll();
            loop.buffer(-cost(held));
            reader.read((HttpObject) held);
        }
        resuming = false;
        // Once its input has ended, epoll has forgotten the socket and must not be asked to read again.
        if (!inputClosed && backlog.isEmpty() && !isStalled()) {
            ctx.channel().config().setAutoRead(true);
        }
        closeWhenDone();
    }

    /**
     * Says that nothing more is coming, but reads on for a moment: a close on unread bytes would reset the connection and might
     * take the last reply with it.
     */
    private void linger(final ChannelFuture lastReply) {
        lingering = true;
        activeNs = System.nanoTime();
        forgetAll();
        lastReply.addListener(written -> {
            activeNs = System.nanoTime();
            if (inputClosed || !written.isSuccess()) {
                ctx.close();
            } else {
                ((DuplexChannel) ctx.channel()).shutdownOutput();
            }
        });
        if (!inputClosed) {
            ctx.channel().config().setAutoRead(true);
        }
    }

    private void forgetAll() {
        reader.close();
        while (!backlog.isEmpty()) {
            drop(backlog.poll());
        }
        for (final Exchange exchange : exchanges) {
            if (exchange.response() != null) {
                exchange.response().release();
            }
        }
        exchanges.clear();
    }

    private void closeWhenDone() {
        if (inputClosed && !lingering && exchanges.isEmpty() && backlog.isEmpty()) {
            ctx.flush();
            ctx.close();
        }
    }

    private void askFlush() {
        if (!reading && !flushAsked) {
            flushAsked = true;
            loop.afterResults(flush);
        }
    }

    private void flush() {
        flushAsked = false;
        ctx.flush();
    }
}
