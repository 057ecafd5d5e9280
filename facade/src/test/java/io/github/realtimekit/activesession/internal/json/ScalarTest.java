package io.github.realtimekit.activesession.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read from one scalar, whatever was sent in its place. */
class ScalarTest {
    private static Object json(String text) {
        return ((Map<?, ?>) Json.tree("{\"x\":" + text + "}")).get("x");
    }

    /** The JSON, read as a count, read as a decimal. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            0             | 0           | 0
            3.0           | 3           | 3
            3e2           | 300         | 300
            "7.0"         | 7           | 7
            2147483647    | 2147483647  | 2147483647
            -2147483648   | -2147483648 | -2147483648
            2147483648    |             | 2147483648
            91311158.52   |             | 91311158.52
            1e400         |             |
            1e999999999   |             |
            1e-999999999  |             | 0
            1e99999999999 |             |
            100e2147483647 |            |
            ""            |             |
            " 7"          |             |
            "Infinity"    |             |
            true          |             |
            [7]           |             |
            null          |             |
            """)
    void aNumberIsNeitherRoundedNorGuessed(String json, Integer count, Double decimal) {
        assertThat(Scalar.count(json(json))).isEqualTo(count);
        assertThat(Scalar.decimal(json(json))).isEqualTo(decimal);
    }

    @Test
    void textIsAnyScalarAsItWasSent() {
        Stream.of("9007199254740993", "1.10", "true", "a")
                .forEach(text -> assertThat(Scalar.text(json(text.equals("a") ? "\"a\"" : text)))
                        .isEqualTo(text));
        assertThat(Stream.of("{}", "[\"a\"]", "null").map(json -> Scalar.text(json(json))))
                .containsOnlyNulls();
    }

    @Test
    void aFlagIsTrueOrFalse() {
        assertThat(Scalar.flag(json("true"))).isTrue();
        assertThat(Scalar.flag(json("\"false\""))).isFalse();
        assertThat(Stream.of("\"yes\"", "1", "0", "\"TRUE\"", "{}", "null").map(json -> Scalar.flag(json(json))))
                .containsOnlyNulls();
    }

    @Test
    void aTimestampIsReadToTheNanosecond() {
        assertThat(Scalar.instant("2022-01-12T14:21:34.123456789Z"))
                .isEqualTo(Instant.ofEpochSecond(1641997294, 123_456_789));
        assertThat(Scalar.instant("2022-01-12T16:21:34+02:00")).isEqualTo("2022-01-12T14:21:34Z");
        assertThat(Stream.of("string", "2022-01-12", "2022-13-12T14:21:34Z", "2022-01-12T14:21:34Z\"", "1641997294", 5)
                        .map(Scalar::instant))
                .containsOnlyNulls();
        assertThat(Scalar.instant(null)).isNull();
    }

    @Test
    void onlyNullsAndBlanksAreAbsent() {
        assertThat(Stream.of("null", "\"\"", "\" \\t\\n\"", "\"null\"")).allMatch(json -> Scalar.absent(json(json)));
        assertThat(Stream.of("\"x\"", "\"NULL\"", "0", "false", "{}", "[]"))
                .noneMatch(json -> Scalar.absent(json(json)));
    }

    @Test
    void numbersOfAFreeFormObjectAreExact() {
        assertThat(Scalar.object(
                        json("{\"a\":9007199254740993,\"b\":[0.10,1e2],\"c\":{\"d\":1e999999999},\"e\":null}")))
                .hasToString("{a=9007199254740993, b=[0.10, 100], c={d=1E+999999999}, e=null}")
                .containsEntry("a", 9007199254740993L)
                .containsEntry("b", List.of(new BigDecimal("0.10"), 100L));
        assertThat(Stream.of("{\"a\":[1e99999999999]}", "[]", "7").map(json -> Scalar.object(json(json))))
                .containsOnlyNulls();
    }
}
