package dev.inkling.replay;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The streams that a command talks over.
 *
 * @param in       standard input
 * @param out      results, for people and scripts
 * @param err      errors, progress and rates, for people
 * @param terminal whether {@code err} is a terminal, so that progress may be drawn there
 */
record Console(InputStream in, PrintStream out, PrintStream err, boolean terminal) {
    private static final Path STDERR_LINK = Path.of("/proc/self/fd/2");

    /**
     * The streams of this process.
     *
     * @return its console, writing UTF-8
     */
    static Console system() {
        return new Console(System.in, new PrintStream(System.out, true, StandardCharsets.UTF_8),
            new PrintStream(System.err, true, StandardCharsets.UTF_8), stderrIsTerminal());
    }

    private static boolean stderrIsTerminal() {
        if (System.console() == null || "dumb".equals(System.getenv("TERM"))) {
            return false;
        }
        if (!Files.isSymbolicLink(STDERR_LINK)) {
            return true;
        }
        try {
            final String target = Files.readSymbolicLink(STDERR_LINK).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.startsWith("/dev/console");
        } catch (final IOException e) {
            return false;
        }
    }
}
