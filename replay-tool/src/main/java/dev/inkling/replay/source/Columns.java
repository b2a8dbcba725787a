package dev.inkling.replay.source;

import java.util.List;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;

/**
 * Splits one line into its columns, quoted ones too. Line by line, because neither public format has a newline inside a column and a
 * stray quote must harm its own line only.
 */
final class Columns {
    private final CsvReader.CsvReaderBuilder csv = CsvReader.builder().allowUnclosedQuote(false);
    private final int count;

    /**
     * For lines of so many columns.
     *
     * @param count columns that a line must have
     */
    Columns(final int count) {
        this.count = count;
    }

    /**
     * The columns of a line.
     *
     * @param line its text, not blank
     * @return as many as asked for
     * @throws BadLineException when there are more or fewer, or the quotes do not match
     */
    List<String> of(final String line) throws BadLineException {
        final List<String> columns;
        try {
            columns = csv.ofSingleCsvRecord(line).getFields();
        } catch (final CsvParseException e) {
            throw new BadLineException("quotes do not match");
        }
        if (columns.size() != count) {
            throw new BadLineException(columns.size() + " columns where " + count + " are expected");
        }
        return columns;
    }
}
