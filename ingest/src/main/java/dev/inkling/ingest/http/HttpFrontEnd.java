package dev.inkling.ingest.http;

import java.net.InetSocketAddress;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import dev.inkling.ingest.ServerContext;
import dev.inkling.ingest.StartException;
import dev.inkling.ingest.loop.IngestLoop;
import dev.inkling.ingest.loop.IngestLoops;
import dev.inkling.ring.Counter;
import dev.inkling.ring.Pipeline;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.GlobalEventExecutor;

/** The HTTP port: accepts connections up to a bound and hands each to the event loop that it landed on. */
public final class HttpFrontEnd implements AutoCloseable {
    private static final int BACKLOG = 1024;
    private static final int MAX_LINE_BYTES = 4096;
    private static final int MAX_HEADER_BYTES = 8192;
    /** One read; it bounds the requests that are there at once when they are tiny. */
    private static final int READ_BYTES = 16 * 1024;
    /** The codec's own bound on requests in flight, beyond what one read can hold: this server has a bound of its own. */
    private static final int CODEC_DEPTH = 4096;
    private static final WriteBufferWaterMark WRITE_MARKS = new WriteBufferWaterMark(64 * 1024, 256 * 1024);

    private final ServerContext context;
    private final Pipeline pipeline;
    private final AtomicBoolean draining = new AtomicBoolean();
    private final AdminTasks tasks = new AdminTasks();
    private final AtomicInteger open = new AtomicInteger();
    private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    private final Map<EventLoop, LoopPart> parts = new IdentityHashMap<>();
    private final Channel listener;

    /** What the connections of one event loop share. */
    private record LoopPart(IngestLoop loop, Router router, HttpConnections connections) {
    }

    /**
     * Opens the port.
     *
     * @param context  says where, and the bounds
     * @param loops    serve the connections
     * @param pipeline tells how it is
     * @throws StartException when the port cannot be had
     */
    public HttpFrontEnd(final ServerContext context, final IngestLoops loops, final Pipeline pipeline) {
        this(context, loops, pipeline, Promotions.NONE, List::of);
    }

    /**
     * Opens the port of a server that may be a standby.
     *
     * @param context    says where, and the bounds
     * @param loops      serve the connections
     * @param pipeline   tells how it is
     * @param promotions makes it take traffic
     * @param warnings   what {@code /readyz} tells beside the engine's own; any thread
     * @throws StartException when the port cannot be had
     */
    public HttpFrontEnd(
        final ServerContext context, final IngestLoops loops, final Pipeline pipeline, final Promotions promotions,
        final Supplier<List<String>> warnings) {
        this.context = context;
        this.pipeline = pipeline;
        final Routes.Admin admin = new Routes.Admin(promotions, tasks, warnings);
        for (final IngestLoop loop : loops.all()) {
            final HttpConnections connections = new HttpConnections(context.httpTimeoutNs());
            loop.eventLoop().submit(() -> loop.addSweep(connections)).syncUninterruptibly();
            parts.put(loop.eventLoop(), new LoopPart(loop, Routes.of(loop, pipeline, admin, draining::get), connections));
        }
        final ServerBootstrap bootstrap = new ServerBootstrap()
            .group(loops.group())
            .channel(loops.isEpoll() ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WRITE_MARKS)
            .childOption(ChannelOption.RECVBUF_ALLOCATOR, new AdaptiveRecvByteBufAllocator(512, 2048, READ_BYTES))
            .childHandler(new ChannelInitializer<SocketChannel>() {
                @Override
                protected void initChannel(final SocketChannel channel) {
                    admit(channel);
                }
            });
        final ChannelFuture bound = bootstrap.bind(context.http()).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            tasks.close();
            throw StartException.cannotBind("HTTP", context.http(), bound.cause());
        }
        listener = bound.channel();
    }

    private void admit(final SocketChannel channel) {
        if (open.get() >= context.connections() || draining.get()) {
            pipeline.counters().increment(Counter.HTTP_CONNECTIONS_REFUSED);
            channel.close();
            return;
        }
        open.incrementAndGet();
        channel.closeFuture().addListener(closed -> open.decrementAndGet());
        channels.add(channel);
        final LoopPart part = parts.get(channel.eventLoop());
        final HttpDecoderConfig config = new HttpDecoderConfig().setMaxInitialLineLength(MAX_LINE_BYTES)
            .setMaxHeaderSize(MAX_HEADER_BYTES).setMaxChunkSize(READ_BYTES).setStrictLineParsing(true);
        channel.pipeline().addLast(new HttpServerCodec(config, CODEC_DEPTH),
            new HttpConnection(part.loop(), part.router(), part.connections()));
    }

    /**
     * Where HTTP is taken.
     *
     * @return address with the port in use
     */
    public InetSocketAddress address() {
        return (InetSocketAddress) listener.localAddress();
    }

    /** Accepts no more connections; requests on open ones are answered with 503 from now on, those under way as they would be. */
    public void drain() {
        draining.set(true);
        listener.close().awaitUninterruptibly();
    }

    @Override
    public void close() {
        drain();
        tasks.close();
        channels.close().awaitUninterruptibly();
    }
}
