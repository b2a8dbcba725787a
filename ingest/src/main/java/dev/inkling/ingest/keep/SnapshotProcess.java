package dev.inkling.ingest.keep;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;

import dev.inkling.ingest.Main;

/**
 * Makes one snapshot in a process of its own, which gives way to the server: lowest priority for cores and disk where the system has
 * {@code nice} and {@code ionice}, one thread for its garbage. Confined to one thread.
 */
final class SnapshotProcess {
    private static final Map<String, String> OPENING = Map.of("Add-Opens", "--add-opens=", "Add-Exports", "--add-exports=");
    private static final List<Path> TOOLS = List.of(Path.of("/usr/bin"), Path.of("/bin"));

    private final Process process;

    /**
     * Starts it.
     *
     * @param dataFolder of the server
     * @throws IOException when no process can be started
     */
    SnapshotProcess(final Path dataFolder) throws IOException {
        process = new ProcessBuilder(command(dataFolder)).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        process.getOutputStream().close();
    }

    /**
     * Whether it is still at work.
     *
     * @return false once it has ended
     */
    boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Whether it made a snapshot, or found that there was nothing new; once it has ended.
     *
     * @return false when it failed; it has said why on standard error
     */
    boolean isDone() {
        return process.exitValue() == 0;
    }

    /**
     * The line that it printed; once it has ended.
     *
     * @return what was made, empty when it failed
     * @throws IOException when it cannot be read
     */
    String line() throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    /** Ends it; what it had not finished leaves no snapshot. */
    void stop() {
        process.destroy();
    }

    private static List<String> command(final Path dataFolder) {
        final List<String> command = new ArrayList<>();
        tool(command, "nice", "-n", "19");
        tool(command, "ionice", "-c", "3");
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:+UseSerialGC");
        // a second engine with tables as large as the server's
        command.add("-Xmx" + Runtime.getRuntime().maxMemory());
        final String classPath = System.getProperty("java.class.path");
        // What this JVM was given to open, by arguments or by a jar's manifest, is passed on; the jar may not be the server's own.
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(argument -> argument.startsWith("--add-")).forEach(command::add);
        if (classPath.endsWith(".jar") && !classPath.contains(File.pathSeparator)) {
            opens(classPath).forEach(command::add);
        }
        command.addAll(List.of("-cp", classPath, Main.class.getName()));
        command.addAll(List.of("snapshot", "--data", dataFolder.toAbsolutePath().toString()));
        return command;
    }

    private static List<String> opens(final String jar) {
        final List<String> opens = new ArrayList<>();
        try (JarFile file = new JarFile(jar)) {
            final Attributes manifest = file.getManifest().getMainAttributes();
            OPENING.forEach((attribute, flag) -> {
                final String packages = manifest.getValue(attribute);
                if (packages != null) {
                    Stream.of(packages.split(" ")).forEach(one -> opens.add(flag + one + "=ALL-UNNAMED"));
                }
            });
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read " + jar, e);
        }
        return opens;
    }

    private static void tool(final List<String> command, final String name, final String... arguments) {
        TOOLS.stream().map(folder -> folder.resolve(name)).filter(Files::isExecutable).findFirst().ifPresent(tool -> {
            command.add(tool.toString());
            command.addAll(List.of(arguments));
        });
    }
}
