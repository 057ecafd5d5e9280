package io.github.realtimekit.activesession.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A text that is not the JSON that it should be. */
class JsonTest {
    /** A model that nests. */
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
    void onlyWhatIsJsonIsATree() {
        assertThat(Json.tree("{\"a\":[1,null,\"b\",true]}")).hasToString("{a=[1, null, b, true]}");
        assertThat(Json.tree("<html>")).isNull();
        assertThat(Json.tree("{} {}")).isNull();
        assertThat(Json.tree("")).isNull();
    }

    @Test
    void whatIsNestedTooDeeplyIsUnreadable() {
        String deep = "{\"rooms\":[".repeat(100_000) + "]}".repeat(100_000);
        assertThatThrownBy(() -> Json.decode(Room.class, deep, "root")).isInstanceOf(Json.NotReadable.class);
    }
}
