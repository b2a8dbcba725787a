package dev.inkling.ingest.demo;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

import dev.inkling.ingest.Server;
import dev.inkling.ingest.ServerContext;
import dev.inkling.ingest.Setting;
import dev.inkling.ingest.SettingsLoader;

/** Starts the server that {@code serve} starts, in this process, on free ports of the loopback interface. */
public final class LocalServer {
    private static final String ANY_PORT = "127.0.0.1:0";

    private LocalServer() {
    }

    /**
     * Starts a server with the defaults.
     *
     * @param data folder of its journal
     * @return a server to be closed
     * @throws dev.inkling.ingest.StartException when it cannot start, such as on a folder that another one holds
     */
    public static Server start(final Path data) {
        final Map<Setting, String> flags = new EnumMap<>(Setting.class);
        flags.put(Setting.DATA, data.toString());
        flags.put(Setting.HTTP, ANY_PORT);
        flags.put(Setting.UDP, ANY_PORT);
        return Server.start(ServerContext.conclude(new SettingsLoader().flags(flags).load()));
    }
}
