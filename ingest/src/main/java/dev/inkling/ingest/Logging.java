package dev.inkling.ingest;

/** Sets the logger up once, before its first class loads: lines on standard error, times first. */
final class Logging {
    private static final String PREFIX = "org.slf4j.simpleLogger.";

    private Logging() {
    }

    /** Sets what the command line has not set. {@code level} is the least that is shown. */
    static void configure(final String level) {
        set("logFile", "System.err");
        set("defaultLogLevel", level);
        set("showDateTime", "true");
        set("dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
        set("showThreadName", "false");
        set("showShortLogName", "true");
        // Libraries speak when something is wrong.
        set("log.net.openhft", "warn");
        set("log.io.netty", "warn");
    }

    private static void set(final String name, final String value) {
        if (System.getProperty(PREFIX + name) == null) {
            System.setProperty(PREFIX + name, value);
        }
    }
}
