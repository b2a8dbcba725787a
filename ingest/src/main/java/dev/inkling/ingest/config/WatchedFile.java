package dev.inkling.ingest.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

import dev.inkling.journal.codec.ConfigKind;

/**
 * A file of configuration and what was made of it last. Read again only when its stamp (time, size, inode) is another one, or so young that
 * the file may have been written again within the same tick of the file system's clock. Confined to the watching thread.
 */
final class WatchedFile {
    private static final long YOUNG_MS = 3_000;

    private final ConfigKind kind;
    private final Path path;
    private Stamp stamp;
    private String text;
    private boolean isApplied = true;

    private record Stamp(long modifiedMs, long bytes, Object inode) {
    }

    /**
     * A file whose text is in force.
     *
     * @param kind what it holds
     * @param path of it
     * @param text in force
     */
    WatchedFile(final ConfigKind kind, final Path path, final String text) {
        this.kind = kind;
        this.path = path;
        this.text = text;
    }

    /**
     * Reads it again when it may have changed.
     *
     * @param nowMs wall clock
     * @return whether its text is another one
     * @throws IOException when it cannot be read; names it
     */
    boolean look(final long nowMs) throws IOException {
        final Stamp now = stamp();
        if (now.equals(stamp) && nowMs - now.modifiedMs > YOUNG_MS) {
            return false;
        }
        final String read = ConfigurationFile.read(path);
        stamp = now;
        if (read.equals(text)) {
            return false;
        }
        text = read;
        isApplied = false;
        return true;
    }

    private Stamp stamp() throws IOException {
        final BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(path, BasicFileAttributes.class);
        } catch (final IOException e) {
            throw new IOException(path + ": cannot be read", e);
        }
        return new Stamp(attributes.lastModifiedTime().toMillis(), attributes.size(), attributes.fileKey());
    }

    /** Its text is in force, or was. */
    void applied() {
        isApplied = true;
    }

    boolean isApplied() {
        return isApplied;
    }

    ConfigKind kind() {
        return kind;
    }

    Path path() {
        return path;
    }

    String text() {
        return text;
    }
}
