package dev.inkling.perf.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A process under the id that another one had. Linux lets root say which id is given out next. A shell starts it, and ends it when its
 * own standard input ends, so it cannot be left behind; and this JVM, which had a child of that id, does not take one for the other.
 */
final class PidThief implements AutoCloseable {
    private static final Path LAST_PID = Path.of("/proc/sys/kernel/ns_last_pid");
    private static final String TAKEN = "taken";
    /** Others make processes and threads at the same time, so it may take some tries. */
    private static final String SCRIPT = """
        tries=0
        while [ $tries -lt 500 ]; do
            echo $(($1 - 1)) > %s
            sleep 600 &
            if [ $! -eq $1 ]; then
                echo %s
                read -r end
                kill -9 $!
                exit 0
            fi
            kill -9 $!
            wait $! 2> /dev/null
            tries=$((tries + 1))
        done
        """.formatted(LAST_PID, TAKEN);

    private final Process shell;

    private PidThief(final Process shell) {
        this.shell = shell;
    }

    /** Whether this system lets us; on others the rounds that need it are left out. */
    static boolean isPermitted() {
        try {
            Files.write(LAST_PID, Files.readAllBytes(LAST_PID));
            return true;
        } catch (final IOException e) {
            return false;
        }
    }

    /**
     * Makes a process under an id that is free.
     *
     * @param pid the id
     * @return the process, to be closed; null when others were faster every time
     * @throws IOException when there is no shell
     */
    static PidThief take(final long pid) throws IOException {
        final Process shell = new ProcessBuilder("sh", "-c", SCRIPT, "sh", Long.toString(pid)).redirectErrorStream(true).start();
        final BufferedReader said = shell.inputReader(StandardCharsets.US_ASCII);
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.equals(TAKEN)) {
                return new PidThief(shell);
            }
        }
        return null;
    }

    /** Whether the process is there still. */
    boolean isAlive() {
        return shell.isAlive();
    }

    @Override
    public void close() throws IOException {
        shell.outputWriter(StandardCharsets.US_ASCII).close();
    }
}
