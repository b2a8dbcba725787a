package dev.inkling.replay.source;

/** What the lines of one kind of file mean as native JSON. Keeps state between lines; confined to one thread. */
public interface LineFormat {
    /**
     * Tells one line in native JSON.
     *
     * @param line the reader, standing on the line
     * @param json takes the JSON, one object without a newline; whatever it held before is gone
     * @return false when the line carries no event: a header, or a blank one
     * @throws BadLineException when the line cannot be used; the next one can be asked for all the same
     */
    boolean toJson(LineReader line, JsonLine json) throws BadLineException;
}
