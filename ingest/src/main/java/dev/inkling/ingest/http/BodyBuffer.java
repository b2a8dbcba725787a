package dev.inkling.ingest.http;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

import io.netty.buffer.ByteBuf;

/**
 * The scratch area in which an event loop holds the one body that it parses: copied out of Netty's buffers, and inflated when it is
 * gzip. Grows to the bounds and stays. Confined to the loop.
 */
final class BodyBuffer {
    /** A body that grows more than so is taken for a bomb: JSON of shops shrinks about tenfold, deflate at most a thousandfold. */
    private static final int MAX_RATIO = 200;
    /** Below this size no ratio does harm. */
    private static final int RATIO_MATTERS_BYTES = 256 * 1024;
    private static final int INITIAL_BYTES = 64 * 1024;
    private static final int GZIP_BUFFER_BYTES = 8192;

    private final int maxInflatedBytes;
    private byte[] sent = new byte[INITIAL_BYTES];
    private byte[] inflated = new byte[0];
    private byte[] bytes = sent;
    private int length;

    /** A body that cannot be read; the message says why. */
    static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;
        private final boolean oversize;

        UnreadableException(final String message, final boolean oversize) {
            super(message);
            this.oversize = oversize;
        }

        boolean isOversize() {
            return oversize;
        }
    }

    BodyBuffer(final int maxInflatedBytes) {
        this.maxInflatedBytes = maxInflatedBytes;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /**
     * Takes a body in.
     *
     * @param body     as sent
     * @param encoding header Content-Encoding, null when there is none
     * @throws UnreadableException when it is in an unknown encoding, damaged, or too long once inflated
     */
    void load(final ByteBuf body, final String encoding) throws UnreadableException {
        length = body.readableBytes();
        if (sent.length < length) {
            sent = new byte[Math.max(length, 2 * sent.length)];
        }
        body.getBytes(body.readerIndex(), sent, 0, length);
        bytes = sent;
        if (isGzip(encoding)) {
            inflate();
        }
    }

    private boolean isGzip(final String encoding) throws UnreadableException {
        final String name = encoding == null ? "" : encoding.trim().toLowerCase(Locale.ROOT);
        final boolean magic = length > 2 && sent[0] == 0x1F && sent[1] == (byte) 0x8B;
        return switch (name) {
            case "", "identity" -> magic;
            case "gzip", "x-gzip" -> true;
            default -> throw new UnreadableException("Content-Encoding '" + name + "' is not known; send gzip or none", false);
        };
    }

    private void inflate() throws UnreadableException {
        final int sentLength = length;
        int count = 0;
        try (var in = new GZIPInputStream(new ByteArrayInputStream(sent, 0, sentLength), GZIP_BUFFER_BYTES)) {
            int read = 0;
            while (read >= 0) {
                count += read;
                check(count, sentLength);
                if (count == inflated.length) {
                    inflated = Arrays.copyOf(inflated, Math.min(maxInflatedBytes + 1, Math.max(INITIAL_BYTES, 2 * count)));
                }
                read = in.read(inflated, count, inflated.length - count);
            }
        } catch (final EOFException e) {
            throw new UnreadableException("the gzip body ends before its end", false);
        } catch (final ZipException e) {
            throw new UnreadableException("the gzip body is damaged: " + e.getMessage(), false);
        } catch (final IOException e) {
            throw new UnreadableException("the gzip body cannot be read: " + e.getMessage(), false);
        }
        bytes = inflated;
        length = count;
    }

    private void check(final int count, final int sentLength) throws UnreadableException {
        if (count > maxInflatedBytes) {
            throw new UnreadableException("the body inflates to more than " + maxInflatedBytes + " bytes (http-inflated-bytes)", true);
        }
        if (count > RATIO_MATTERS_BYTES && count / MAX_RATIO > sentLength) {
            throw new UnreadableException("the body inflates more than " + MAX_RATIO + "-fold", true);
        }
    }
}
