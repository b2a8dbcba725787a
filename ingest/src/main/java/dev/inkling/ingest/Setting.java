package dev.inkling.ingest;

import java.util.Locale;

/**
 * Every setting of the server: its name, default, unit and reason, in this one place. The name is the key in the YAML file, the flag
 * behind two dashes, and, in upper case with underscores behind {@code INKLING_}, the environment variable.
 */
public enum Setting {
    /** Where the journal lives. */
    DATA("data", "inkling-data", "DIR", "folder of the journal; made when it is missing"),
    /** HTTP address. */
    HTTP("http", "127.0.0.1:7070", "HOST:PORT", "HTTP address; port 0 picks a free one"),
    /** UDP address. */
    UDP("udp", "127.0.0.1:7071", "HOST:PORT", "UDP address; port 0 picks a free one"),
    /** Rules in place of the default ones. */
    RULES("rules", "", "FILE", "rules; without it those in force in the journal go on, with the word default this version's own"),
    /** Catalogue in place of the default one. */
    CATALOGUE("catalogue", "", "FILE", "catalogue of moment types; without it as with rules"),
    /** Model of the probability of conversion. */
    MODEL("model", "", "FILE", "model of the probability of conversion, an empty file for none; without it as with rules"),
    /** Files of configuration that come in force when they change. */
    WATCH("watch", "false", "true|false", "a file of configuration comes in force when it changes; a broken one is told and does not"),
    /** Identity secret. */
    SECRET("secret", "", "HEX", "identity secret, 32 hex digits, in place of the data folder's own; a folder takes only one"),
    /** Which clock decides. */
    CLOCK("clock", "wall", "wall|event", "event takes each event's own timestamp for the time: backfill, tests"),
    /** What an acknowledgement means. */
    DURABILITY("durability", "journaled", "journaled|synced",
        "journaled survives the death of the process, synced also a loss of power, and costs a disk sync a batch"),
    /** How much machine to take. */
    PROFILE("profile", "default", "default|low-latency", "low-latency spins instead of sleeping and so takes whole cores"),
    /** An event to go on without. */
    SKIP("skip", "", "SEQUENCE", "go on without this event, which had stopped the processor; journaled"),
    /** How often a snapshot is made. */
    SNAPSHOT_EVENTS("snapshot-events", "1000000", "events",
        "journaled between two snapshots, which bound what a start replays; made by a niced process; 0 for none"),
    /** Whom to stand by for. */
    FOLLOW("follow", "", "DIR", "be a warm standby of the server whose data folder this is, until promoted"),
    /** How long a file of the journal lasts. */
    ROLL_CYCLE("roll-cycle", "", "CYCLE",
        "a file lasts so long: minutely, five-minutely, ten-minutely, half-hourly, hourly, two-hourly, six-hourly, daily;"
            + " hourly in a new folder, which keeps it for good"),
    /** Age at which files of the journal are removed. */
    RETAIN_DAYS("retain-days", "0", "days", "older files of the journal are removed, unless two snapshots still need them; 0 keeps all"),
    /** Disk budget. */
    RETAIN_BYTES("retain-bytes", "0", "bytes", "the oldest files are removed while the data folder is larger, as above; 0 keeps all"),
    /** The engine's settings. */
    ENGINE("engine", "", "FILE",
        "the engine's settings, with the keys that GET /v1/admin/config/engine shows; a setting of its own wins over its key"),
    /** Capacity of the visitor table. */
    VISITORS("visitors", "", "visitors",
        "visitors held in memory, about 2 kB each with all that is kept of one; the least recent one is evicted beyond;"
            + " 262,144 in a new folder, then as they were"),
    /** Whose events are taken. */
    STOREFRONTS("storefronts", "", "NAME,NAME...",
        "names, the first for events that name none; default in a new folder, then as they were; more may be added behind"),
    /** What begins a session. */
    SESSION("session", "", "idle|client",
        "client begins one also where the storefront's sessionId changes; idle in a new folder, then as it was"),
    /** Memory of visitors. */
    VISITOR_RETENTION_DAYS("visitor-retention-days", "", "days",
        "a visitor of whom nothing is heard is forgotten; 396 (13 months) in a new folder, then as it was"),
    /** Who runs the handlers. */
    THREADS("threads", "auto", "auto|shared|dedicated", "shared runs all handlers on one thread; auto does so on up to 4 cores"),
    /** Event loops. */
    LOOPS("loops", "auto", "threads", "event loops for HTTP and UDP; auto is half of the cores, at least 1 and at most 8"),
    /** Slots of the ring. */
    RING_SLOTS("ring-slots", "16384", "slots", "a power of 2; 1 KiB each, and a burst of as many events before 503"),
    /** Largest body as sent. */
    HTTP_BODY_BYTES("http-body-bytes", "1048576", "bytes", "largest body as sent; 1,000 events of 1 KiB"),
    /** Largest body unpacked. */
    HTTP_INFLATED_BYTES("http-inflated-bytes", "8388608", "bytes", "largest body once inflated; about 30 ms of one event loop"),
    /** Bodies being read, together. */
    HTTP_BUFFERED_BYTES("http-buffered-bytes", "67108864", "bytes",
        "all bodies and pipelined requests that one event loop holds at a time; 503 beyond"),
    /** Open connections. */
    HTTP_CONNECTIONS("http-connections", "10000", "connections", "open at a time; closed at once beyond, and counted"),
    /** Patience with a slow client. */
    HTTP_TIMEOUT_SECONDS("http-timeout-seconds", "30", "s",
        "a request must be whole, its reply taken, and an idle connection used again, within this time"),
    /** Patience with the engine. */
    REPLY_TIMEOUT_MS("reply-timeout-ms", "5000", "ms", "no results in this time: 503 with durability unknown"),
    /** Requests awaiting results. */
    PENDING_REQUESTS("pending-requests", "8192", "requests", "awaiting results on one event loop; 503 beyond"),
    /** Longest datagram. */
    UDP_DATAGRAM_BYTES("udp-datagram-bytes", "16384", "bytes", "longest datagram; longer ones are dropped and counted"),
    /** Socket buffer. */
    UDP_RECEIVE_BYTES("udp-receive-bytes", "4194304", "bytes", "asked of the kernel for its receive buffer, which bridges pauses"),
    /** Senders remembered. */
    UDP_SENDERS("udp-senders", "4096", "senders", "senders whose sequences are watched; the least recent one is forgotten beyond");

    private final String key;
    private final String byDefault;
    private final String unit;
    private final String reason;

    Setting(final String key, final String byDefault, final String unit, final String reason) {
        this.key = key;
        this.byDefault = byDefault;
        this.unit = unit;
        this.reason = reason;
    }

    /**
     * Name in the file, and of the flag.
     *
     * @return lower case, with dashes
     */
    public String key() {
        return key;
    }

    /**
     * Name in the environment.
     *
     * @return upper case, with underscores
     */
    public String variable() {
        return "INKLING_" + key.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /**
     * Value when none is given.
     *
     * @return text, empty when the setting is then off
     */
    public String byDefault() {
        return byDefault;
    }

    /**
     * What the value is.
     *
     * @return a unit, or the values to choose from
     */
    public String unit() {
        return unit;
    }

    /**
     * What it is for, and why its default.
     *
     * @return one line
     */
    public String reason() {
        return reason;
    }

    /**
     * Whether the value must not be shown.
     *
     * @return true for secrets
     */
    public boolean isSecret() {
        return this == SECRET;
    }
}
