package io.github.realtimekit.activesession.faults;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Cases in which real time passes, run side by side: together they last as long as the longest one. */
final class Together {
    private final Map<String, Callable<String>> cases = new LinkedHashMap<>();
    private final List<String> expected = new ArrayList<>();

    void add(String name, String outcome, Callable<String> run) {
        cases.put(name, run);
        expected.add(name + ": " + outcome);
    }

    /** One line for each case: its name and what should come of it. */
    List<String> expected() {
        return expected;
    }

    /** One line for each case: its name and what came of it. */
    List<String> outcomes() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(cases.size());
        try {
            List<Future<String>> running =
                    cases.values().stream().map(threads::submit).toList();
            List<String> seen = new ArrayList<>();
            for (String name : cases.keySet()) {
                seen.add(name + ": " + running.get(seen.size()).get(60, TimeUnit.SECONDS));
            }
            return seen;
        } finally {
            threads.shutdownNow();
        }
    }
}
