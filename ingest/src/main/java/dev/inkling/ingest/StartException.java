package dev.inkling.ingest;

import java.net.BindException;
import java.net.InetSocketAddress;

/** The server cannot start for a reason that its user can put right; the message is one line that says what, where and what to do. */
public class StartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A reason that needs no cause to be understood.
     *
     * @param message one line
     */
    public StartException(final String message) {
        super(message);
    }

    /**
     * A reason with its cause.
     *
     * @param message one line
     * @param cause   of it
     */
    public StartException(final String message, final Throwable cause) {
        super(message, cause);
    }

    /**
     * A port that cannot be had.
     *
     * @param what    HTTP or UDP
     * @param address asked for
     * @param cause   why
     * @return the exception
     */
    public static StartException cannotBind(final String what, final InetSocketAddress address, final Throwable cause) {
        final boolean inUse = cause instanceof BindException || String.valueOf(cause.getMessage()).contains("in use");
        return new StartException(what + ": cannot listen on " + address.getHostString() + ":" + address.getPort() + ": "
            + (inUse ? "the port is in use" : cause.getMessage()), cause);
    }
}
