package dev.inkling.perf.crash;

import java.nio.file.Path;

/**
 * Where things are during an attack.
 *
 * @param root holds all of them
 */
record Folders(Path root) {
    /** The server's data folder, the same one through all rounds. */
    Path data() {
        return root.resolve("data");
    }

    Path acknowledgements() {
        return root.resolve("acknowledged.jsonl");
    }

    Path exported(final String what) {
        return root.resolve(what + ".jsonl");
    }

    /** Standard error of a kind of child. */
    Path log(final String child) {
        return root.resolve(child + ".log");
    }
}
