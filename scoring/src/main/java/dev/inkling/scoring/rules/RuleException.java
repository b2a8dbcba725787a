package dev.inkling.scoring.rules;

/** A rules file that cannot be used. The message is one line: {@code file:line:column: what is wrong; what was expected}. */
public final class RuleException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    /**
     * A mistake at a place.
     *
     * @param file   name as the user knows it
     * @param line   from 1
     * @param column from 1, in code points
     * @param what   is wrong, and what was expected
     */
    public RuleException(final String file, final int line, final int column, final String what) {
        super(file + ':' + line + ':' + column + ": " + what);
        this.line = line;
        this.column = column;
    }

    /**
     * Where it stands.
     *
     * @return line, from 1
     */
    public int line() {
        return line;
    }

    /**
     * Where it stands.
     *
     * @return column, from 1, in code points
     */
    public int column() {
        return column;
    }
}
