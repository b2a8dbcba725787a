package dev.inkling.perf.crash;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;

/**
 * The file of what was acknowledged, one JSON object a line. Each line is with the operating system before its connection sends anything
 * else: it outlives any process, which is all that dies here.
 */
final class AckLog implements AutoCloseable {
    private final OutputStream out;

    /** Continues a file, and makes it when there is none. */
    AckLog(final Path file) throws IOException {
        out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Records a reply. Any thread. */
    synchronized void add(final Batch batch, final boolean again, final HttpPost.Reply reply) throws IOException {
        final ByteArrayOutputStream line = new ByteArrayOutputStream(256 + reply.body().length());
        try (JsonGenerator json = FlatJson.FACTORY.createGenerator(line)) {
            Acknowledgement.write(json, batch, again, reply);
        }
        line.write('\n');
        out.write(line.toByteArray());
    }

    /** Reads a file from its beginning. */
    static void read(final Path file, final Consumer<Acknowledgement> target) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                try (JsonParser parser = FlatJson.FACTORY.createParser(line)) {
                    parser.nextToken();
                    target.accept(Acknowledgement.read(parser));
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
