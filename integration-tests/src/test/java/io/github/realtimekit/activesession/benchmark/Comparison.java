package io.github.realtimekit.activesession.benchmark;

import java.util.function.LongSupplier;

/**
 * The library compared with the hand-written call in short turns, one each, which noise hits alike. Who is first
 * changes from pair to pair; every fourth pair has a turn of the floor. It ends when it is decided, or when its time
 * is over.
 */
final class Comparison {
    private static final long TURN = 25_000_000;
    private static final long WARM_UP = 4_000_000_000L;
    private static final int FEWEST_PAIRS = 60;

    final Sample ratios = new Sample();
    final Sample library = new Sample();
    final Sample byHand = new Sample();
    final Sample floor = new Sample();

    private final double limit;
    private final LongSupplier meter;

    /** The meter says how much time has passed, or what else is measured. */
    Comparison(double limit, LongSupplier meter) {
        this.limit = limit;
        this.meter = meter;
    }

    void run(Work ofLibrary, Work ofHand, Work ofFloor, long nanos) throws Exception {
        long end = System.nanoTime() + nanos;
        if (ofLibrary.run() != ofHand.run()) {
            throw new IllegalStateException("the library reads something else than the call by hand");
        }
        for (Work work : new Work[] {ofLibrary, ofHand, ofFloor}) {
            turn(work, Math.min(WARM_UP, nanos / 9));
        }
        // Few looks, each at twice as many pairs: looking after every pair would find what it looks for in the end.
        int look = FEWEST_PAIRS;
        do {
            boolean libraryFirst = ratios.size() % 2 == 0;
            double first = turn(libraryFirst ? ofLibrary : ofHand, TURN);
            double second = turn(libraryFirst ? ofHand : ofLibrary, TURN);
            if (ratios.size() % 4 == 0) {
                floor.add(turn(ofFloor, TURN));
            }
            library.add(libraryFirst ? first : second);
            byHand.add(libraryFirst ? second : first);
            ratios.add(libraryFirst ? first / second : second / first);
            look = ratios.size() > look ? 2 * look : look;
        } while (System.nanoTime() < end && (ratios.size() < look || verdict().equals("undecided")));
    }

    /** By the interval alone. */
    String verdict() {
        boolean few = ratios.size() < FEWEST_PAIRS;
        return few ? "undecided" : ratios.high() < limit ? "met" : ratios.low() > limit ? "missed" : "undecided";
    }

    /** What the work took once, on average. */
    private double turn(Work work, long nanos) throws Exception {
        long end = System.nanoTime() + nanos;
        long taken = 0;
        int times = 0;
        do {
            work.prepare();
            long before = meter.getAsLong();
            work.run();
            taken += meter.getAsLong() - before;
            times++;
        } while (System.nanoTime() < end);
        return (double) taken / times;
    }
}
