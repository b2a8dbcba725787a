package dev.inkling.ingest.config;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

import dev.inkling.journal.Threads;
import dev.inkling.ring.ConfigurationTexts;
import dev.inkling.ring.Counter;
import dev.inkling.ring.Pipeline;
import dev.inkling.ring.Reload;
import dev.inkling.ring.ReloadException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings files of configuration in force when they change. The folders are watched, as editors put another file in the place of one, and
 * the files looked at once in a while where the file system tells nothing. A file that cannot be used may be half written: it is refused
 * only when a second look finds it the same, then told once, and the running configuration stays. Files that were refused are tried again,
 * together, when one of them changes: a catalogue may wait for its rules.
 */
public final class ConfigurationWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationWatch.class);
    /** Where the file system tells nothing. */
    private static final long IDLE_MS = 2_000;
    /** Between two looks at a file that may be half written. */
    private static final long SUSPECT_MS = 300;

    private final Pipeline pipeline;
    private final List<WatchedFile> files = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "config-watch");
    private WatchService service;
    /** What was wrong at the last look, and may not be at the next; empty for nothing. */
    private String suspected = "";
    /** Why files were refused, which are not tried again before one changes; empty for none. */
    private String refused = "";
    private boolean isUnreadable;
    private String toldUnavailable = "";
    private volatile String warning = "";

    /**
     * A watch that has not started.
     *
     * @param given    files, and the texts read of them
     * @param pipeline takes their texts
     */
    public ConfigurationWatch(final GivenConfiguration given, final Pipeline pipeline) {
        this.pipeline = pipeline;
        given.files().forEach((kind, path) -> files.add(new WatchedFile(kind, path, given.texts().text(kind))));
        thread.setDaemon(true);
    }

    /** Begins to watch. */
    public void start() {
        try {
            service = FileSystems.getDefault().newWatchService();
            final Set<Path> folders = new TreeSet<>();
            files.forEach(file -> folders.add(file.path().toAbsolutePath().normalize().getParent()));
            for (final Path folder : folders) {
                folder.register(service, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
            }
        } catch (final IOException e) {
            LOG.info("the file system does not tell of changes ({}): files are looked at every {} ms", e.toString(), IDLE_MS);
        }
        thread.start();
    }

    /**
     * What an operator should know.
     *
     * @return the last refusal while it stands; any thread
     */
    public List<String> warnings() {
        final String now = warning;
        return now.isEmpty() ? List.of() : List.of(now);
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                await(look() ? SUSPECT_MS : IDLE_MS);
            }
        } catch (final InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void await(final long ms) throws InterruptedException {
        if (service == null) {
            Thread.sleep(ms);
            return;
        }
        final WatchKey key = service.poll(ms, TimeUnit.MILLISECONDS);
        if (key != null) {
            key.pollEvents();
            key.reset();
        }
    }

    /**
     * Looks at the files, and acts on what changed.
     *
     * @return whether to look again soon, since something may be half written or cannot be taken now
     */
    boolean look() {
        boolean isChanged = false;
        for (final WatchedFile file : files) {
            try {
                isChanged |= file.look(System.currentTimeMillis());
            } catch (final IOException e) {
                // An editor that renames leaves a moment without a file.
                isUnreadable = true;
                return suspect(e.getMessage());
            }
        }
        if (isChanged || isUnreadable) {
            isUnreadable = false;
            isChanged = true;
            refused = "";
            suspected = "";
        }
        return (isChanged || !suspected.isEmpty() || refused.isEmpty() && isWaiting()) && apply();
    }

    private boolean isWaiting() {
        return files.stream().anyMatch(file -> !file.isApplied());
    }

    private boolean apply() {
        if (!isWaiting()) {
            // What could not be read is there again, and as it was.
            clear();
            return false;
        }
        try {
            // Not counted as a reload that was refused: it may be whole at the next look.
            pipeline.check(this::over);
        } catch (final ReloadException e) {
            return e.reason() == ReloadException.Reason.UNAVAILABLE || e.reason() == ReloadException.Reason.FOLLOWING
                ? later(e) : suspect(e.getMessage());
        }
        try {
            final Reload reload = pipeline.reload(this::over);
            LOG.info("{} in force from sequence {}, digest {}", names(), reload.sequence(), Long.toHexString(reload.digest()));
            files.forEach(WatchedFile::applied);
            clear();
            return false;
        } catch (final ReloadException e) {
            return later(e);
        }
    }

    private ConfigurationTexts over(final ConfigurationTexts inForce) {
        ConfigurationTexts texts = inForce;
        for (final WatchedFile file : files) {
            if (!file.isApplied()) {
                texts = texts.with(file.kind(), file.path().toString(), file.text());
            }
        }
        return texts;
    }

    private void clear() {
        suspected = "";
        refused = "";
        toldUnavailable = "";
        warning = "";
    }

    private boolean suspect(final String why) {
        if (why.equals(refused)) {
            return false;
        }
        if (!why.equals(suspected)) {
            suspected = why;
            return true;
        }
        suspected = "";
        refused = why;
        pipeline.counters().increment(Counter.CONFIG_FILES_REFUSED);
        warning = "a changed file is not in force: " + why;
        LOG.warn("{}; what was in force stays", warning);
        return false;
    }

    private boolean later(final ReloadException e) {
        if (!toldUnavailable.equals(e.getMessage())) {
            toldUnavailable = e.getMessage();
            warning = names() + " changed and cannot be taken now: " + e.getMessage();
            LOG.warn("{}", warning);
        }
        return e.reason() == ReloadException.Reason.UNAVAILABLE;
    }

    private String names() {
        return String.join(", ", files.stream().filter(file -> !file.isApplied()).map(file -> file.path().toString()).toList());
    }

    @Override
    public void close() {
        thread.interrupt();
        Threads.join(thread);
        if (service != null) {
            try {
                service.close();
            } catch (final IOException e) {
                LOG.warn("closing failed", e);
            }
        }
    }
}
