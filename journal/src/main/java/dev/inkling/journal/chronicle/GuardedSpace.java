package dev.inkling.journal.chronicle;

import java.io.IOException;

/** Room that leaves on the disk what {@link DiskGuard} keeps back. */
final class GuardedSpace implements FileSpace {
    private final FileSpace space;
    private final DiskGuard guard;

    GuardedSpace(final FileSpace space, final DiskGuard guard) {
        this.space = space;
        this.guard = guard;
    }

    @Override
    public boolean allocate(final long from, final long blank, final long to) throws IOException {
        return guard.hasRoomFor(to - blank) && space.allocate(from, blank, to);
    }

    @Override
    public void free(final long from, final long to) throws IOException {
        space.free(from, to);
    }

    @Override
    public void close() throws IOException {
        space.close();
    }
}
