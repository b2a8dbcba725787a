package dev.inkling.ingest;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.inkling.ingest.config.GivenConfiguration;
import dev.inkling.journal.KeyMaker;
import dev.inkling.ring.ConfigurationTexts;
import dev.inkling.ring.Intake;
import dev.inkling.ring.PipelineContext;
import dev.inkling.ring.ThreadMode;
import dev.inkling.ring.WaitKind;
import org.agrona.BitUtil;

/**
 * What a {@link Server} is made of: every setting read, checked and given its type, once, by {@link #conclude}. Immutable; may be read by
 * any thread.
 */
public final class ServerContext {
    private static final long GIB = 1L << 30;
    private static final int MAX_LOOPS = 64;
    private static final int AUTO_LOOPS = 8;

    private final Settings settings;
    private final Path dataFolder;
    private final Path follow;
    private final InetSocketAddress http;
    private final InetSocketAddress udp;
    private final String secret;
    private final GivenConfiguration given;
    private final boolean isWatching;
    private final Intake.Durability durability;
    private final JournalPlan journal;
    private final ThreadMode threadMode;
    private final WaitKind waitKind;
    private final long skipSequence;
    private final int loops;
    private final int ringSlots;
    private final int bodyBytes;
    private final int inflatedBytes;
    private final long bufferedBytes;
    private final int connections;
    private final long httpTimeoutNs;
    private final long replyTimeoutNs;
    private final int pendingRequests;
    private final int datagramBytes;
    private final int receiveBytes;
    private final int senders;

    private ServerContext(final Settings settings) {
        this.settings = settings;
        dataFolder = Path.of(settings.text(Setting.DATA));
        follow = settings.has(Setting.FOLLOW) ? Path.of(settings.text(Setting.FOLLOW)) : null;
        if (follow != null && settings.has(Setting.SKIP)) {
            throw new StartException(settings.name(Setting.SKIP) + ": a standby skips what the one that it follows skipped; leave it out");
        }
        http = loopback(Setting.HTTP);
        udp = loopback(Setting.UDP);
        secret = secret();
        final boolean lowLatency = "low-latency".equals(settings.choice(Setting.PROFILE));
        waitKind = lowLatency ? WaitKind.BUSY_SPIN : WaitKind.BLOCKING;
        durability = "synced".equals(settings.choice(Setting.DURABILITY)) ? Intake.Durability.SYNCED : Intake.Durability.JOURNALED;
        final int cores = Runtime.getRuntime().availableProcessors();
        final String threads = settings.choice(Setting.THREADS);
        threadMode = "auto".equals(threads) ? ThreadMode.forCores(cores) : ThreadMode.valueOf(threads.toUpperCase(Locale.ROOT));
        loops = "auto".equals(settings.text(Setting.LOOPS))
            ? Math.max(1, Math.min(AUTO_LOOPS, cores / 2)) : (int) settings.number(Setting.LOOPS, 1, MAX_LOOPS);
        skipSequence = settings.has(Setting.SKIP) ? settings.number(Setting.SKIP, 1, Long.MAX_VALUE) : 0;
        journal = JournalPlan.of(settings);
        ringSlots = (int) settings.number(Setting.RING_SLOTS, PipelineContext.RING_SLOTS_MIN, PipelineContext.RING_SLOTS_MAX);
        if (!BitUtil.isPowerOfTwo(ringSlots)) {
            throw new StartException(settings.name(Setting.RING_SLOTS) + ": " + ringSlots + " is not a power of 2");
        }
        bodyBytes = (int) settings.number(Setting.HTTP_BODY_BYTES, 1024, 1 << 28);
        inflatedBytes = (int) settings.number(Setting.HTTP_INFLATED_BYTES, 1024, 1 << 28);
        bufferedBytes = settings.number(Setting.HTTP_BUFFERED_BYTES, bodyBytes, 64 * GIB);
        connections = (int) settings.number(Setting.HTTP_CONNECTIONS, 1, 1_000_000);
        httpTimeoutNs = settings.number(Setting.HTTP_TIMEOUT_SECONDS, 1, 3600) * 1_000_000_000L;
        replyTimeoutNs = settings.number(Setting.REPLY_TIMEOUT_MS, 1, 600_000) * 1_000_000L;
        pendingRequests = (int) settings.number(Setting.PENDING_REQUESTS, 1, 1 << 20);
        datagramBytes = (int) settings.number(Setting.UDP_DATAGRAM_BYTES, 512, 65_507);
        receiveBytes = (int) settings.number(Setting.UDP_RECEIVE_BYTES, 4096, GIB);
        senders = (int) settings.number(Setting.UDP_SENDERS, 16, 1 << 20);
        isWatching = "true".equals(settings.choice(Setting.WATCH));
        given = GivenConfiguration.of(settings, EngineText.of(settings));
        if (isWatching && given.files().isEmpty()) {
            throw new StartException(settings.name(Setting.WATCH) + ": there is no file to watch: give --rules or --catalogue");
        }
    }

    /**
     * Reads and checks all settings and the files that they name.
     *
     * @param settings as gathered
     * @return the context
     * @throws StartException when something is not as it should be; one line
     */
    public static ServerContext conclude(final Settings settings) {
        return new ServerContext(settings);
    }

    private InetSocketAddress loopback(final Setting setting) {
        final String text = settings.text(setting);
        final int colon = text.lastIndexOf(':');
        final String host = colon < 0 ? "" : text.substring(0, colon);
        final int port = colon < 0 ? -1 : port(text.substring(colon + 1));
        if (host.isEmpty() || port < 0) {
            throw new StartException(settings.name(setting) + ": '" + text + "' is not HOST:PORT with a port from 0 to 65535");
        }
        final InetAddress address;
        try {
            address = InetAddress.getByName(host);
        } catch (final UnknownHostException e) {
            throw new StartException(settings.name(setting) + ": the host '" + host + "' is not known", e);
        }
        if (!address.isLoopbackAddress()) {
            throw new StartException(settings.name(setting) + ": " + host + " is reachable from outside, and this version has no keys "
                + "to guard it; use a loopback address such as 127.0.0.1");
        }
        return new InetSocketAddress(address, port);
    }

    private static int port(final String text) {
        if (text.isEmpty() || text.length() > 5 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        final int port = Integer.parseInt(text);
        return port > 65_535 ? -1 : port;
    }

    private String secret() {
        final String text = settings.text(Setting.SECRET);
        if (!text.isEmpty() && !KeyMaker.isSecret(text)) {
            throw new StartException(settings.name(Setting.SECRET) + ": expected " + KeyMaker.SECRET_DIGITS + " hex digits");
        }
        return text;
    }

    /**
     * Where the journal lives.
     *
     * @return a folder that may not exist yet
     */
    public Path dataFolder() {
        return dataFolder;
    }

    /**
     * Whose journal to follow.
     *
     * @return a data folder, empty for a server of its own
     */
    public Optional<Path> follow() {
        return Optional.ofNullable(follow);
    }

    /**
     * Address for HTTP.
     *
     * @return loopback, port 0 for any
     */
    public InetSocketAddress http() {
        return http;
    }

    /**
     * Address for UDP.
     *
     * @return loopback, port 0 for any
     */
    public InetSocketAddress udp() {
        return udp;
    }

    /**
     * Identity secret as given.
     *
     * @return 32 hex digits, empty for the data folder's own
     */
    public String givenSecret() {
        return secret;
    }

    /**
     * The texts that decide, read but not checked yet.
     *
     * @return settings of the engine, catalogue, model and rules
     */
    public ConfigurationTexts configuration() {
        return given.texts();
    }

    /**
     * The configuration that was given, and what of it is files.
     *
     * @return as the settings name it
     */
    public GivenConfiguration given() {
        return given;
    }

    /**
     * Whether files of configuration are watched.
     *
     * @return true when a changed file is to come in force
     */
    public boolean isWatching() {
        return isWatching;
    }

    /**
     * What the pipeline is to be made of, but for its journal.
     *
     * @return a new context for it
     */
    public PipelineContext pipeline() {
        return new PipelineContext().configuration(given.texts()).keep(given.kept()).ringSlots(ringSlots).threadMode(threadMode)
            .waitKind(waitKind).durability(durability).skipSequence(skipSequence);
    }

    /**
     * What a reply waits for.
     *
     * @return the durability
     */
    public Intake.Durability durability() {
        return durability;
    }

    /**
     * Event loops.
     *
     * @return count, from 1
     */
    public int loops() {
        return loops;
    }

    /**
     * Most events of one request: 1,000 and an eighth of the ring.
     *
     * @return count
     */
    public int batchFrames() {
        return Math.min(PipelineContext.REQUEST_FRAMES_MAX, ringSlots >> 3);
    }

    /**
     * What was wished of the journal.
     *
     * @return the plan
     */
    public JournalPlan journal() {
        return journal;
    }

    /**
     * Longest body as sent.
     *
     * @return bytes
     */
    public int bodyBytes() {
        return bodyBytes;
    }

    /**
     * Longest body once inflated.
     *
     * @return bytes
     */
    public int inflatedBytes() {
        return inflatedBytes;
    }

    /**
     * What one event loop may hold of requests that are not whole or not due.
     *
     * @return bytes
     */
    public long bufferedBytes() {
        return bufferedBytes;
    }

    /**
     * Open connections.
     *
     * @return most at a time
     */
    public int connections() {
        return connections;
    }

    /**
     * Patience with a slow client.
     *
     * @return nanoseconds
     */
    public long httpTimeoutNs() {
        return httpTimeoutNs;
    }

    /**
     * Patience with the engine.
     *
     * @return nanoseconds
     */
    public long replyTimeoutNs() {
        return replyTimeoutNs;
    }

    /**
     * Requests of one event loop that may await results.
     *
     * @return count
     */
    public int pendingRequests() {
        return pendingRequests;
    }

    /**
     * Longest datagram.
     *
     * @return bytes
     */
    public int datagramBytes() {
        return datagramBytes;
    }

    /**
     * Receive buffer to ask the kernel for.
     *
     * @return bytes
     */
    public int receiveBytes() {
        return receiveBytes;
    }

    /**
     * Senders whose sequences are watched.
     *
     * @return count
     */
    public int senders() {
        return senders;
    }

    /**
     * The settings as they are printed at start, secrets masked.
     *
     * @return a line for each
     */
    public List<String> lines() {
        return settings.lines();
    }

    @Override
    public String toString() {
        return String.join(System.lineSeparator(), lines());
    }
}
