package dev.inkling.replay;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

import dev.inkling.journal.JournalException;
import dev.inkling.ring.PipelineException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The engineers' command line over a journal. */
@Command(name = "inkling replay", mixinStandardHelpOptions = true, versionProvider = Main.Version.class,
    description = "Works on a journal: verify it, export it, back it up, make one from a public file.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:all is well", "1:the journal diverged", "2:wrong usage, or input that cannot be used"})
public final class Main implements Runnable {
    private static final String LOG_LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";

    private static final int MEGA_BITS = 20;

    @Spec
    private CommandSpec spec;

    /**
     * Runs one command and ends the process with its exit code.
     *
     * @param args the command and its options
     */
    public static void main(final String[] args) {
        if (System.getProperty(LOG_LEVEL) == null) {
            System.setProperty(LOG_LEVEL, "warn");
        }
        System.exit(run(args, Console.system()));
    }

    /**
     * Runs one command within this process. Never throws; what went wrong stands in one line on {@code err}.
     *
     * @param args the command and its options
     * @param in   standard input
     * @param out  results
     * @param err  errors
     * @return 0 all is well, 1 the journal diverged, 2 wrong usage or input that cannot be used
     */
    public static int run(final String[] args, final InputStream in, final PrintStream out, final PrintStream err) {
        return run(args, new Console(in, out, err, false));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(),
            "which command? one of verify, export, import, convert, snapshot, backup, restore");
    }

    private static int run(final String[] args, final Console console) {
        final CommandLine commands = new CommandLine(new Main());
        commands.addSubcommand(new VerifyCommand(console));
        commands.addSubcommand(new ExportCommand(console));
        commands.addSubcommand(new ImportCommand(console));
        commands.addSubcommand(new ConvertCommand(console));
        commands.addSubcommand(new SnapshotCommand(console));
        commands.addSubcommand(new BackupCommand(console));
        commands.addSubcommand(new RestoreCommand(console));
        commands.setCaseInsensitiveEnumValuesAllowed(true);
        commands.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
        commands.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
        commands.setParameterExceptionHandler((e, given) -> say(console, ExitCode.UNUSABLE, e.getMessage() + " (--help shows the usage)"));
        commands.setExecutionExceptionHandler((e, command, parsed) ->
            say(console, e instanceof DamagedException ? ExitCode.DIVERGED : ExitCode.UNUSABLE, reason(e)));
        final int code = execute(commands, args, console);
        console.out().flush();
        console.err().flush();
        return code;
    }

    private static int execute(final CommandLine commands, final String[] args, final Console console) {
        try {
            return commands.execute(args);
        } catch (final OutOfMemoryError full) {
            return say(console, ExitCode.UNUSABLE, "out of memory (" + full.getMessage() + "): the tables of the settings that the journal"
                + " has in force, and while these change those of before and after together, do not fit into the Java heap of at most "
                + (Runtime.getRuntime().maxMemory() >> MEGA_BITS) + " MiB: give Java as large a heap as the server has"
                + " (JAVA_OPTS=-Xmx...)");
        }
    }

    private static int say(final Console console, final int code, final String message) {
        console.err().println("inkling replay: " + message.replaceAll("\\R\\s*", " "));
        return code;
    }

    private static String reason(final Exception e) {
        if (e instanceof UserException || e instanceof DamagedException || e instanceof JournalException
            || e instanceof PipelineException) {
            return e.getMessage();
        }
        if (e instanceof IOException) {
            return Causes.of((IOException) e);
        }
        return "this should not happen, please report it: " + e;
    }

    /** Version of the build, from the jar's manifest. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            final String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"inkling replay " + (version == null ? "(not packaged)" : version)};
        }
    }
}
