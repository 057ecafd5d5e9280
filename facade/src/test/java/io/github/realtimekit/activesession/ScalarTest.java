package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What one scalar says, whatever was sent in its place. */
class ScalarTest {
    private static Object json(String text) {
        return ((Map<?, ?>) Json.tree("{\"x\":" + text + "}")).get("x");
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "0, 0", "3, 3", "-3, -3", "3.0, 3",
                "3e2, 300", "300e-2, 3", "-0, 0", "999999999, 999999999",
                "1000000000, 1000000000", "\"+7\", 7", "\"-7\", -7", "\".7e1\", 7",
                "2147483647, 2147483647", "-2147483648, -2147483648", "\"7\", 7", "\"7.0\", 7"
            })
    void aCountIsAWholeNumber(String json, int count) {
        assertThat(Scalar.count(json(json))).isEqualTo(count);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3.5", "91311158.52", "2147483648", "-2147483649", "1e10", "1e999999999",
                "1e-999999999", "1e99999999999", "\"\"", "\" 7\"", "\"seven\"", "\"NaN\"",
                "\"0x7\"", "\"1d\"", "\"٣\"", "\"+\"", "\"1_000\"", "true",
                "{}", "[]", "[7]", "null"
            })
    void otherValuesAreNoCount(String json) {
        assertThat(Scalar.count(json(json))).isNull();
    }

    @Test
    @Timeout(10) // no arithmetic with so many digits
    void aMillionDigitsAreNoNumber() {
        Object digits = json("\"" + "9".repeat(1_000_000) + "\"");
        Object fraction = json("\"0." + "1".repeat(1_000_000) + "\"");

        assertThat(Scalar.decimal("0." + "1".repeat(98))).isNotNull();
        assertThat(Scalar.decimal("0." + "1".repeat(99))).isNull();
        assertThat(Scalar.count(digits)).isNull();
        assertThat(Scalar.decimal(fraction)).isNull();
        assertThat(Scalar.object(Map.of("n", json("9".repeat(1_000))))).isNotNull();
        assertThat(Scalar.object(Map.of("n", json("1e99999999999")))).isNull();
        assertThat(Scalar.object(Map.of("n", json("1e999999999")))).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"2.3434, 2.3434", "11, 11.0", "1e3, 1000.0", "\"2.5\", 2.5", "0.1, 0.1", "1e-400, 0.0"})
    void aDecimalIsANumber(String json, double decimal) {
        assertThat(Scalar.decimal(json(json))).isEqualTo(decimal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e400", "-1e400", "\"NaN\"", "\"Infinity\"", "\"1d\"", "\"-\"",
                "\"0x1p3\"", "\"\"", "true", "{}", "[]", "null"
            })
    void otherValuesAreNoDecimal(String json) {
        assertThat(Scalar.decimal(json(json))).isNull();
    }

    @Test
    void textIsAnyScalarAsItWasSent() {
        assertThat(Scalar.text(json("\"a\""))).isEqualTo("a");
        assertThat(Scalar.text(json("\"\""))).isEmpty();
        assertThat(Scalar.text(json("9007199254740993"))).isEqualTo("9007199254740993");
        assertThat(Scalar.text(json("1.10"))).isEqualTo("1.10");
        assertThat(Scalar.text(json("true"))).isEqualTo("true");
        assertThat(Scalar.text(json("{}"))).isNull();
        assertThat(Scalar.text(json("[\"a\"]"))).isNull();
        assertThat(Scalar.text(null)).isNull();
    }

    @Test
    void aFlagIsTrueOrFalse() {
        assertThat(Scalar.flag(json("true"))).isTrue();
        assertThat(Scalar.flag(json("false"))).isFalse();
        assertThat(Scalar.flag(json("\"true\""))).isTrue();
        for (String other : List.of("\"yes\"", "1", "0", "\"TRUE\"", "{}", "[]", "null", "\"\"")) {
            assertThat(Scalar.flag(json(other))).as(other).isNull();
        }
    }

    static Stream<String> timestamps() {
        Stream<String> edges = Stream.of("02-29", "12-31", "00-01", "13-01", "01-32", "01-00")
                .flatMap(day ->
                        Stream.of("2023-", "2024-", "0000-", "1900-", "9999-").map(year -> year + day))
                .flatMap(date -> Stream.of("00:00:00", "23:59:59", "23:59:60", "24:00:00", "12:60:00")
                        .map(time -> date + "T" + time + ".999Z"));
        Random random = new Random(1);
        Stream<String> mutated = Stream.generate(() -> {
            StringBuilder text = new StringBuilder("2022-01-12T14:21:34.398Z");
            for (int changes = random.nextInt(3); changes >= 0; changes--) {
                text.setCharAt(random.nextInt(text.length()), "0123456789-:.TZtz +٣".charAt(random.nextInt(20)));
            }
            return text.toString();
        });
        return Stream.concat(edges, mutated.limit(20_000));
    }

    @Test
    void timestampsReadAsTheJdkReadsThem() {
        assertThat(timestamps()).allSatisfy(text -> {
            Instant expected = null;
            try {
                expected = Instant.parse(text);
            } catch (DateTimeParseException e) {
                // and so none is expected
            }
            assertThat(Scalar.instant(text)).isEqualTo(expected);
        });
    }

    @Test
    void aTimestampIsReadToTheNanosecond() {
        assertThat(Scalar.instant("2022-01-12T14:21:34.398Z"))
                .isEqualTo(Instant.ofEpochSecond(1641997294, 398_000_000));
        assertThat(Scalar.instant("2022-01-12T14:21:34.123456789Z")).isEqualTo("2022-01-12T14:21:34.123456789Z");
        assertThat(Scalar.instant("2022-01-12T16:21:34+02:00")).isEqualTo("2022-01-12T14:21:34Z");
        for (Object other :
                List.of("string", "2022-01-12", "2022-01-12T14:21:34.398Z\"", "1641997294", "", 5, true, List.of())) {
            assertThat(Scalar.instant(other)).as("%s", other).isNull();
        }
    }

    @Test
    void onlyNullsAndBlanksAreAbsent() {
        assertThat(Stream.of("null", "\"\"", "\" \\t\\n\"", "\"null\"")).allMatch(json -> Scalar.absent(json(json)));
        assertThat(Stream.of("\"x\"", "\"NULL\"", "\"nil\"", "0", "false", "{}", "[]"))
                .noneMatch(json -> Scalar.absent(json(json)));
    }
}
