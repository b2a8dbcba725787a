package dev.inkling.journal.chronicle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.inkling.journal.FramePosition;

/** The files of one queue, oldest first, and how many of them are to go. Those that a former run recorded as gone go in any case. */
final class RemovableFiles {
    private final KeptFiles kept;
    private final List<Path> files;
    /** Place before the first file that stays. */
    private FramePosition place;
    private int chosen;
    private long chosenBytes;
    /** The file that would be the first to stay if one step more were gone; -1 before it was looked for. */
    private int next = -1;
    private FramePosition nextPlace;
    private final FramePosition needed;

    /**
     * Files as they are now.
     *
     * @param kept   of the queue
     * @param first  where the queue begins by its record
     * @param needed place behind which every frame is needed; null when none is
     * @throws IOException when the folder cannot be read
     */
    RemovableFiles(final KeptFiles kept, final FramePosition first, final FramePosition needed) throws IOException {
        this.kept = kept;
        this.needed = needed;
        files = kept.list();
        place = first;
        while (first.locator() != FramePosition.NOWHERE && chosen < files.size() - 1
            && kept.cycles().of(files.get(chosen)) <= kept.cycleOf(first)) {
            chosenBytes += Files.size(files.get(chosen));
            chosen++;
        }
    }

    /** Chooses files whose cycle ended before a time. */
    void chooseEndedBefore(final long ms) throws IOException {
        while (hasNext() && kept.cycles().startMs(kept.cycles().of(files.get(next - 1)) + 1) <= ms) {
            chooseNext();
        }
    }

    /**
     * Whether more may go. Where a file does not begin with a sound frame that continues the one before it, no queue could begin: then
     * it goes with what is before, or all stays.
     */
    boolean hasNext() {
        if (next < 0) {
            next = chosen + 1;
            while (next < files.size() && isRemovable(next - 1)) {
                nextPlace = kept.before(files.get(next));
                if (nextPlace != null) {
                    return true;
                }
                next++;
            }
            next = files.size();
        }
        return next < files.size();
    }

    /** Chooses the files of the next step. */
    void chooseNext() throws IOException {
        while (chosen < next) {
            chosenBytes += Files.size(files.get(chosen));
            chosen++;
        }
        place = nextPlace;
        next = -1;
    }

    /** Start of the oldest cycle that is not chosen, epoch ms; the end of time when there is no file. */
    long nextStartMs() {
        return chosen < files.size() ? kept.cycles().startMs(kept.cycles().of(files.get(chosen))) : Long.MAX_VALUE;
    }

    List<Path> chosen() {
        return files.subList(0, chosen);
    }

    long chosenBytes() {
        return chosenBytes;
    }

    FramePosition place() {
        return place;
    }

    private boolean isRemovable(final int file) {
        return needed == null
            || needed.locator() != FramePosition.NOWHERE && kept.cycles().of(files.get(file)) < kept.cycleOf(needed);
    }
}
