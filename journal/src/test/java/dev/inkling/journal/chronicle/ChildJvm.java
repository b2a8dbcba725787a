package dev.inkling.journal.chronicle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a class in a JVM of its own, to see what is left when it dies. */
final class ChildJvm {
    private ChildJvm() {
    }

    /** How it ended and what it printed. */
    record Result(int exitCode, String output) {
    }

    static Result run(final Class<?> main, final String... arguments) throws IOException, InterruptedException {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + Path.of(System.getProperty("inkling.root"), ".jvm", "opens"));
        command.add("-ea");
        command.add("-Xmx256m");
        command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
        command.add("-cp");
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        final Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (InputStream output = process.getInputStream()) {
            final String printed = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), printed);
        }
    }
}
