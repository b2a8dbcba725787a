package dev.inkling.ingest;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.inkling.ingest.config.ConfigurationWatch;
import dev.inkling.ingest.http.HttpFrontEnd;
import dev.inkling.ingest.http.Promotions;
import dev.inkling.ingest.keep.Housekeeper;
import dev.inkling.ingest.loop.IngestLoops;
import dev.inkling.ingest.standby.Standby;
import dev.inkling.ingest.udp.UdpFrontEnd;
import dev.inkling.journal.Journal;
import dev.inkling.journal.JournalException;
import dev.inkling.journal.QueueName;
import dev.inkling.journal.SecretFile;
import dev.inkling.journal.chronicle.ChronicleJournal;
import dev.inkling.journal.chronicle.JournalMirror;
import dev.inkling.journal.snapshot.Snapshots;
import dev.inkling.ring.Pipeline;
import dev.inkling.ring.PipelineException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole server in its order: journal, pipeline (which recovers), event loops, ports. A standby opens its HTTP port first, and the rest
 * when it is promoted. Closing goes the other way and drains: what was taken is answered.
 */
public final class Server implements AutoCloseable {
    private static final long DRAIN_NS = TimeUnit.SECONDS.toNanos(10);
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final CompletableFuture<Boolean> serving = new CompletableFuture<>();
    private Standby standby;
    private Pipeline pipeline;
    private Housekeeper keeper;
    private ConfigurationWatch watch;
    private HttpFrontEnd http;
    private UdpFrontEnd udp;
    private IngestLoops loops;

    private Server() {
    }

    /**
     * Starts a server; when this returns it takes traffic, or is a standby of one that does.
     *
     * @param context concluded
     * @return a server to be closed
     * @throws StartException when it cannot start; whatever was opened is closed again
     */
    public static Server start(final ServerContext context) {
        final Server server = new Server();
        try {
            server.open(context);
            return server;
        } catch (final PipelineException | JournalException e) {
            server.close();
            throw new StartException(e.getMessage(), e);
        } catch (final RuntimeException | Error e) {
            server.close();
            throw e;
        }
    }

    private void open(final ServerContext context) {
        if (Files.notExists(context.dataFolder())) {
            // What is known to be in the way is told before a folder is made, which nobody wanted then.
            context.configuration().check();
            Ports.requireFree(context);
        }
        clearUnfinished(context.dataFolder());
        if (context.follow().isPresent()) {
            if (!JournalMirror.isPromoted(context.follow().get(), context.dataFolder())) {
                follow(context);
                return;
            }
            LOG.warn("{} has taken over from {} and serves: it is not followed any more", context.dataFolder(), context.follow().get());
        }
        final ChronicleJournal journal = keep(ChronicleJournal.open(context.dataFolder(), context.journal().options()));
        final String secret = SecretFile.settle(context.dataFolder(), context.givenSecret(),
            journal.appender(QueueName.EVENTS).lastSequence() > 0);
        pipeline = keep(Pipeline.start(context.pipeline().journal(journal).snapshots(new Snapshots(context.dataFolder()))));
        keeper = keep(keeper(context, journal));
        retain(context, journal);
        loops = keep(new IngestLoops(context, pipeline, secret));
        watch = watch(context);
        http = keep(new HttpFrontEnd(context, loops, pipeline, Promotions.NONE, watch::warnings));
        startWatch(context);
        udp = keep(new UdpFrontEnd(context, loops, secret));
        serving.complete(true);
    }

    /** What the maker of a snapshot left that died may take the room that the start needs. */
    private static void clearUnfinished(final Path dataFolder) {
        try {
            new Snapshots(dataFolder).clearUnfinished();
        } catch (final IOException e) {
            LOG.warn("unfinished snapshots of {} cannot be cleared: {}", dataFolder, e.toString());
        }
    }

    private Housekeeper keeper(final ServerContext context, final Journal journal) {
        return new Housekeeper(context.dataFolder(), journal, context.journal().snapshotEvents(), pipeline.counters());
    }

    private void retain(final ServerContext context, final ChronicleJournal journal) {
        if (context.journal().retention().isAny()) {
            keep(keeper.retain(journal, context.journal().retention()));
        }
    }

    private void follow(final ServerContext context) {
        standby = keep(new Standby(context));
        pipeline = keep(standby.pipeline());
        keeper = keep(keeper(context, standby.journal()));
        loops = keep(new IngestLoops(context, pipeline, standby.secret()));
        watch = watch(context);
        http = keep(new HttpFrontEnd(context, loops, pipeline, standby, watch::warnings));
        standby.start(new Standby.Outcome() {
            @Override
            public void onPromoted() {
                retain(context, standby.journal());
                udp = keep(new UdpFrontEnd(context, loops, standby.secret()));
                startWatch(context);
                serving.complete(true);
            }

            @Override
            public void onFailed(final RuntimeException failure) {
                serving.completeExceptionally(failure);
            }
        });
    }

    private ConfigurationWatch watch(final ServerContext context) {
        return keep(new ConfigurationWatch(context.given(), pipeline));
    }

    private void startWatch(final ServerContext context) {
        if (context.isWatching()) {
            watch.start();
        }
    }

    private <T extends AutoCloseable> T keep(final T resource) {
        opened.add(resource);
        return resource;
    }

    /**
     * Whether this is a standby that has not taken over.
     *
     * @return false once it takes traffic
     */
    public boolean isFollowing() {
        return !serving.isDone();
    }

    /**
     * Waits until a standby has taken over.
     *
     * @return true when traffic is taken, false when the server was closed before
     * @throws StartException when it has failed and is to be closed
     */
    public boolean awaitServing() {
        try {
            return serving.join();
        } catch (final CompletionException failure) {
            throw new StartException("cannot go on: " + failure.getCause().getMessage(), failure.getCause());
        }
    }

    /**
     * Where HTTP is taken.
     *
     * @return address with the port in use
     */
    public InetSocketAddress httpAddress() {
        return http.address();
    }

    /**
     * Where datagrams are taken; not before a standby takes traffic.
     *
     * @return address with the port in use
     */
    public InetSocketAddress udpAddress() {
        return udp.address();
    }

    /**
     * The engine behind the front ends.
     *
     * @return the running pipeline
     */
    public Pipeline pipeline() {
        return pipeline;
    }

    /**
     * What the server has taken of the machine, for people.
     *
     * @return lines
     */
    public List<String> lines() {
        final List<String> lines = new ArrayList<>(pipeline.memory());
        lines.add(loops.all().size() + " event loops on " + (loops.isEpoll() ? "epoll" : "nio"));
        return lines;
    }

    /** Takes nothing new, answers what was taken, and closes the journal. Does nothing the second time. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        if (standby != null) {
            standby.stop();
        }
        serving.complete(false);
        if (http != null) {
            http.drain();
        }
        if (udp != null) {
            udp.close();
        }
        if (loops != null) {
            loops.awaitIdle(DRAIN_NS);
        }
        for (int i = opened.size() - 1; i >= 0; i--) {
            try {
                opened.get(i).close();
            } catch (final Exception e) {
                LOG.error("closing failed", e);
            }
        }
    }
}
