package dev.inkling.ring;

import java.util.Objects;

import dev.inkling.scoring.ConfigException;
import dev.inkling.scoring.rules.RuleException;

/** A configuration is not taken; the running one stays. The message says what, where and what to do, in one line. */
public final class ReloadException extends PipelineException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why it is not taken. */
    public enum Reason {
        /** A text cannot be used, or does not fit the others. */
        UNUSABLE,
        /** It changes what a running engine cannot change. */
        NEEDS_RESTART,
        /** This is a standby: it takes the configuration of the one that it follows. */
        FOLLOWING,
        /** The journal or the ring does not take it now, though its texts are good. */
        UNAVAILABLE
    }

    /**
     * A refusal.
     *
     * @param reason  why
     * @param message what, where, what to do
     * @param cause   of it; null for none
     */
    public ReloadException(final Reason reason, final String message, final Throwable cause) {
        super(message, cause);
        this.reason = Objects.requireNonNull(reason);
    }

    /**
     * Why it is not taken.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }

    /**
     * Line of the mistake.
     *
     * @return from 1; 0 when there is none to be told
     */
    public int line() {
        return getCause() instanceof ConfigException mistake ? mistake.line()
            : getCause() instanceof RuleException rule ? rule.line() : 0;
    }

    /**
     * Column of the mistake.
     *
     * @return from 1, in code points; 0 when there is none to be told
     */
    public int column() {
        return getCause() instanceof ConfigException mistake ? mistake.column()
            : getCause() instanceof RuleException rule ? rule.column() : 0;
    }

    /**
     * File of the mistake.
     *
     * @return the name given with its text; empty when there is none to be told
     */
    public String file() {
        final int end = getMessage().indexOf(":" + line() + ":" + column() + ": ");
        return line() == 0 || end < 0 ? "" : getMessage().substring(0, end);
    }
}
