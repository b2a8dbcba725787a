package dev.inkling.perf.simulate;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

import dev.inkling.journal.QueueName;

/** Takes from a folder's image pages that were not synced. Used once. */
final class PowerLoss {
    private static final int PAGE = 4096;

    private final Chance chance;
    private final Trace trace;
    private final FolderImage image;
    private final FolderImage synced;
    private final Set<String> named;
    private boolean hasHoles;

    /**
     * A loss.
     *
     * @param chance of the run
     * @param trace  of the run
     * @param image  changed by this
     * @param synced content of each file of a queue when it was last synced
     * @param named  files whose folder was synced since they were made
     */
    PowerLoss(
        final Chance chance, final Trace trace, final FolderImage image, final FolderImage synced, final Set<String> named) {
        this.chance = chance;
        this.trace = trace;
        this.image = image;
        this.synced = synced;
        this.named = named;
    }

    /** Whether pages are gone before others that are there. */
    boolean hasHoles() {
        return hasHoles;
    }

    /** Strikes all queues. */
    void strike() {
        for (final QueueName queue : QueueName.values()) {
            switch (chance.below(5)) {
                case 0 -> loseFrom(queue, 0);
                case 1 -> loseFrom(queue, Integer.MAX_VALUE);
                case 2 -> loseSome(queue);
                default -> loseFrom(queue, chance.below(dirty(queue) + 1));
            }
            loseTable(queue);
        }
    }

    /** From some dirty page on, all are lost, in the order of the files and of the pages in them. */
    private void loseFrom(final QueueName queue, final int first) {
        int at = 0;
        int lost = 0;
        for (final String name : image.names(queue.folder(), FolderImage.RECORDS)) {
            boolean isWhole = false;
            for (int page = 0; page < pages(name); page++) {
                if (isDirty(name, page)) {
                    if (at++ >= first) {
                        revert(name, page);
                        lost++;
                    } else {
                        isWhole = true;
                    }
                }
            }
            if (!isWhole && !named.contains(name) && chance.oneIn(2)) {
                image.remove(name);
            }
        }
        note(queue, lost, at);
    }

    private void loseSome(final QueueName queue) {
        final int times = chance.between(1, 5);
        int lost = 0;
        int at = 0;
        for (final String name : image.names(queue.folder(), FolderImage.RECORDS)) {
            for (int page = 0; page < pages(name); page++) {
                if (isDirty(name, page)) {
                    at++;
                    if (chance.oneIn(times)) {
                        revert(name, page);
                        lost++;
                    }
                }
            }
        }
        hasHoles |= lost > 0 && lost < at;
        note(queue, lost, at);
    }

    private void note(final QueueName queue, final int lost, final int dirty) {
        if (dirty > 0) {
            trace.fault(Fault.LOST_PIECES, lost);
            trace.note("power takes %d of %d unsynced pages of %s", lost, dirty, queue.folder());
        }
    }

    private void loseTable(final QueueName queue) {
        final List<String> tables = image.names(queue.folder(), FolderImage.TABLE);
        final int how = chance.below(6);
        for (final String name : tables) {
            if (how == 0) {
                image.remove(name);
            } else if (how == 1) {
                image.put(name, new byte[image.get(name).length]);
            }
        }
    }

    private int dirty(final QueueName queue) {
        int dirty = 0;
        for (final String name : image.names(queue.folder(), FolderImage.RECORDS)) {
            for (int page = 0; page < pages(name); page++) {
                dirty += isDirty(name, page) ? 1 : 0;
            }
        }
        return dirty;
    }

    private int pages(final String name) {
        return (image.get(name).length + PAGE - 1) / PAGE;
    }

    private boolean isDirty(final String name, final int page) {
        final byte[] now = image.get(name);
        final int from = page * PAGE;
        final int to = Math.min(now.length, from + PAGE);
        final byte[] before = before(name, from, to);
        return !Arrays.equals(now, from, to, before, 0, to - from);
    }

    private void revert(final String name, final int page) {
        final byte[] now = image.get(name);
        final int from = page * PAGE;
        final int to = Math.min(now.length, from + PAGE);
        System.arraycopy(before(name, from, to), 0, now, from, to - from);
    }

    /** What the disk has of a page: what was synced, zeros where nothing ever was. */
    private byte[] before(final String name, final int from, final int to) {
        final byte[] content = synced.get(name);
        return content == null || from >= content.length ? new byte[to - from] : Arrays.copyOfRange(content, from, to);
    }
}
