package dev.inkling.replay;

/** What the commands return to the shell. */
final class ExitCode {
    /** All is well. */
    static final int OK = 0;
    /** The journal is not what it should be. */
    static final int DIVERGED = 1;
    /** Wrong usage, or input that cannot be used. */
    static final int UNUSABLE = 2;

    private ExitCode() {
    }
}
