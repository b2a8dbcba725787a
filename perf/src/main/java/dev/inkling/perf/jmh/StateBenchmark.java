package dev.inkling.perf.jmh;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

import dev.inkling.perf.stream.FrameStream;
import dev.inkling.perf.stream.ReadyProcessor;
import dev.inkling.perf.stream.TempFolder;
import dev.inkling.perf.stream.Visitors;
import dev.inkling.ring.MomentProcessor;
import dev.inkling.ring.StateReader;
import dev.inkling.ring.StateWriter;
import dev.inkling.scoring.StateException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The whole state of a processor whose table of visitors is full, saved, loaded and digested; time for all of it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 10)
@Fork(1)
public class StateBenchmark {
    private static final int EVENTS = 1_000_000;

    /** Visitors in the table; half as many again come. */
    @Param("262144")
    private int visitors;
    /** Where the file is written, empty for the system's own place for such. */
    @Param("")
    private String folder;

    private ReadyProcessor ready;
    private TempFolder temp;
    private Path file;
    private long digest;

    /**
     * Fills the table, and writes the file that is loaded.
     *
     * @throws IOException when it cannot be written
     */
    @Setup
    public void fill() throws IOException {
        ready = new ReadyProcessor(
            new FrameStream(new Visitors(visitors + visitors / 2, Visitors.Distribution.UNIFORM, 1), 0), visitors);
        ready.run(EVENTS);
        if (EVENTS > 3 * visitors && ready.processor().engine().visitors() < visitors) {
            throw new IllegalStateException("only " + ready.processor().engine().visitors() + " visitors came");
        }
        digest = ready.processor().stateDigest();
        temp = new TempFolder(folder);
        file = temp.path().resolve("state");
        final long bytes = saveToFile();
        System.out.printf("# %,d events, %,d visitors, %,d bytes of state, on %s%n", EVENTS, ready.processor().engine().visitors(), bytes,
            temp.fileSystem());
    }

    /**
     * What is loaded must be what was saved.
     *
     * @throws IOException    when the file cannot be read
     * @throws StateException when it cannot be loaded
     */
    @TearDown
    public void check() throws IOException, StateException {
        final long loaded = load().stateDigest();
        temp.close();
        if (loaded != digest) {
            throw new IllegalStateException("another state was loaded than was saved");
        }
    }

    /**
     * Saves to nowhere.
     *
     * @return bytes
     */
    @Benchmark
    public long save() {
        return saveTo(new Nowhere());
    }

    /**
     * Saves to a file, without a sync.
     *
     * @return bytes
     * @throws IOException when it cannot be written
     */
    @Benchmark
    public long saveToFile() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            return saveTo(channel);
        }
    }

    /**
     * Makes a processor and loads it from a file that memory still holds; allocating its tables is part of it.
     *
     * @return sequence of the last frame
     * @throws IOException    when the file cannot be read
     * @throws StateException when it cannot be loaded
     */
    @Benchmark
    public long loadFromFile() throws IOException, StateException {
        return load().lastSequence();
    }

    /**
     * Digest of the state.
     *
     * @return the digest
     */
    @Benchmark
    public long stateDigest() {
        final long now = ready.processor().stateDigest();
        if (now != digest) {
            throw new IllegalStateException("the digest is " + now + ", was " + digest);
        }
        return now;
    }

    private MomentProcessor load() throws IOException, StateException {
        final MomentProcessor processor = new MomentProcessor();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            final StateReader reader = new StateReader(channel);
            processor.load(reader, MomentProcessor.LAYOUT_VERSION);
            reader.end();
        }
        return processor;
    }

    private long saveTo(final WritableByteChannel channel) {
        final StateWriter writer = new StateWriter(channel);
        ready.processor().save(writer);
        writer.flush();
        return writer.bytes();
    }

    /** Takes everything and keeps nothing. */
    private static final class Nowhere implements WritableByteChannel {
        @Override
        public int write(final ByteBuffer from) {
            final int bytes = from.remaining();
            from.position(from.limit());
            return bytes;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
