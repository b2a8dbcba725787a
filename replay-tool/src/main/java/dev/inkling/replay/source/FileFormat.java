package dev.inkling.replay.source;

import java.util.function.Supplier;

/** The public file formats that can be read. */
public enum FileFormat {
    /** Event files of REES46 / Open CDP: nine columns behind a header. */
    rees46(Rees46Format::new),
    /** The UserBehavior file of Taobao: five columns, no header. */
    taobao(TaobaoFormat::new),
    /** Native events, one a line. */
    jsonl(JsonlFormat::new);

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
}
