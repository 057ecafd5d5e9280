package io.github.realtimekit.activesession.faults;

import static io.github.realtimekit.activesession.faults.Reactions.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimekit.activesession.RealtimeKitException;
import io.github.realtimekit.activesession.faults.FaultServer.Reaction;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An answer within the limit of 16 MiB that would take many times that as objects. */
class ManyValuesTest {
    private static final int BYTES = 16 * 1024 * 1024 - 1_000;

    @Test
    void millionsOfThemAreRefusedInBoundedMemory() throws Exception {
        Reaction[] answers = Stream.of(
                        answer(400, many("{\"errors\":[", "0", "]}")),
                        answer(400, many("[", "{}", "]")),
                        answer(200, many("{\"success\":true,\"data\":{\"meta\":{\"a\":[", "0", "]}}}")),
                        answer(200, many("{\"success\":true,\"data\":{\"breakout_rooms\":[", "{}", "]}}")),
                        answer(200, many("{\"success\":false,\"x\":[", "[]", "]}")))
                .flatMap(answer -> Stream.generate(() -> answer).limit(ways().size()))
                .toArray(Reaction[]::new);
        try (var server = new FaultServer(answers)) {
            assertThat(Child.run(SmallHeap.class, List.of("-Xmx256m"), server.url()))
                    .containsExactly(answers.length + " exceptions");
        }
    }

    /** Every operation, one blocking and the next not. */
    private static List<Way> ways() {
        return Way.all()
                .filter(way -> way.async() == (way.op().ordinal() % 2 == 0))
                .toList();
    }

    private static String many(String head, String value, String tail) {
        return head + (value + ",").repeat(BYTES / (value.length() + 1)) + value + tail;
    }

    /** A call of each operation for each answer. */
    static final class SmallHeap {
        private SmallHeap() {}

        public static void main(String[] arguments) {
            int exceptions = 0;
            try (var client = Way.client(arguments[0]).maxRetries(0).build()) {
                for (int answer = 0; answer < 5; answer++) {
                    for (Way way : ways()) {
                        try {
                            way.call(client);
                        } catch (RealtimeKitException e) {
                            exceptions++;
                        }
                    }
                }
            }
            System.out.println(exceptions + " exceptions");
        }
    }
}
