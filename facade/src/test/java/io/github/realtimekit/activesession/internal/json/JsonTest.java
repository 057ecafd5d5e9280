package io.github.realtimekit.activesession.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text that is not the expected JSON. */
class JsonTest {
    /** A model that contains itself. */
    static final class Room {
        String id;
        List<Room> rooms = new ArrayList<>();
        Map<String, Object> meta;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                   | it is empty",
                "{                    | the JSON ends too early, line 1 column 2",
                "{\"id\":\"Anna\",     | the JSON ends too early, line 1 column 14",
                "<html>Anna</html>    | it is not JSON, line 1 column 1",
                "{} {\"id\":\"Anna\"} | it is not JSON, line 1 column 5",
                "\"Anna\"             | root has the wrong JSON type",
                "[\"Anna\"]           | root has the wrong JSON type",
                "{\"rooms\":{\"Anna\":1}}      | root.rooms has the wrong JSON type",
                "{\"rooms\":[{},{\"id\":[]}]}  | root.rooms[1].id has the wrong JSON type",
                "{\"meta\":\"Anna\"}           | root.meta has the wrong JSON type"
            })
    void theProblemNamesThePlaceAndQuotesNothing(String text, String problem) {
        assertThatThrownBy(() -> Json.decode(Room.class, text, "root"))
                .isInstanceOf(Json.NotReadable.class)
                .hasMessage(problem);
    }

    @Test
    void nestingOfOrdinaryDepthIsReadable() {
        String deep = "{\"rooms\":[".repeat(100) + "]}".repeat(100);

        assertThat(Json.decode(Room.class, deep, "root").rooms).hasSize(1);
        assertThat(Json.tree("[" + deep + ",".concat(deep).repeat(10) + "]"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(11);
    }

    @Test
    void textThatIsNotJsonHasNoTree() {
        assertThat(Json.tree("{\"a\":[1,null,\"b\",true]}")).hasToString("{a=[1, null, b, true]}");
        assertThat(Json.tree("<html>")).isNull();
        assertThat(Json.tree("{} {}")).isNull();
        assertThat(Json.tree("")).isNull();
    }

    /** Where an invalid escape can be: in a value, in a name, and in what is skipped. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"\\uZZZZ\"}",
                "{\"id\":\"\\u+041\"}",
                "{\"\\u00g0\":1}",
                "{\"unknown\":{\"a\":\"\\uZZZZ\"}}",
                "{\"meta\":{\"a\":\"\\u12\"}}",
                "{\"id\":\"\\x\"}"
            })
    void badEscapeIsNotJson(String text) {
        assertThatThrownBy(() -> Json.decode(Room.class, text, "root"))
                .isInstanceOf(Json.NotReadable.class)
                .hasMessageMatching("it is not JSON, line 1 column \\d+");
        assertThat(Json.tree(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                  | {\"rooms\":[ | ]} | ``", // of a model
                "{\"meta\":         | {\"a\":[     | ]} | }", // of a free-form object
                "{\"meta\":         | {\"a\":      | }  | }",
                "{\"meta\":{\"a\":| [            | ]  | }}"
            })
    void deepNestingIsUnreadable(String start, String opening, String closing, String end) {
        String deep = start + opening.repeat(100_000) + closing.repeat(100_000) + end;

        assertThatThrownBy(() -> Json.decode(Room.class, deep, "root"))
                .isInstanceOf(Json.NotReadable.class)
                .hasMessage("it is nested too deeply");
        assertThat(Json.tree(deep)).isNull();
    }
}
