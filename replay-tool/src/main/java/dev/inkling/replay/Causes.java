package dev.inkling.replay;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Why a file could not be read or written, in words. */
final class Causes {
    private Causes() {
    }

    /**
     * The words for an exception.
     *
     * @param e thrown by the file system
     * @return without the file's name where Java's own message is nothing but that
     */
    static String of(final IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
