package dev.inkling.journal.chronicle;

import java.io.File;
import java.io.IOException;

/** Room on disk for one file, taken before it is written to and given back when it was not needed. Any thread, one at a time. */
interface FileSpace extends AutoCloseable {
    /** Opens the room of a file. */
    interface Opener {
        /**
         * Opens the room of a file that exists.
         *
         * @param file whose
         * @return its room, to be closed
         * @throws IOException when the file cannot be opened
         */
        FileSpace open(File file) throws IOException;
    }

    /**
     * Takes room; what is in the file stays, and so does its length.
     *
     * @param from  first byte
     * @param blank from here on nothing was ever written, nor is while this runs
     * @param to    end, at most the file's length
     * @return false when there is no room; then nothing may be relied on
     * @throws IOException when it failed otherwise
     */
    boolean allocate(long from, long blank, long to) throws IOException;

    /**
     * Gives room back as far as the medium can do that; the length stays.
     *
     * @param from first byte; nothing was written from here on
     * @param to   end
     * @throws IOException when the file cannot be reached
     */
    void free(long from, long to) throws IOException;

    @Override
    void close() throws IOException;
}
