package dev.inkling.perf.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.netty.buffer.ByteBuf;

/** Status and body of a reply, searched for the few words that the rig counts; a parser would cost more than the server. */
final class HttpReply {
    static final byte[] ACCEPTED = ascii("\"accepted\":");
    static final byte[] DUPLICATES = ascii("\"duplicates\":");
    static final byte[] DECISION = ascii("\"decisionId\"");
    private static final int MAX_BODY_BYTES = 1 << 20;

    private byte[] body = new byte[4096];
    private int length;
    private int status;

    void begin(final int statusCode) {
        status = statusCode;
        length = 0;
    }

    int status() {
        return status;
    }

    void append(final ByteBuf content) {
        final int bytes = Math.min(content.readableBytes(), MAX_BODY_BYTES - length);
        if (length + bytes > body.length) {
            body = Arrays.copyOf(body, Math.max(body.length * 2, length + bytes));
        }
        content.getBytes(content.readerIndex(), body, length, bytes);
        length += bytes;
    }

    /** The number behind a key's first appearance, 0 when there is none. */
    long number(final byte[] key) {
        int at = find(key, 0);
        if (at < 0) {
            return 0;
        }
        long value = 0;
        for (at += key.length; at < length && body[at] >= '0' && body[at] <= '9'; at++) {
            value = value * 10 + body[at] - '0';
        }
        return value;
    }

    /** How often a word appears. */
    int count(final byte[] word) {
        int count = 0;
        for (int at = find(word, 0); at >= 0; at = find(word, at + word.length)) {
            count++;
        }
        return count;
    }

    private int find(final byte[] word, final int from) {
        for (int at = from; at <= length - word.length; at++) {
            int matched = 0;
            while (matched < word.length && body[at + matched] == word[matched]) {
                matched++;
            }
            if (matched == word.length) {
                return at;
            }
        }
        return -1;
    }

    private static byte[] ascii(final String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
