package io.github.realtimekit.activesession.benchmark;

/**
 * One row of the table: what is done, and what of it is measured.
 *
 * @param limit of the library's ratio to the call by hand
 * @param before runs before each time, and does not count
 */
record Row(String name, double limit, Meter meter, Work before, Work work) {
    /** Does the work, and returns a hash of what it read. */
    interface Work {
        int on(Side side) throws Exception;
    }

    Row(String name, double limit, Work work) {
        this(name, limit, Meter.TIME, side -> 0, work);
    }

    /** What the work takes, on average over this time. */
    double measure(Side side, long nanos) throws Exception {
        long end = System.nanoTime() + nanos;
        long taken = 0;
        int times = 0;

        do {
            before.on(side);
            long start = meter.read();
            work.on(side);
            taken += meter.read() - start;
            times++;
        } while (System.nanoTime() < end);

        return taken / 1e3 / times;
    }
}
