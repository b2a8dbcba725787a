package dev.inkling.ingest;

import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code serve}: gathers the settings, starts the server, says that it is ready (a standby before that whom it follows), and stops it when
 * the process is told to end.
 */
final class ServeCommand implements Runnable {
    private static final String CONFIG = "--config";
    private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;
    private CommandSpec spec;

    private ServeCommand(final Map<String, String> environment, final PrintStream out, final PrintStream err) {
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    /**
     * The command with a flag for each setting.
     *
     * @param environment of the process
     * @param out         gets the line that tells it is ready
     * @param err         gets the settings
     * @return its description for picocli
     */
    static CommandSpec spec(final Map<String, String> environment, final PrintStream out, final PrintStream err) {
        final ServeCommand command = new ServeCommand(environment, out, err);
        final CommandSpec spec = CommandSpec.wrapWithoutInspection(command).name("serve").mixinStandardHelpOptions(true);
        spec.usageMessage().description("Takes events over HTTP and UDP, decides, answers.");
        spec.addOption(OptionSpec.builder(CONFIG).type(String.class).paramLabel("FILE")
            .description("settings in YAML, `name: value` with the names of these flags; flags and INKLING_ variables win").build());
        for (final Setting setting : Setting.values()) {
            final String byDefault = setting.byDefault().isEmpty() ? "" : " (default " + setting.byDefault() + ")";
            final OptionSpec.Builder option = OptionSpec.builder("--" + setting.key()).type(String.class).paramLabel(setting.unit())
                .description(setting.reason() + byDefault);
            spec.addOption((setting == Setting.WATCH ? option.arity("0..1").fallbackValue("true") : option).build());
        }
        command.spec = spec;
        return spec;
    }

    @Override
    public void run() {
        final Settings settings = settings(spec.commandLine().getParseResult());
        final ServerContext context = ServerContext.conclude(settings);
        final long beganNs = System.nanoTime();
        final Server server = Server.start(context);
        final CountDownLatch stopped = new CountDownLatch(1);
        final AtomicBoolean failed = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, stopped, failed), "stop"));
        // Only now: a server that cannot start says why in one line, and nothing else.
        context.lines().forEach(err::println);
        if (server.isFollowing()) {
            say("following http=%s data=%s from=%s", text(server.httpAddress()), context.dataFolder(), context.follow().orElseThrow());
            awaitServing(server, failed);
        }
        server.lines().forEach(err::println);
        LOG.info("started in {} ms", (System.nanoTime() - beganNs) / 1_000_000);
        say("ready http=%s udp=%s data=%s", text(server.httpAddress()), text(server.udpAddress()), context.dataFolder());
        awaitForever(stopped);
    }

    private void awaitServing(final Server server, final AtomicBoolean failed) {
        try {
            if (!server.awaitServing()) {
                // Told to end: the process does, as soon as all is closed.
                awaitForever(new CountDownLatch(1));
            }
        } catch (final StartException failure) {
            failed.set(true);
            throw failure;
        }
    }

    private void say(final String format, final Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
        out.flush();
    }

    private Settings settings(final ParseResult parsed) {
        final SettingsLoader loader = new SettingsLoader();
        final String config = parsed.matchedOptionValue(CONFIG, environment.get("INKLING_CONFIG"));
        if (config != null) {
            loader.file(Path.of(config));
        }
        final Map<Setting, String> flags = new EnumMap<>(Setting.class);
        for (final Setting setting : Setting.values()) {
            final String value = parsed.matchedOptionValue("--" + setting.key(), (String) null);
            if (value != null) {
                flags.put(setting, value);
            }
        }
        return loader.environment(environment).flags(flags).load();
    }

    /** Runs when the JVM is told to end. It ends with 143 after a SIGTERM unless it is halted, and a drained server has not failed. */
    private static void stop(final Server server, final CountDownLatch stopped, final AtomicBoolean failed) {
        LOG.info("stopping: draining");
        server.close();
        LOG.info("stopped");
        stopped.countDown();
        Runtime.getRuntime().halt(failed.get() ? Main.FAILED : 0);
    }

    private static void awaitForever(final CountDownLatch stopped) {
        try {
            stopped.await();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String text(final InetSocketAddress address) {
        final String host = address.getAddress().getHostAddress();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
    }
}
