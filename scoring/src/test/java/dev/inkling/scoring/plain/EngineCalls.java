package dev.inkling.scoring.plain;

import dev.inkling.scoring.DecisionSink;
import dev.inkling.scoring.Engine;

/** How the engine is told of time. */
final class EngineCalls {
    private EngineCalls() {
    }

    static void onTime(final Engine engine, final long sequence, final long received, final DecisionSink sink) {
        engine.onTime(received);
    }
}
