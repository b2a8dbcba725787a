package dev.inkling.scoring.plain;

/** What the engine has so far of what rules may say. */
final class Features {
    static final boolean CADENCE = Boolean.getBoolean("cadence");
    static final boolean TIMERS = Boolean.getBoolean("timers");

    private Features() {
    }
}
