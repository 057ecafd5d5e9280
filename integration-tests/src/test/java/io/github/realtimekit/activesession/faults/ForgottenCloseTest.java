package io.github.realtimekit.activesession.faults;

import static io.github.realtimekit.activesession.faults.Reactions.answer;
import static io.github.realtimekit.activesession.faults.Reactions.silence;
import static io.github.realtimekit.activesession.faults.Reactions.success;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimekit.activesession.ActiveSessionClient;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A program ends when its {@code main} does, also if it never closes its client. */
class ForgottenCloseTest {
    @Test
    void aProgramThatForgetsToCloseEndsByItself() throws Exception {
        try (var server = new FaultServer(
                        success(), success(), success(), success(), success(), answer(429, "", "Retry-After: 50"))
                .always(silence())) {
            List<String> printed = Child.run(ForgetsToClose.class, List.of(), server.url());
            long ended = System.currentTimeMillis();

            assertThat(printed).hasSize(2).startsWith("5 answers");
            assertThat(ended - Long.parseLong(printed.get(1)))
                    .as("milliseconds from the end of main to that of the program")
                    .isLessThan(10_000);
        }
    }

    /** Every operation, then one call that waits for its repeat and one on the wire. */
    static final class ForgetsToClose {
        private ForgetsToClose() {}

        public static void main(String[] arguments) {
            ActiveSessionClient client = Way.client(arguments[0]).build();
            int answers = 0;
            for (Op op : Op.values()) {
                op.start(client, Way.MEETING).join();
                answers++;
            }
            client.async().get(Way.MEETING);
            client.async().get(Way.MEETING);
            System.out.println(answers + " answers");
            System.out.println(System.currentTimeMillis());
        }
    }
}
