package dev.inkling.perf.simulate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.inkling.journal.Journal;
import dev.inkling.journal.QueueName;
import dev.inkling.journal.chronicle.ChronicleJournal;
import dev.inkling.journal.chronicle.JournalOptions;
import dev.inkling.journal.snapshot.Snapshots;

/**
 * The real journal in a folder. When the process dies, the files are read as they are and written into another folder, where the next open
 * finds them. The content of each file at its last sync is kept aside; a loss of power takes pages that changed since.
 */
final class FolderMedium implements Medium {
    private static final JournalOptions OPTIONS = new JournalOptions("FAST_HOURLY", 256L << 10);
    /** Header of a record whose writer has not come to its end. */
    private static final int UNFINISHED = 0x8000_0000;
    private static final int HEADER_BYTES = 4;
    /** File of the journal that notes what was synced, and under which start of the machine. */
    private static final String MARK = "synced";

    private final Chance chance;
    private final Trace trace;
    private final Clocks clocks;
    private final Canary canary;
    private final Path parent;
    private int generation;
    private Journal journal;
    /** Content of each file when it was last synced, and those whose names in their folder were. */
    private FolderImage synced = new FolderImage();
    private final Set<String> named = new TreeSet<>();
    /** As it was before the last sync, for the canary that forgets it. */
    private FolderImage syncedBefore = new FolderImage();
    private FolderImage beforeTear;
    private FolderImage struck;
    private final Snapshots snapshots;

    /**
     * An empty folder.
     *
     * @param chance of the run
     * @param trace  of the run
     * @param clocks of the run, by which files roll
     * @param canary what it does wrong
     * @param parent folder for the run's folders, removed at the end
     */
    FolderMedium(final Chance chance, final Trace trace, final Clocks clocks, final Canary canary, final Path parent) {
        this.chance = chance;
        this.trace = trace;
        this.clocks = clocks;
        this.canary = canary;
        this.parent = parent;
        snapshots = new Snapshots(parent);
    }

    private Path folder() {
        return parent.resolve("g" + generation);
    }

    @Override
    public Journal open() {
        if (generation > 0) {
            FolderImage.remove(parent.resolve("g" + (generation - 1)));
        }
        final Map<String, Object> keys = keys();
        journal = ChronicleJournal.open(folder(), OPTIONS, clocks::wallMs, this::onSynced);
        final Map<String, Object> opened = keys();
        keys.keySet().stream().filter(name -> !opened.containsKey(name)).forEach(this::forget);
        opened.forEach((name, key) -> {
            if (keys.containsKey(name) && !keys.get(name).equals(key) && name.endsWith(FolderImage.RECORDS)) {
                // written anew by the open, which syncs it before it takes the old one's name
                synced.put(name, FolderImage.read(folder().resolve(name)));
                named.add(name);
            }
        });
        return journal;
    }

    private void onSynced(final Path path) {
        final String name = folder().relativize(path).toString();
        if (Files.isDirectory(path)) {
            named.addAll(FolderImage.of(folder()).names(name, FolderImage.RECORDS));
        } else {
            syncedBefore = canary == Canary.LOSE_SYNCED ? synced.copy() : synced;
            synced.put(name, FolderImage.read(path));
        }
    }

    /** What tells a file from another one of its name. */
    private Map<String, Object> keys() {
        final Map<String, Object> keys = new TreeMap<>();
        if (Files.isDirectory(folder())) {
            for (final Path file : FolderImage.list(folder())) {
                try {
                    keys.put(folder().relativize(file).toString(), Files.readAttributes(file, BasicFileAttributes.class).fileKey());
                } catch (final IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return keys;
    }

    @Override
    public void appended(final QueueName queue) {
        // what the files hold is read when it is asked for
    }

    private String last(final QueueName queue) {
        final String[] names = folder().resolve(queue.folder()).toFile().list((at, name) -> name.endsWith(FolderImage.RECORDS));
        String last = "";
        for (final String name : names) {
            last = name.compareTo(last) > 0 ? name : last;
        }
        return queue.folder() + "/" + last;
    }

    @Override
    public void synced(final QueueName queue) {
        // the journal told which files it synced
    }

    @Override
    public void prepareTear() {
        beforeTear = FolderImage.of(folder());
    }

    @Override
    public void strike(final QueueName queue, final StoredFrame torn) {
        if (torn == null) {
            struck = FolderImage.of(folder());
            return;
        }
        struck = beforeTear;
        final String name = last(queue);
        final int at = FolderImage.find(FolderImage.read(folder().resolve(name)), torn.bytes());
        final byte[] content = struck.get(name);
        if (content != null && at > 0 && at + torn.bytes().length <= content.length) {
            ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).putInt(at - HEADER_BYTES, UNFINISHED);
            System.arraycopy(torn.bytes(), 0, content, at, chance.below(torn.bytes().length));
        }
    }

    @Override
    public void stopped() {
        // the files are as they are
    }

    @Override
    public void bury(final boolean isPowerLost) {
        if (isPowerLost) {
            final PowerLoss loss = new PowerLoss(chance, trace, struck, canary == Canary.LOSE_SYNCED ? syncedBefore : synced, named);
            loss.strike();
            if (loss.hasHoles()) {
                trace.fault(Fault.HOLE);
            }
            startMachineAnew();
        }
        generation++;
        struck.write(folder());
        if (isPowerLost) {
            keepSynced();
        }
        struck = null;
        beforeTear = null;
    }

    /** The journal notes under which start of the machine it was written; no loss of power leaves that the same. */
    private void startMachineAnew() {
        final byte[] mark = struck.get(MARK);
        if (mark != null) {
            final String text = new String(mark, StandardCharsets.ISO_8859_1);
            struck.put(MARK, text.replaceFirst("boot=\\S*", "boot=" + generation).getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    /** What is read back after a loss of power is on the disk; files that are gone are not synced, whatever comes by their name. */
    private void keepSynced() {
        for (final QueueName queue : QueueName.values()) {
            for (final String name : struck.names(queue.folder(), FolderImage.RECORDS)) {
                synced.put(name, struck.get(name));
                named.add(name);
            }
        }
        for (final String name : synced.names()) {
            if (struck.get(name) == null) {
                forget(name);
            }
        }
    }

    /** A file was put aside or removed: one that comes by its name is another, and none of it was ever synced. */
    private void forget(final String name) {
        synced.remove(name);
        named.remove(name);
    }

    @Override
    public Snapshots snapshots() {
        return snapshots;
    }

    @Override
    public void close() {
        // a run that failed left it open
        if (journal != null) {
            journal.close();
        }
        FolderImage.remove(parent);
    }
}
