package dev.inkling.ingest.http;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufOutputStream;

/** Writes the small JSON objects of replies. */
final class JsonText {
    static final JsonFactory FACTORY = new JsonFactory();
    private static final int INITIAL_BYTES = 256;

    /** Writes fields into an object that is open. */
    @FunctionalInterface
    interface Fields {
        /**
         * Writes them.
         *
         * @param json within an object
         * @throws IOException never, in memory
         */
        void write(JsonGenerator json) throws IOException;
    }

    private JsonText() {
    }

    /**
     * An object.
     *
     * @param alloc  of the buffer
     * @param fields of the object
     * @return UTF-8
     */
    static ByteBuf object(final ByteBufAllocator alloc, final Fields fields) {
        final ByteBuf buffer = alloc.buffer(INITIAL_BYTES);
        try (OutputStream out = new ByteBufOutputStream(buffer); JsonGenerator json = FACTORY.createGenerator(out)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        } catch (final IOException e) {
            buffer.release();
            throw new UncheckedIOException(e);
        }
        return buffer;
    }

    /**
     * An error.
     *
     * @param alloc   of the buffer
     * @param message what, where, what to do
     * @return {@code {"error": ...}}
     */
    static ByteBuf error(final ByteBufAllocator alloc, final String message) {
        return object(alloc, json -> json.writeStringField("error", message));
    }
}
