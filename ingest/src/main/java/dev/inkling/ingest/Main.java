package dev.inkling.ingest;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import dev.inkling.ingest.demo.DemoCommand;
import dev.inkling.ingest.keep.SnapshotCommand;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The command line of the server: {@code serve} and {@code demo}. */
public final class Main {
    /** Exit code of a user's mistake. */
    public static final int FAILED = 1;

    private static final int MAX_WIDTH = 140;

    private Main() {
    }

    /**
     * Runs a command and ends the process with its code.
     *
     * @param args of the command line
     */
    public static void main(final String[] args) {
        // The demo's own lines are what is to be seen.
        Logging.configure(args.length > 0 && "demo".equals(args[0]) ? "warn" : "info");
        final int code = run(args, System.getenv(), System.out, System.err);
        if (code != 0) {
            System.exit(code);
        }
    }

    /**
     * Runs a command in this process.
     *
     * @param args        of the command line
     * @param environment of the process
     * @param out         standard output
     * @param err         standard error
     * @return 0, or the exit code of a failure that {@code err} tells in one line
     */
    public static int run(final String[] args, final Map<String, String> environment, final PrintStream out, final PrintStream err) {
        final CommandLine commands = new CommandLine(CommandSpec.create().name("inkling").mixinStandardHelpOptions(true));
        commands.addSubcommand("serve", new CommandLine(ServeCommand.spec(environment, out, err)));
        commands.addSubcommand("demo", new CommandLine(new DemoCommand()));
        commands.addSubcommand("snapshot", new CommandLine(new SnapshotCommand(out)));
        commands.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        commands.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
        commands.setUsageHelpAutoWidth(true);
        commands.setUsageHelpWidth(MAX_WIDTH);
        commands.setParameterExceptionHandler((exception, arguments) -> {
            err.println("inkling: " + firstLine(exception));
            return CommandLine.ExitCode.USAGE;
        });
        commands.setExecutionExceptionHandler((exception, commandLine, parsed) -> {
            err.println("inkling: " + firstLine(exception));
            if (!(exception instanceof StartException)) {
                exception.printStackTrace(err);
            }
            return FAILED;
        });
        return commands.execute(args);
    }

    private static String firstLine(final Exception exception) {
        return String.valueOf(exception.getMessage()).lines().findFirst().orElse(exception.getClass().getSimpleName());
    }
}
