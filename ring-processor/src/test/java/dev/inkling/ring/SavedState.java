package dev.inkling.ring;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.channels.Channels;
import java.util.function.Consumer;

import dev.inkling.scoring.StateException;
import dev.inkling.scoring.StateOutput;

/** Saves to bytes and loads from them, for tests. */
final class SavedState {
    private SavedState() {
    }

    static byte[] of(final Consumer<StateOutput> saved) {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        final StateWriter writer = new StateWriter(Channels.newChannel(bytes));
        saved.accept(writer);
        writer.flush();
        if (writer.bytes() != bytes.size()) {
            throw new AssertionError(writer.bytes() + " bytes, but " + bytes.size() + " written");
        }
        return bytes.toByteArray();
    }

    static StateReader reader(final byte[] state) {
        return new StateReader(Channels.newChannel(new ByteArrayInputStream(state)));
    }

    static MomentProcessor load(final byte[] state) throws StateException {
        final MomentProcessor processor = new MomentProcessor();
        final StateReader reader = reader(state);
        processor.load(reader, MomentProcessor.LAYOUT_VERSION);
        reader.end();
        return processor;
    }
}
