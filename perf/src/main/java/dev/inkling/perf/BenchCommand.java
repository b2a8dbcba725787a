package dev.inkling.perf;

import java.io.PrintWriter;
import java.util.Locale;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the commands of {@code bench} share: a line for people, and a word on options that do not fit. Confined to one thread. */
public abstract class BenchCommand {
    @Spec
    private CommandSpec spec;

    /** For commands, which picocli fills in. */
    protected BenchCommand() {
        // nothing before picocli has
    }

    /**
     * The command as picocli has it.
     *
     * @return its description
     */
    protected final CommandSpec spec() {
        return spec;
    }

    /**
     * Prints a line at once.
     *
     * @param format    as {@link String#format}
     * @param arguments of it
     */
    protected final void line(final String format, final Object... arguments) {
        final PrintWriter out = spec.commandLine().getOut();
        out.printf(Locale.ROOT, format + "%n", arguments);
        out.flush();
    }

    /**
     * Refuses an option.
     *
     * @param isGood  whether it can be used
     * @param message names it and what was expected
     * @throws ParameterException when it cannot
     */
    protected final void check(final boolean isGood, final String message) {
        if (!isGood) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
