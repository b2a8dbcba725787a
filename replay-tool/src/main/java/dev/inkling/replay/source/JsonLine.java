package dev.inkling.replay.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;

/** One native event as JSON text, reused from line to line. Confined to one thread. */
public final class JsonLine {
    private final Bytes bytes = new Bytes();
    private final JsonGenerator generator;

    /** An empty one. */
    public JsonLine() {
        try {
            generator = new JsonFactoryBuilder().rootValueSeparator("").build().createGenerator(bytes);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Begins an object in place of what was there. */
    public void begin() {
        bytes.reset();
        try {
            generator.writeStartObject();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Adds a text; an empty one is absent and adds nothing.
     *
     * @param name  of the field
     * @param value its text
     */
    public void text(final String name, final String value) {
        if (!value.isEmpty()) {
            try {
                generator.writeStringField(name, value);
            } catch (final IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * Adds a number that fits a long.
     *
     * @param name  of the field
     * @param value its number
     */
    public void number(final String name, final long value) {
        try {
            generator.writeNumberField(name, value);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Adds a decimal digit for digit; an empty one is absent and adds nothing.
     *
     * @param name    of the field
     * @param decimal as JSON writes numbers
     */
    public void decimal(final String name, final String decimal) {
        if (!decimal.isEmpty()) {
            try {
                generator.writeFieldName(name);
                generator.writeNumber(decimal);
            } catch (final IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Ends the object. */
    public void end() {
        try {
            generator.writeEndObject();
            generator.flush();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Takes text that is JSON already in place of what was there.
     *
     * @param text   holds it
     * @param length of it in bytes, from index 0
     */
    public void copy(final byte[] text, final int length) {
        bytes.reset();
        bytes.write(text, 0, length);
    }

    /**
     * Holds the text from index 0.
     *
     * @return the array, valid until the next change
     */
    public byte[] array() {
        return bytes.array();
    }

    /**
     * Length of the text.
     *
     * @return bytes
     */
    public int length() {
        return bytes.size();
    }

    /**
     * Writes the text and a newline.
     *
     * @param out takes it
     * @throws IOException when it cannot be written
     */
    public void writeTo(final OutputStream out) throws IOException {
        bytes.writeTo(out);
        out.write('\n');
    }

    /** Gives its array away instead of copying it. */
    private static final class Bytes extends ByteArrayOutputStream {
        private byte[] array() {
            return buf;
        }

        @Override
        public synchronized byte[] toByteArray() {
            return Arrays.copyOf(buf, count);
        }
    }
}
