package dev.inkling.replay.source;

import java.util.Locale;
import java.util.function.Supplier;

/** The public file formats that can be read. */
public enum FileFormat {
    /** Event files of REES46 / Open CDP: nine columns behind a header. */
    REES46(Rees46Format::new),
    /** The UserBehavior file of Taobao: five columns, no header. */
    TAOBAO(TaobaoFormat::new),
    /** Native events, one a line. */
    JSONL(JsonlFormat::new);

    private final Supplier<LineFormat> lines;

    FileFormat(final Supplier<LineFormat> lines) {
        this.lines = lines;
    }

    /**
     * A reader of this format's lines, for one file from its first line on.
     *
     * @return a new one
     */
    public LineFormat lines() {
        return lines.get();
    }

    /** The word for it on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
