package dev.inkling.perf.crash;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A process under the id that another one had. Linux lets root say which id is given out last. */
final class PidThief implements AutoCloseable {
    private static final Path LAST_PID = Path.of("/proc/sys/kernel/ns_last_pid");
    /** Others make processes and threads at the same time, so it may take some tries. */
    private static final int TRIES = 500;
    /** Should this JVM die, the process is gone by itself before long. */
    private static final String SECONDS = "120";

    private final Process process;

    private PidThief(final Process process) {
        this.process = process;
    }

    /** Whether this system lets us; on others the rounds that need it are left out. */
    static boolean isPermitted() {
        return Files.isWritable(LAST_PID);
    }

    /**
     * Makes a process under an id that is free.
     *
     * @param pid the id
     * @return the process, to be closed; null when others were faster every time
     * @throws IOException when the system refuses
     */
    static PidThief take(final long pid) throws IOException, InterruptedException {
        for (int i = 0; i < TRIES; i++) {
            Files.write(LAST_PID, Long.toString(pid - 1).getBytes(StandardCharsets.US_ASCII));
            final Process process = new ProcessBuilder("sleep", SECONDS).start();
            if (process.pid() == pid) {
                return new PidThief(process);
            }
            process.destroyForcibly().waitFor();
        }
        return null;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
