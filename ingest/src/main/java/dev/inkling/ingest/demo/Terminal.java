package dev.inkling.ingest.demo;

import java.io.Console;

/** Whether a person looks at the output. */
public final class Terminal {
    private Terminal() {
    }

    /**
     * Whether standard input and output are a terminal that knows control sequences. From JDK 22 on a console exists without one, and has
     * to be asked.
     *
     * @return false also for {@code TERM=dumb}
     */
    public static boolean isTerminal() {
        final Console console = System.console();
        if (console == null || "dumb".equals(System.getenv("TERM"))) {
            return false;
        }
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (final NoSuchMethodException e) {
            return true;
        } catch (final ReflectiveOperationException e) {
            return false;
        }
    }

    /**
     * Whether colours are welcome.
     *
     * @return a terminal, and {@code NO_COLOR} is not set
     */
    public static boolean hasColours() {
        return isTerminal() && System.getenv("NO_COLOR") == null;
    }
}
