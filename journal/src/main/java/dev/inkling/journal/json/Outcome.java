package dev.inkling.journal.json;

import dev.inkling.journal.Utf8;

/** What became of a body. Reused by its reader and valid until the next reading. */
public final class Outcome {
    private final Rejections rejections = new Rejections();
    private Status status = Status.OK;
    private int accepted;
    private String message = "";
    private int byteOffset;
    private int line;
    private int column;

    Outcome() {
    }

    /** Whether a body could be taken. */
    public enum Status {
        /** Each event is in the batch, as a moment or as a dead letter. */
        OK,
        /** It is not JSON, or nested too deep, as a whole; nothing of it is in the batch. */
        MALFORMED,
        /** It holds more events than the batch; nothing of it is there. */
        TOO_MANY
    }

    void clear() {
        status = Status.OK;
        accepted = 0;
        message = "";
        byteOffset = 0;
        line = 0;
        column = 0;
        rejections.clear();
    }

    void accept() {
        accepted++;
    }

    void takeBack() {
        accepted--;
    }

    Outcome tooMany(final int most) {
        clear();
        status = Status.TOO_MANY;
        message = "more than " + most + " events in one request";
        return this;
    }

    Outcome malformed(final byte[] body, final int offset, final int length, final int at, final String reason) {
        refuse(body, offset, length, at);
        message = "not JSON" + place() + ": " + reason;
        return this;
    }

    Outcome beyondLimit(final byte[] body, final int offset, final int length, final int at, final String reason) {
        refuse(body, offset, length, at);
        message = reason + place();
        return this;
    }

    private void refuse(final byte[] body, final int offset, final int length, final int at) {
        clear();
        status = Status.MALFORMED;
        byteOffset = Utf8.floor(body, offset, length, Math.max(0, Math.min(at, length)));
        line = 1;
        column = 1;
        for (int i = offset; i < offset + byteOffset; i++) {
            if (body[i] == '\n') {
                line++;
                column = 1;
            } else if ((body[i] & 0xC0) != 0x80) {
                column++;
            }
        }
    }

    private String place() {
        return " at byte " + byteOffset + " (line " + line + ", column " + column + ")";
    }

    /**
     * How it went.
     *
     * @return the status
     */
    public Status status() {
        return status;
    }

    /**
     * Moments put into the batch.
     *
     * @return count, dead letters apart
     */
    public int accepted() {
        return accepted;
    }

    /**
     * Events that became dead letters.
     *
     * @return always the same object
     */
    public Rejections rejections() {
        return rejections;
    }

    /**
     * What is wrong with the body as a whole.
     *
     * @return one line with the place, empty when it is {@link Status#OK}
     */
    public String message() {
        return message;
    }

    /**
     * Where it stops being JSON, or what is nested too deep begins.
     *
     * @return bytes from the body's first one, from 0
     */
    public int byteOffset() {
        return byteOffset;
    }

    /**
     * Line of that place.
     *
     * @return from 1, 0 when the body is not malformed
     */
    public int line() {
        return line;
    }

    /**
     * Column of that place, in code points.
     *
     * @return from 1, 0 when the body is not malformed
     */
    public int column() {
        return column;
    }
}
