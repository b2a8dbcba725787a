package dev.inkling.perf.simulate;

/** Thrown by a journal whose process is dead as far as the medium goes: nothing more reaches it, whatever the code above does. */
final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Killed() {
        super("killed", null, false, false);
    }
}
