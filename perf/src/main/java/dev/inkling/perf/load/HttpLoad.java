package dev.inkling.perf.load;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpResponseDecoder;

/**
 * Sends requests at their intended times over kept-alive connections, one request at a time on each. A request that is due while every
 * connection waits for its reply leaves later, and its latency still counts from its intended time. All state is confined to one event
 * loop.
 */
final class HttpLoad {
    /** How long after the last intended time replies are waited for. */
    static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long SWEEP_MS = 20;

    private final LoadPlan plan;
    private final InetSocketAddress server;
    private final LongSupplier clock;
    private final Progress progress;
    private final LoadResult result = new LoadResult();
    private final ArrayDeque<HttpExchange> idle = new ArrayDeque<>();
    private final CompletableFuture<LoadResult> done = new CompletableFuture<>();
    private final EventSource events;
    private EventLoop loop;
    private Schedule schedule;
    private long next;
    private long wakeUpAt = Long.MAX_VALUE;
    private long lastReplyNanos;
    private int connected;
    private int busy;

    HttpLoad(final LoadPlan plan, final InetSocketAddress server, final LongSupplier clock, final Progress progress) {
        this.plan = plan;
        this.server = server;
        this.clock = clock;
        this.progress = progress;
        this.events = new EventSource(Template.json(plan.seed()), plan.visitors(), System.currentTimeMillis() << 20);
    }

    /** Runs to the end and returns what was seen. Blocks the caller. */
    LoadResult run() throws InterruptedException {
        final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1,
            Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        try {
            loop = group.next();
            loop.execute(this::connect);
            return done.join();
        } finally {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
        }
    }

    private void connect() {
        final Bootstrap bootstrap = new Bootstrap().group(loop)
            .channel(Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .handler(new ChannelInitializer<Channel>() {
                @Override
                protected void initChannel(final Channel channel) {
                    channel.pipeline().addLast(new HttpResponseDecoder(), new HttpExchange(HttpLoad.this, plan, server));
                }
            });
        for (int i = 0; i < plan.connections(); i++) {
            bootstrap.connect(server).addListener(future -> onConnected(future.isSuccess(), future.cause()));
        }
    }

    private void onConnected(final boolean success, final Throwable cause) {
        connected++;
        if (!success) {
            result.onError("cannot connect: " + cause.getMessage());
        }
        if (connected == plan.connections()) {
            schedule = new Schedule(clock.getAsLong(), plan.sendsPerSecond(), plan.seconds());
            loop.scheduleAtFixedRate(this::sweep, SWEEP_MS, SWEEP_MS, TimeUnit.MILLISECONDS);
            loop.scheduleAtFixedRate(() -> progress.onSecond(result), 1, 1, TimeUnit.SECONDS);
            pace();
        }
    }

    /** A connection can take a request. */
    void onIdle(final HttpExchange exchange, final boolean first) {
        exchange.idleSince = clock.getAsLong();
        idle.add(exchange);
        if (!first) {
            busy--;
        }
        if (schedule != null) {
            pace();
        }
    }

    /** A connection is gone; its request, if any, counts as an error. */
    void onGone(final HttpExchange exchange, final boolean waiting) {
        if (done.isDone()) {
            return;
        }
        idle.remove(exchange);
        result.onError("the server closed a connection");
        if (waiting) {
            busy--;
            result.unanswered++;
        }
    }

    void onReply(final long intendedNanos, final HttpReply reply) {
        lastReplyNanos = clock.getAsLong();
        final int status = reply.status();
        if (status == 200 || status == 202) {
            result.onLatency(lastReplyNanos - intendedNanos);
            result.accepted += reply.number(HttpReply.ACCEPTED);
            result.duplicates += reply.number(HttpReply.DUPLICATES);
            result.decisions += reply.count(HttpReply.DECISION);
        } else if (status == 503 || status == 429) {
            result.refusedFull++;
        } else {
            result.onError("status " + status);
        }
    }

    private void pace() {
        while (next < schedule.requests() && !idle.isEmpty()) {
            final long intended = schedule.intendedNanos(next);
            final long now = clock.getAsLong();
            if (intended > now) {
                wakeUp(intended, now);
                return;
            }
            final HttpExchange exchange = idle.poll();
            result.onLag(now - Math.max(intended, exchange.idleSince));
            next++;
            busy++;
            result.sends++;
            result.eventsSent += plan.eventsPerSend();
            exchange.send(events, intended);
        }
    }

    private void wakeUp(final long intended, final long now) {
        if (wakeUpAt > intended) {
            wakeUpAt = intended;
            loop.schedule(this::onWakeUp, intended - now, TimeUnit.NANOSECONDS);
        }
    }

    private void onWakeUp() {
        wakeUpAt = Long.MAX_VALUE;
        pace();
    }

    private void sweep() {
        final long now = clock.getAsLong();
        final boolean over = now > schedule.intendedNanos(schedule.requests() - 1) + GRACE_NANOS;
        final boolean stuck = idle.isEmpty() && busy == 0;
        if (next == schedule.requests() && busy == 0 || over || stuck) {
            finish(now);
        } else {
            pace();
        }
    }

    /** What was due and never left, or left and was never answered, has waited until now at least. */
    private void finish(final long now) {
        if (done.isDone()) {
            return;
        }
        result.elapsedSeconds = Math.max(plan.seconds(), (lastReplyNanos - schedule.intendedNanos(0)) / 1e9);
        result.notSent = schedule.requests() - next;
        result.unanswered += busy;
        for (long index = next; index < schedule.requests() && schedule.intendedNanos(index) <= now; index++) {
            result.onLatency(now - schedule.intendedNanos(index));
        }
        progress.onSecond(result);
        done.complete(result);
    }
}
