package dev.inkling.perf.replay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.inkling.perf.Main;

/**
 * A JDK on this machine.
 *
 * @param home    its folder
 * @param version as its file {@code release} says
 */
record Jdk(Path home, String version) {
    private static final Pattern VERSION = Pattern.compile("(?m)^JAVA_VERSION=\"([^\"]+)\"");
    private static final int OLDEST = 17;
    private static final int NATIVE_ACCESS_SINCE = 22;
    private static final int UNSAFE_WARNS_SINCE = 23;
    private static final long LIMIT_MINUTES = 30;

    /**
     * The JDK in a folder.
     *
     * @param home its folder
     * @return the JDK
     * @throws IOException when there is none that can run this
     */
    static Jdk at(final Path home) throws IOException {
        final Path release = home.resolve("release");
        final Matcher version = VERSION.matcher(Files.exists(release) ? Files.readString(release) : "");
        if (!version.find() || !Files.isExecutable(java(home))) {
            throw new IOException(home + " holds no JDK; expected a folder with bin/java and the file release");
        }
        final Jdk jdk = new Jdk(home.toRealPath(), version.group(1));
        if (jdk.feature() < OLDEST) {
            throw new IOException(home + " is version " + jdk.version + "; expected " + OLDEST + " or later");
        }
        return jdk;
    }

    /**
     * This JVM's, and those that the environment names as {@code JAVA_HOME} or {@code JAVA_HOME_...}, oldest version first, each once.
     *
     * @param environment of this process
     * @return at least one
     * @throws IOException when this JVM has no home
     */
    static List<Jdk> found(final Map<String, String> environment) throws IOException {
        final Map<Path, Jdk> found = new LinkedHashMap<>();
        final Jdk own = at(Path.of(System.getProperty("java.home")));
        found.put(own.home, own);
        for (final Map.Entry<String, String> entry : new TreeMap<>(environment).entrySet()) {
            if (entry.getKey().equals("JAVA_HOME") || entry.getKey().startsWith("JAVA_HOME_")) {
                try {
                    final Jdk jdk = at(Path.of(entry.getValue()));
                    found.put(jdk.home, jdk);
                } catch (final IOException e) {
                    // One too old, or one that was removed, is not asked.
                }
            }
        }
        final List<Jdk> all = new ArrayList<>(found.values());
        all.sort((a, b) -> Integer.compare(a.feature(), b.feature()));
        return all;
    }

    private static Path java(final Path home) {
        return home.resolve("bin").resolve("java");
    }

    int feature() {
        return Integer.parseInt(version.split("[.+-]", 2)[0]);
    }

    /**
     * Runs a class of ours in a JVM of this JDK, and waits for its end.
     *
     * @param flags of the JVM
     * @param main  class to run
     * @param args  for it
     * @return what it said on standard output
     * @throws IOException when it fails; says what it said last on standard error
     */
    String run(final List<String> flags, final String main, final List<String> args) throws IOException, InterruptedException {
        final List<String> command = new ArrayList<>(List.of(java(home).toString()));
        command.addAll(Main.opens());
        if (feature() >= NATIVE_ACCESS_SINCE) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        if (feature() >= UNSAFE_WARNS_SINCE) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        command.addAll(args);
        final Path out = Files.createTempFile("inkling-digests-", ".out");
        final Path err = Files.createTempFile("inkling-digests-", ".err");
        try {
            final Process process = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
            try {
                if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                    throw new IOException("Java " + version + ' ' + String.join(" ", flags) + " failed: "
                        + (Files.readString(out) + Files.readString(err)).strip().lines().reduce((a, b) -> b).orElse("it said nothing"));
                }
                return Files.readString(out, StandardCharsets.UTF_8);
            } finally {
                process.destroyForcibly();
            }
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }
}
