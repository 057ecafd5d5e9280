package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Each attempt logs one line. Uses reflection, since the module does not read {@code java.logging}. */
class LogTest {
    private static void set(Object logger, String property, Object value) throws ReflectiveOperationException {
        Class<?> type = Class.forName("java.util.logging." + property);
        logger.getClass().getMethod("set" + property, type).invoke(logger, value);
    }

    /** What is logged at this level and above while the work runs. */
    private static List<String> lines(String lowest, Runnable work) throws ReflectiveOperationException {
        List<String> lines = new CopyOnWriteArrayList<>();
        Class<?> filter = Class.forName("java.util.logging.Filter");
        Class<?> level = Class.forName("java.util.logging.Level");
        Object logger = Class.forName("java.util.logging.Logger")
                .getMethod("getLogger", String.class)
                .invoke(null, "io.github.realtimekit.activesession");
        set(
                logger,
                "Filter",
                Proxy.newProxyInstance(filter.getClassLoader(), new Class<?>[] {filter}, (self, m, log) -> {
                    lines.add(log[0].getClass().getMethod("getLevel").invoke(log[0]) + " "
                            + log[0].getClass().getMethod("getMessage").invoke(log[0]));
                    return false;
                }));
        try {
            set(logger, "Level", level.getField(lowest).get(null));
            work.run();
        } finally {
            set(logger, "Filter", null);
            set(logger, "Level", null);
        }
        return lines;
    }

    @EachOperation
    void everyAttemptIsOneLineAtDebug(OperationCall call) throws ReflectiveOperationException {
        MemoryNetwork network = new MemoryNetwork(
                Step.answer(429, "{\"message\":\"Anna\"}", "cf-ray: ray-1").after(Duration.ofMillis(120)),
                Step.answer(429, "Anna").cutOff(),
                Step.refused(),
                call.success());

        List<String> lines = lines("FINE", () -> call.result(network.client().maxRetries(3)));

        assertThat(lines)
                .extracting(line -> line.replaceFirst(call.kind().nameInLog() + " #\\d+: ", ""))
                .containsExactly(
                        "FINE attempt 1, HTTP 429 after 120 ms, ray ray-1",
                        "FINE attempt 2, HTTP 429 (java.net.ProtocolException) after 0 ms, ray unknown",
                        "FINE attempt 3, java.net.ConnectException after 0 ms, ray unknown",
                        "FINE attempt 4, HTTP " + (call.repeatable() ? 200 : 201) + " after 0 ms, ray unknown");
    }

    @EachOperation
    void attemptsOfACallHaveItsNumber(OperationCall call) throws ReflectiveOperationException {
        MemoryNetwork network = new MemoryNetwork(Step.refused(), call.success());

        List<String> lines = lines("FINE", () -> {
            call.result(network.client());
            call.result(network.client());
        });

        List<String> numbers = lines.stream()
                .map(line -> line.replaceFirst(".* #(\\d+): .*", "$1"))
                .toList();
        assertThat(numbers).hasSize(3);
        assertThat(numbers.get(0)).isEqualTo(numbers.get(1)).isNotEqualTo(numbers.get(2));
    }

    @EachOperation
    void nothingIsLoggedAtInfo(OperationCall call) throws ReflectiveOperationException {
        MemoryNetwork network = new MemoryNetwork(Step.refused(), call.success());

        assertThat(lines("INFO", () -> call.result(network.client()))).isEmpty();
        assertThat(network.connections()).isEqualTo(2);
    }
}
