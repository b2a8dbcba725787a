package dev.inkling.ingest.loop;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.inkling.ingest.ServerContext;
import dev.inkling.ring.Pipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All event loops of the server, on epoll where the machine has it. */
public final class IngestLoops implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IngestLoops.class);
    private static final long SHUTDOWN_MS = 2_000;

    private final boolean epoll = Epoll.isAvailable();
    private final MultiThreadIoEventLoopGroup group;
    private final List<IngestLoop> loops = new ArrayList<>();
    private final Map<EventLoop, IngestLoop> byEventLoop = new IdentityHashMap<>();

    /**
     * Starts the loops.
     *
     * @param context  says how many
     * @param pipeline takes their frames
     * @param secret   identity secret, 32 hex digits
     */
    public IngestLoops(final ServerContext context, final Pipeline pipeline, final String secret) {
        final IoHandlerFactory handlers = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        group = new MultiThreadIoEventLoopGroup(context.loops(), new DefaultThreadFactory("ingest"), handlers);
        for (int i = 0; i < context.loops(); i++) {
            final EventLoop eventLoop = group.next();
            final IngestLoop loop = new IngestLoop(eventLoop, pipeline, context, secret);
            loops.add(loop);
            byEventLoop.put(eventLoop, loop);
            loop.start();
        }
    }

    /**
     * Whether the loops run on epoll.
     *
     * @return false where only NIO is to be had
     */
    public boolean isEpoll() {
        return epoll;
    }

    /**
     * The loops as Netty takes them.
     *
     * @return the group
     */
    public MultiThreadIoEventLoopGroup group() {
        return group;
    }

    /**
     * All loops.
     *
     * @return they
     */
    public List<IngestLoop> all() {
        return List.copyOf(loops);
    }

    /**
     * Waits until no request awaits results.
     *
     * @param limitNs at most
     * @return whether all were answered
     */
    public boolean awaitIdle(final long limitNs) {
        final long endNs = System.nanoTime() + limitNs;
        for (final IngestLoop loop : loops) {
            final int left = loop.awaitIdle(endNs);
            if (left > 0) {
                LOG.warn("{} requests were not answered before the end", left);
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, SHUTDOWN_MS, TimeUnit.MILLISECONDS).awaitUninterruptibly(2 * SHUTDOWN_MS);
    }
}
