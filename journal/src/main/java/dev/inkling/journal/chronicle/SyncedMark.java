package dev.inkling.journal.chronicle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.inkling.journal.JournalException;
import dev.inkling.journal.QueueName;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The file {@code synced} of a data folder: under which start of the machine the last writer ran, and up to which event it synced. After a
 * loss of power it tells a hole that the power left, behind all that was synced, from damage: a machine that was not started anew has lost
 * no power, so each page that was written is there.
 *
 * <pre>
 *   sequence u64, little-endian | boot=ID, a line
 * </pre>
 *
 * <p>The sequence is stored after each sync of events, through a mapping, in one step, so that a sync costs no more for it: it is not
 * synced itself, and may tell of too little, by what the system writes back in some seconds; never of too much. Confined to the appending
 * thread.
 */
final class SyncedMark {
    static final String FILE = "synced";
    /** What {@link #trusted} says when no page can have been lost. */
    static final long ALL = Long.MAX_VALUE;
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
    private static final int MAX_BOOT_LENGTH = 64;
    private static final Pattern BOOT = Pattern.compile("boot=(\\S*)\n");

    private final Path file;
    private final String boot;
    private final String lastBoot;
    private long sequence;
    /** Null until a writer begins. Never unmapped by hand, as small as it is. */
    private UnsafeBuffer words;

    private SyncedMark(final Path file, final String boot, final String lastBoot, final long sequence) {
        this.file = file;
        this.boot = boot;
        this.lastBoot = lastBoot;
        this.sequence = sequence;
    }

    /**
     * Reads what the last writer noted.
     *
     * @param dataFolder its place
     * @return the mark
     * @throws IOException when it is there and cannot be read
     */
    static SyncedMark read(final Path dataFolder) throws IOException {
        final Path file = dataFolder.resolve(FILE);
        final String boot = thisBoot();
        if (Files.exists(file)) {
            final byte[] content = Files.readAllBytes(file);
            final int line = Math.min(Long.BYTES, content.length);
            final Matcher last = BOOT.matcher(new String(content, line, content.length - line, StandardCharsets.ISO_8859_1));
            if (last.matches()) {
                return new SyncedMark(file, boot, last.group(1), ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).getLong());
            }
        }
        return new SyncedMark(file, boot, "", 0L);
    }

    /**
     * That of a copy, of which nothing must be there: what is missing comes again.
     *
     * @param dataFolder its place
     * @return the mark
     * @throws IOException when the start of the machine cannot be read
     */
    static SyncedMark none(final Path dataFolder) throws IOException {
        return new SyncedMark(dataFolder.resolve(FILE), thisBoot(), "another", 0L);
    }

    /** Which start of the machine this is; empty where the system does not tell. */
    private static String thisBoot() throws IOException {
        if (!Files.isReadable(BOOT_ID)) {
            return "";
        }
        final String id = Files.readString(BOOT_ID, StandardCharsets.ISO_8859_1).strip();
        return id.substring(0, Math.min(id.length(), MAX_BOOT_LENGTH));
    }

    /**
     * Up to which frame of a queue all must be there. Decisions can be made again from their events, and dead letters promise nothing.
     *
     * @param queue which
     * @return the sequence, 0 when none was ever synced; {@link #ALL} when power cannot have been lost since the last writer, or that is
     *         not known
     */
    long trusted(final QueueName queue) {
        if (queue != QueueName.EVENTS) {
            return 0L;
        }
        return isPowerLost() ? sequence : ALL;
    }

    /** Whether the machine has run on since the last writer, so that each page that was written is there. */
    boolean isSameBoot() {
        return !boot.isEmpty() && lastBoot.equals(boot);
    }

    /** Whether the machine was started anew since the last writer, so that what was not synced may be lost. */
    boolean isPowerLost() {
        return !boot.isEmpty() && !lastBoot.isEmpty() && !lastBoot.equals(boot);
    }

    /**
     * A writer begins: what power left behind is mended.
     *
     * @throws IOException when the mark cannot be written
     */
    void begin() throws IOException {
        final byte[] line = ("boot=" + boot + "\n").getBytes(StandardCharsets.ISO_8859_1);
        AtomicFile.write(file, ByteBuffer.allocate(Long.BYTES + line.length).order(ByteOrder.LITTLE_ENDIAN).putLong(sequence).put(line)
            .array());
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            words = new UnsafeBuffer(channel.map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES));
        }
    }

    /**
     * Events were synced. Allocates nothing.
     *
     * @param last sequence of the last of them
     */
    void onSynced(final long last) {
        if (last > sequence) {
            sequence = last;
            words.putLong(0, last, ByteOrder.LITTLE_ENDIAN);
        }
    }

    /**
     * Makes sure that what was synced is there.
     *
     * @param queue which
     * @param last  sequence at which it ends
     * @throws JournalException when later ones were synced
     */
    void require(final QueueName queue, final long last) {
        if (queue == QueueName.EVENTS && last < sequence) {
            throw new JournalException("the events end at sequence " + last + ", but were synced up to " + sequence + ": restore the "
                + "folder of events from a copy; with " + file + " removed the journal goes on without them");
        }
    }
}
