package dev.inkling.replay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Native events and rows made for tests. */
final class Moments {
    static final String SECRET = "000102030405060708090a0b0c0d0e0f";
    static final long BEGIN_MS = 1_569_888_000_000L;
    private static final List<String> RESEARCH = List.of("comparison_tool", "review_read", "size_guide");

    private Moments() {
    }

    /**
     * Shoppers who each compare, read a review and open the size guide within three seconds, which makes research_discount fire on the
     * last of the three, and then view a product.
     *
     * @param shoppers how many
     * @return four events each, shopper after shopper
     */
    static List<String> research(final int shoppers) {
        final List<String> lines = new ArrayList<>();
        for (int shopper = 0; shopper < shoppers; shopper++) {
            for (int i = 0; i < 4; i++) {
                lines.add("{\"eventId\":\"e" + shopper + '-' + i + "\",\"timestamp\":" + (BEGIN_MS + shopper * 10_000L + i * 1_000L)
                    + ",\"visitorId\":\"shopper-" + shopper + "\",\"sessionId\":\"s" + shopper + "\",\"momentType\":\""
                    + (i < 3 ? RESEARCH.get(i) : "product_view") + "\",\"details\":{\"duration\":" + (5 + i)
                    + ",\"product_id\":\"p" + shopper % 7 + "\",\"price\":19.9" + shopper % 10 + "},\"note\":{\"n\":" + i + "}}");
            }
        }
        return lines;
    }

    /**
     * Writes lines into a file.
     *
     * @param folder of it
     * @param name   of it
     * @param lines  to write
     * @return the file's path
     */
    static String file(final Path folder, final String name, final List<String> lines) throws IOException {
        return Files.write(folder.resolve(name), lines).toString();
    }

    /**
     * Imports native events, with tables small enough for a test.
     *
     * @param data  folder
     * @param lines events
     * @return what came of it
     */
    static Run importLines(final Path data, final List<String> lines) {
        return Run.withInput(String.join("\n", lines).getBytes(StandardCharsets.UTF_8),
            "import", "--data", data.toString(), "--format", "jsonl", "-", "--secret", SECRET, "--visitors", "1024");
    }
}
