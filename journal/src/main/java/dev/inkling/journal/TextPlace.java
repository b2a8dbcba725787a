package dev.inkling.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where something stands in a text, as editors count.
 *
 * @param line   from 1
 * @param column from 1, in code points
 */
public record TextPlace(int line, int column) {
    /**
     * What to say of a text that is not UTF-8.
     *
     * @param file what it is called
     * @return one line with the place of {@link #firstInvalid}
     */
    public String message(final String file) {
        return file + ':' + line + ':' + column + ": not UTF-8; expected a text in UTF-8";
    }

    /**
     * Reads a text file whole. Any thread.
     *
     * @param file UTF-8
     * @return its text
     * @throws NotUtf8Exception with {@link #message} when it is not
     * @throws IOException      when it cannot be read
     */
    public static String read(final Path file) throws IOException {
        final byte[] bytes = Files.readAllBytes(file);
        final TextPlace broken = firstInvalid(bytes);
        if (broken != null) {
            throw new NotUtf8Exception(broken.message(file.toString()));
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /**
     * Looks for what is not UTF-8. Any thread.
     *
     * @param text whole
     * @return where the first broken sequence begins; null when all is well
     */
    public static TextPlace firstInvalid(final byte[] text) {
        final int end = Utf8.firstInvalid(text, 0, text.length);
        if (end < 0) {
            return null;
        }
        int line = 1;
        int column = 1;
        for (int i = 0; i < end; i++) {
            final boolean isEnd = text[i] == '\n' || text[i] == '\r' && text[i + 1] != '\n';
            line += isEnd ? 1 : 0;
            column = isEnd ? 1 : column + ((text[i] & 0xC0) == 0x80 ? 0 : 1);
        }
        return new TextPlace(line, column);
    }
}
