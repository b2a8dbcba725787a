package dev.inkling.journal.chronicle;

/** Chronicle's habits that have no place here; set before its first class is initialised. */
final class Quiet {
    static {
        // Usage statistics would be sent over the network.
        System.setProperty("chronicle.analytics.disable", "true");
        // A logo on standard output.
        System.setProperty("chronicle.announcer.disable", "true");
        // A thread that watches the disk and writes to the log.
        System.setProperty("chronicle.disk.monitor.disable", "true");
    }

    private Quiet() {
    }

    /** Does nothing itself: to call it is enough. */
    static void please() {
        // The class initialiser has done it.
    }
}
