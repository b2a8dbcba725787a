package dev.inkling.ring;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;

import org.agrona.concurrent.UnsafeBuffer;

/** Writes the golden state of a layout version, once, when that version is born. */
final class GoldenStateMaker {
    /** Frames behind which it is saved. */
    static final int FRAMES = 900;
    /** A journal of 25 visitors. */
    private static final long SEED = 20;

    private GoldenStateMaker() {
    }

    /**
     * Writes the file.
     *
     * @param args folder to write to
     * @throws IOException when it cannot be written
     */
    public static void main(final String[] args) throws IOException {
        final MomentProcessor processor = new MomentProcessor();
        for (final byte[] frame : new FrameScript(SEED).write(FRAMES).subList(0, FRAMES)) {
            processor.onFrame(new UnsafeBuffer(frame), 0, frame.length, (decision, offset, length) -> { });
        }
        final Path file = Path.of(args[0]).resolve("v" + MomentProcessor.LAYOUT_VERSION + ".gz.base64");
        try (OutputStream out = new GZIPOutputStream(Base64.getMimeEncoder().wrap(Files.newOutputStream(file)))) {
            out.write(SavedState.of(processor::save));
        }
    }
}
