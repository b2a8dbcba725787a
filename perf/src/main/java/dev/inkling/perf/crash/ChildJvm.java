package dev.inkling.perf.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.inkling.perf.Main;

/** A JVM of its own with this one's classes. It ends with this one, unless this one is killed. */
final class ChildJvm implements AutoCloseable {
    private static final int NATIVE_ACCESS_SINCE = 22;
    private static final int UNSAFE_WARNS_SINCE = 23;
    /** Lines are awaited on threads of their own: a child that never writes one must not hold up anything else. */
    private static final ForkJoinPool WAITERS = new ForkJoinPool(4);

    private final Process process;
    private final BufferedReader out;
    private final Writer in;
    private final Thread hook;

    private ChildJvm(final Process process) {
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
        this.in = process.outputWriter(StandardCharsets.UTF_8);
        this.hook = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Starts one.
     *
     * @param flags     of the JVM, beside those that every child needs
     * @param mainClass to run
     * @param args      for it
     * @param err       file to which its standard error is appended
     * @return the child, to be closed
     * @throws IOException when no process can be started
     */
    static ChildJvm start(final List<String> flags, final String mainClass, final List<String> args, final Path err) throws IOException {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Main.opens());
        if (Runtime.version().feature() >= NATIVE_ACCESS_SINCE) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        if (Runtime.version().feature() >= UNSAFE_WARNS_SINCE) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        final String own = System.getenv("JAVA_OPTS");
        if (own != null && !own.isBlank()) {
            command.addAll(List.of(own.trim().split("\\s+")));
        }
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        command.addAll(args);
        final ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(err.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("INKLING_"));
        return new ChildJvm(builder.start());
    }

    long pid() {
        return process.pid();
    }

    /** Gives it a line to read. */
    void write(final String line) throws IOException {
        in.write(line + '\n');
        in.flush();
    }

    /** Its next line, null when it has ended. */
    String awaitLine(final long timeoutMs) throws InterruptedException, TimeoutException {
        try {
            return CompletableFuture.supplyAsync(this::readLine, WAITERS).get(timeoutMs, TimeUnit.MILLISECONDS);
        } catch (final ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private String readLine() {
        try {
            return out.readLine();
        } catch (final IOException e) {
            return null;
        }
    }

    /** Kill -9; returns once it is dead and its parent knows. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Tells it to end in good order. */
    void terminate() {
        process.destroy();
    }

    /**
     * Waits until it has ended.
     *
     * @param timeoutMs for how long
     * @return its exit code
     * @throws TimeoutException when it has not by then
     */
    int awaitExit(final long timeoutMs) throws InterruptedException, TimeoutException {
        if (!process.waitFor(timeoutMs, TimeUnit.MILLISECONDS)) {
            throw new TimeoutException("process " + pid() + " did not end within " + timeoutMs + " ms");
        }
        return process.exitValue();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (final IllegalStateException e) {
            // This JVM is ending, and the hook has run or will.
        }
    }
}
