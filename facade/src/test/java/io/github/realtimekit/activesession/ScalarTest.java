package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What one scalar says, whatever was sent in its place. */
class ScalarTest {
    private static Object json(String text) {
        return ((Map<?, ?>) Json.tree("{\"x\":" + text + "}")).get("x");
    }

    static Stream<Arguments> counts() {
        return Stream.of(
                Arguments.of("0", 0),
                Arguments.of("3", 3),
                Arguments.of("-3", -3),
                Arguments.of("3.0", 3),
                Arguments.of("3e2", 300),
                Arguments.of("300e-2", 3),
                Arguments.of("-0", 0),
                Arguments.of("2147483647", Integer.MAX_VALUE),
                Arguments.of("-2147483648", Integer.MIN_VALUE),
                Arguments.of("\"7\"", 7),
                Arguments.of("\"7.0\"", 7));
    }

    @ParameterizedTest
    @MethodSource("counts")
    void aCountIsAWholeNumber(String json, int count) {
        assertThat(Scalar.count(json(json))).isEqualTo(count);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3.5",
                "91311158.52",
                "2147483648",
                "-2147483649",
                "1e10",
                "1e999999999",
                "1e-999999999",
                "1e99999999999",
                "\"\"",
                "\" 7\"",
                "\"seven\"",
                "\"NaN\"",
                "\"0x7\"",
                "\"1d\"",
                "\"٣\"",
                "\"+\"",
                "\"1_000\"",
                "true",
                "{}",
                "[]",
                "[7]",
                "null"
            })
    void otherValuesAreNoCount(String json) {
        assertThat(Scalar.count(json(json))).isNull();
    }

    @Test
    void aMillionDigitsTakeNoTime() {
        Object digits = json("\"" + "9".repeat(1_000_000) + "\"");
        Object fraction = json("\"0." + "1".repeat(1_000_000) + "\"");
        long before = System.nanoTime();

        assertThat(Scalar.count(digits)).isNull();
        assertThat(Scalar.decimal(fraction)).isNull();
        assertThat(Scalar.object(Map.of("n", json("9".repeat(1_000))))).isNotNull();
        assertThat(Scalar.object(Map.of("n", json("1e99999999999")))).isNull();
        assertThat(Scalar.object(Map.of("n", json("1e999999999")))).isNotNull();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
    }

    static Stream<Arguments> decimals() {
        return Stream.of(
                Arguments.of("2.3434", 2.3434),
                Arguments.of("11", 11.0),
                Arguments.of("1e3", 1000.0),
                Arguments.of("\"2.5\"", 2.5),
                Arguments.of("0.1", 0.1),
                Arguments.of("1e-400", 0.0));
    }

    @ParameterizedTest
    @MethodSource("decimals")
    void aDecimalIsANumber(String json, double decimal) {
        assertThat(Scalar.decimal(json(json))).isEqualTo(decimal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e400",
                "-1e400",
                "\"NaN\"",
                "\"Infinity\"",
                "\"1d\"",
                "\"-\"",
                "\"0x1p3\"",
                "\"\"",
                "true",
                "{}",
                "[]",
                "null"
            })
    void otherValuesAreNoDecimal(String json) {
        assertThat(Scalar.decimal(json(json))).isNull();
    }

    @Test
    void aNumberHasAtMostAHundredCharacters() {
        assertThat(Scalar.decimal("0." + "1".repeat(98))).isNotNull();
        assertThat(Scalar.decimal("0." + "1".repeat(99))).isNull();
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
                .flatMap(day -> Stream.of("2023", "2024", "0000", "1900", "9999")
                        .flatMap(year -> Stream.of(
                                        "00:00:00.000", "23:59:59.999", "23:59:60.000", "24:00:00.000", "12:60:00.000")
                                .map(time -> year + "-" + day + "T" + time + "Z")));
        Random random = new Random(1);
        Stream<String> mutated = Stream.generate(() -> {
                    StringBuilder text = new StringBuilder("2022-01-12T14:21:34.398Z");
                    for (int changes = random.nextInt(3); changes >= 0; changes--) {
                        text.setCharAt(
                                random.nextInt(text.length()), "0123456789-:.TZtz +٣".charAt(random.nextInt(20)));
                    }
                    return text.toString();
                })
                .limit(20_000);
        return Stream.concat(edges, mutated);
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

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\" \\t\\n\"", "\"null\""})
    void nullsAndBlanksAreAbsent(String json) {
        assertThat(Scalar.absent(json(json))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"x\"", "\"NULL\"", "\"nil\"", "0", "false", "{}", "[]"})
    void otherValuesAreNotAbsent(String json) {
        assertThat(Scalar.absent(json(json))).isFalse();
    }
}
