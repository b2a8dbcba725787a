package dev.inkling.replay.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads a file line by line, as bytes. A line ends at LF, or CR LF, or the end of the file; a byte order mark before the first is
 * left out. A line that is too long is cut at the bound, the rest of it passed over. Confined to one thread.
 */
public final class LineReader {
    /** Longest line, in bytes: as long as the longest body that the server takes. */
    public static final int MAX_LINE_BYTES = 1 << 20;
    private static final int READ_BYTES = 1 << 16;

    private final InputStream in;
    private final byte[] chunk = new byte[READ_BYTES];
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private byte[] line = new byte[1024];
    private int chunkAt;
    private int chunkEnd;
    private int length;
    private boolean tooLong;
    private long number;

    /**
     * A reader from the first line on.
     *
     * @param in bytes; left open
     */
    public LineReader(final InputStream in) {
        this.in = in;
    }

    /**
     * Moves to the next line.
     *
     * @return false behind the last one
     * @throws IOException when the file cannot be read on
     */
    public boolean next() throws IOException {
        length = 0;
        tooLong = false;
        if (chunkAt == chunkEnd && !fill()) {
            return false;
        }
        boolean ended = false;
        do {
            int end = chunkAt;
            while (end < chunkEnd && chunk[end] != '\n') {
                end++;
            }
            append(end - chunkAt);
            ended = end < chunkEnd;
            chunkAt = ended ? end + 1 : end;
        } while (!ended && fill());
        if (length > 0 && line[length - 1] == '\r') {
            length--;
        }
        number++;
        if (number == 1) {
            dropByteOrderMark();
        }
        return true;
    }

    /**
     * Which line it stands on.
     *
     * @return number from 1
     */
    public long number() {
        return number;
    }

    /**
     * Bytes of the line, without its end, from index 0.
     *
     * @return the array, valid until {@link #next()}
     */
    public byte[] bytes() {
        return line;
    }

    /**
     * Length of the line.
     *
     * @return bytes, at most {@link #MAX_LINE_BYTES}
     */
    public int length() {
        return length;
    }

    /**
     * Whether there is nothing but white space on it.
     *
     * @return true when blank
     */
    public boolean blank() {
        for (int i = 0; i < length; i++) {
            if (line[i] != ' ' && line[i] != '\t') {
                return false;
            }
        }
        return true;
    }

    /**
     * Says no to a line that was cut at the bound.
     *
     * @throws BadLineException when it was
     */
    public void requireWhole() throws BadLineException {
        if (tooLong) {
            throw new BadLineException("line is longer than " + MAX_LINE_BYTES + " bytes");
        }
    }

    /**
     * The line as text.
     *
     * @return the text
     * @throws BadLineException when it is too long, or not UTF-8
     */
    public String text() throws BadLineException {
        requireWhole();
        try {
            return decoder.decode(ByteBuffer.wrap(line, 0, length)).toString();
        } catch (final CharacterCodingException e) {
            throw new BadLineException("line is not UTF-8");
        }
    }

    private void append(final int count) {
        final int room = Math.min(count, MAX_LINE_BYTES - length);
        if (room < count) {
            tooLong = true;
        }
        if (length + room > line.length) {
            line = Arrays.copyOf(line, Math.min(MAX_LINE_BYTES, Math.max(line.length * 2, length + room)));
        }
        System.arraycopy(chunk, chunkAt, line, length, room);
        length += room;
    }

    private boolean fill() throws IOException {
        chunkAt = 0;
        chunkEnd = Math.max(0, in.read(chunk));
        return chunkEnd > 0;
    }

    private void dropByteOrderMark() {
        if (length >= 3 && line[0] == (byte) 0xEF && line[1] == (byte) 0xBB && line[2] == (byte) 0xBF) {
            length -= 3;
            System.arraycopy(line, 3, line, 0, length);
        }
    }
}
