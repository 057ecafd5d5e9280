package io.github.realtimekit.activesession.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.realtimekit.activesession.internal.json.JsonTest.Room;
import org.junit.jupiter.api.Test;

/** JSON that is nested too deeply. The mutation run leaves this class out: a full stack kills its processes. */
class DeepJsonTest {
    @Test
    void whatIsNestedTooDeeplyIsUnreadable() {
        String level = "{\"rooms\":[";
        String deep = level.repeat(100_000) + "]}".repeat(100_000);
        assertThatThrownBy(() -> Json.decode(Room.class, deep, "root")).isInstanceOf(Json.NotReadable.class);

        // Newer Gsons have a limit, so the stack is filled before they begin.
        assertThat(decodedOnAFullStack(level.repeat(50) + "]}".repeat(50))).isEqualTo("it is nested too deeply");
    }

    @SuppressWarnings("InfiniteRecursion") // until the stack is full
    private static String decodedOnAFullStack(String text) {
        try {
            return decodedOnAFullStack(text);
        } catch (StackOverflowError e) { // and then at the deepest level where there is room to begin
            return decoded(text);
        }
    }

    private static String decoded(String text) {
        try {
            Json.decode(Room.class, text, "root");
            return "it was read";
        } catch (Json.NotReadable e) {
            return e.getMessage();
        }
    }
}
