package dev.inkling.ingest;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;

/** Whether the ports can be had, asked before anything is written. Somebody may take one yet, so it is asked again when they are opened. */
final class Ports {
    private static final int ONE = 1;

    private Ports() {
    }

    /**
     * Opens the ports and closes them at once.
     *
     * @param context says which
     * @throws StartException when one of them cannot be had
     */
    static void requireFree(final ServerContext context) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(context.http(), ONE);
        } catch (final IOException e) {
            throw StartException.cannotBind("HTTP", context.http(), e);
        }
        try (DatagramSocket probe = new DatagramSocket(null)) {
            probe.bind(context.udp());
        } catch (final IOException e) {
            throw StartException.cannotBind("UDP", context.udp(), e);
        }
    }
}
