package dev.inkling.perf.jmh;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.inkling.ingest.demo.SampleJson;
import dev.inkling.ingest.demo.ShopperGenerator;
import dev.inkling.ingest.demo.ShopperTraffic;
import dev.inkling.journal.FrameBatch;
import dev.inkling.journal.KeyMaker;
import dev.inkling.journal.Storefront;
import dev.inkling.journal.codec.Source;
import dev.inkling.journal.json.MomentJsonReader;
import dev.inkling.perf.stream.SampleFrames;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A body of sample moments into frames: parsing, limits, keys, hashes; time per event. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class JsonBenchmark {
    private static final int EVENTS = 100;

    private final FrameBatch batch = new FrameBatch(EVENTS);
    private final MomentJsonReader reader = new MomentJsonReader(new KeyMaker(SampleFrames.SECRET), Storefront.DEFAULT);
    private byte[] body;

    /**
     * Writes the body.
     *
     * @throws IOException never
     */
    @Setup
    public void write() throws IOException {
        final ShopperTraffic traffic = new ShopperTraffic(new ShopperGenerator(1, 1_000, ""));
        final SampleJson json = new SampleJson();
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator generator = json.open(out)) {
            generator.writeStartArray();
            for (int i = 0; i < EVENTS; i++) {
                json.write(generator, traffic.next(), 1_750_000_000_000L + i);
            }
            generator.writeEndArray();
        }
        body = out.toByteArray();
        System.out.printf("# %d bytes an event%n", body.length / EVENTS);
    }

    /**
     * Reads the body.
     *
     * @return events accepted
     */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public int read() {
        batch.clear();
        final int accepted = reader.read(body, 0, body.length, batch, Source.HTTP).accepted();
        if (accepted != EVENTS) {
            throw new IllegalStateException("accepted " + accepted);
        }
        return accepted;
    }
}
