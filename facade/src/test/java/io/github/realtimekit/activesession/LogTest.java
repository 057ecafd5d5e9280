package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The line in the log for each attempt. By reflection, since the module does not read {@code java.logging}. */
class LogTest {
    private static void set(Object logger, String property, Object value) throws ReflectiveOperationException {
        Class<?> type = Class.forName("java.util.logging." + property);
        logger.getClass().getMethod("set" + property, type).invoke(logger, value);
    }

    @EachOperation
    void everyAttemptIsOneLineAtDebug(OperationCall call) throws ReflectiveOperationException {
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
        MemoryNetwork network = new MemoryNetwork(
                Step.answer(429, "{\"message\":\"Anna\"}", "cf-ray: ray-1").after(Duration.ofMillis(120)),
                Step.refused(),
                call.success());
        try {
            set(logger, "Level", level.getField("INFO").get(null));
            assertThat(call.result(new MemoryNetwork(call.success()).client())).isEqualTo(call.value());
            set(logger, "Level", level.getField("FINE").get(null));
            assertThat(call.result(network.client())).isEqualTo(call.value());
        } finally {
            set(logger, "Filter", null);
            set(logger, "Level", null);
        }
        assertThat(lines)
                .extracting(line -> line.replaceFirst(call.kind().nameInLog() + " #\\d+: ", ""))
                .containsExactly(
                        "FINE attempt 1, HTTP 429 after 120 ms, ray ray-1",
                        "FINE attempt 2, java.net.ConnectException after 0 ms, ray unknown",
                        "FINE attempt 3, HTTP " + (call.repeatable() ? 200 : 201) + " after 0 ms, ray unknown");
    }
}
