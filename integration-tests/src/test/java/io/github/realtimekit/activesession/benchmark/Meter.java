package io.github.realtimekit.activesession.benchmark;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/** What a row measures. A meter keeps running; the difference between two readings counts. */
enum Meter {
    TIME("µs", System::nanoTime),
    ALLOCATED("kB", ManagementFactory.getPlatformMXBean(ThreadMXBean.class)::getCurrentThreadAllocatedBytes);

    final String unit;
    private final LongSupplier thousandths;

    Meter(String unit, LongSupplier thousandths) {
        this.unit = unit;
        this.thousandths = thousandths;
    }

    /** In thousandths of the unit. */
    long read() {
        return thousandths.getAsLong();
    }
}
