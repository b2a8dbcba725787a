package dev.inkling.replay.source;

/** Native events as they would be posted, one a line. */
final class JsonlFormat implements LineFormat {
    @Override
    public boolean toJson(final LineReader line, final JsonLine json) throws BadLineException {
        line.requireWhole();
        if (line.blank()) {
            return false;
        }
        json.copy(line.bytes(), line.length());
        return true;
    }
}
