package dev.inkling.replay.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

/** Lines of each format, and the JSON that they mean. */
class LineFormatTest {
    private static final String HEADER =
        "event_time,event_type,product_id,category_id,category_code,brand,price,user_id,user_session\n";

    @Test
    void shouldTellARees46ViewInNativeJson() throws Exception {
        // 2019-10-01T00:00:00Z: 18,170 days after the epoch, times 86,400,000 ms.
        final long timestamp = 18_170L * 86_400_000L;
        assertEquals(
            List.of("{\"timestamp\":" + timestamp + ",\"visitorId\":\"541312140\",\"sessionId\":\"72d7\","
                + "\"momentType\":\"product_view\",\"product_id\":\"44600062\",\"category\":\"21038\",\"price\":35.79,"
                + "\"brand\":\"shiseido\"}"),
            withoutIds(FileFormat.REES46, HEADER + "2019-10-01 00:00:00 UTC,view,44600062,21038,,shiseido,35.79,541312140,72d7\n"));
    }

    @Test
    void shouldPreferTheCategoryCodeAndKeepTheId() throws Exception {
        assertEquals(
            List.of("{\"timestamp\":1569888000000,\"visitorId\":\"5\",\"sessionId\":\"s\",\"momentType\":\"cart_add\","
                + "\"product_id\":\"1\",\"category\":\"computers.notebook\",\"price\":0.50,\"category_id\":\"20\"}"),
            withoutIds(FileFormat.REES46, HEADER + "2019-10-01 00:00:00 UTC,cart,1,20,computers.notebook,,0.50,5,s\n"));
    }

    @Test
    void shouldGiveAPurchaseItsRevenue() throws Exception {
        assertEquals(
            List.of("{\"timestamp\":1569888001000,\"visitorId\":\"5\",\"momentType\":\"purchase\",\"product_id\":\"1\","
                + "\"category\":\"20\",\"price\":130.76,\"revenue\":130.76}"),
            withoutIds(FileFormat.REES46, HEADER + "2019-10-01 00:00:01 UTC,purchase,1,20,,,130.76,5,\n"));
    }

    @Test
    void shouldReadQuotedColumns() throws Exception {
        assertEquals(
            List.of("{\"timestamp\":1569888001000,\"visitorId\":\"5\",\"momentType\":\"cart_remove\",\"category\":\"20\","
                + "\"brand\":\"a, \\\"b\\\"\"}"),
            withoutIds(FileFormat.REES46, "2019-10-01 00:00:01 UTC,remove_from_cart,,20,,\"a, \"\"b\"\"\",,5,\n"));
    }

    @Test
    void shouldTellTaobaoLinesInNativeJson() throws Exception {
        final String json = "{\"timestamp\":1511658000000,\"visitorId\":\"543462\",\"momentType\":\"%s\","
            + "\"product_id\":\"1715\",\"category\":\"1464116\"}";
        final List<String> expected = new ArrayList<>();
        for (final String moment : List.of("product_view", "cart_add", "wishlist_add", "purchase")) {
            expected.add(json.formatted(moment));
        }
        assertEquals(expected, withoutIds(FileFormat.TAOBAO, """
            543462,1715,1464116,pv,1511658000
            543462,1715,1464116,cart,1511658000
            543462,1715,1464116,fav,1511658000
            543462,1715,1464116,buy,1511658000
            """));
    }

    @Test
    void shouldNameWhatIsWrongWithALineAndGoOn() throws Exception {
        assertEquals(
            List.of(
                "2: 5 columns where 9 are expected",
                "3: event_time `2019-02-30 00:00:00 UTC` is not a time such as 2019-10-01 00:00:00 UTC",
                "4: event_type `gaze` is none of view, cart, remove_from_cart, purchase",
                "5: price `1e5` is not a number",
                "6: quotes do not match",
                "8: ok"),
            outcomes(FileFormat.REES46, HEADER + """
                a,b,c,d,e
                2019-02-30 00:00:00 UTC,view,1,2,,,1.0,5,s
                2019-10-01 00:00:00 UTC,gaze,1,2,,,1.0,5,s
                2019-10-01 00:00:00 UTC,view,1,2,,,1e5,5,s
                2019-10-01 00:00:00 UTC,view,1,2,,"x,1.0,5,s

                2019-10-01 00:00:00 UTC,view,1,2,,,1.0,5,s
                """));
    }

    @Test
    void shouldRefuseTheCutLastLineOfTaobao() throws Exception {
        assertEquals(
            List.of("1: ok", "2: time `15` is not ten digits of epoch seconds; the line may be cut"),
            outcomes(FileFormat.TAOBAO, "91586,4130266,2342116,pv,1511664909\n301780,543546,4181361,pv,15"));
        assertEquals(List.of("1: 4 columns where 5 are expected"), outcomes(FileFormat.TAOBAO, "301780,543546,4181361,pv"));
        assertEquals(List.of("1: behaviour `p` is none of pv, cart, fav, buy"), outcomes(FileFormat.TAOBAO, "3,5,4,p,1511664909"));
    }

    @Test
    void shouldPassNativeLinesOnAsTheyStand() throws Exception {
        assertEquals(List.of("{\"a\": 1}", "not json"), json(FileFormat.JSONL, "{\"a\": 1}\n\n  \nnot json\n"));
    }

    @Test
    void shouldGiveALineTheSameIdEachTimeAndDifferentLinesDifferentOnes() throws Exception {
        final String view = "2019-10-01 00:00:00 UTC,view,1,2,,,1.0,5,s\n";
        final List<String> once = ids(HEADER + view + view);
        assertEquals(once, ids(HEADER + view + view));
        assertEquals(2, List.copyOf(new TreeSet<>(once)).size());
        for (final String id : once) {
            assertTrue(id.matches("rees46:[23]:[0-9a-f]{16}"), id);
        }
        final String other = ids(HEADER + view.replace(",5,", ",6,")).get(0);
        assertTrue(other.startsWith("rees46:2:") && !once.contains(other), other);
    }

    private static List<String> ids(final String text) throws Exception {
        return json(FileFormat.REES46, text).stream().map(line -> line.replaceAll(".*\"eventId\":\"([^\"]*)\".*", "$1")).toList();
    }

    private static List<String> withoutIds(final FileFormat format, final String text) throws Exception {
        return json(format, text).stream().map(line -> line.replaceAll("\"eventId\":\"[^\"]*\",", "")).toList();
    }

    private static List<String> json(final FileFormat format, final String text) throws Exception {
        final LineReader reader = reader(text);
        final LineFormat lines = format.lines();
        final JsonLine json = new JsonLine();
        final List<String> all = new ArrayList<>();
        while (reader.next()) {
            if (lines.toJson(reader, json)) {
                all.add(new String(json.array(), 0, json.length(), StandardCharsets.UTF_8));
            }
        }
        return all;
    }

    private static List<String> outcomes(final FileFormat format, final String text) throws Exception {
        final LineReader reader = reader(text);
        final LineFormat lines = format.lines();
        final JsonLine json = new JsonLine();
        final List<String> all = new ArrayList<>();
        while (reader.next()) {
            try {
                if (lines.toJson(reader, json)) {
                    all.add(reader.number() + ": ok");
                }
            } catch (final BadLineException e) {
                all.add(reader.number() + ": " + e.getMessage());
            }
        }
        return all;
    }

    private static LineReader reader(final String text) {
        return new LineReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
