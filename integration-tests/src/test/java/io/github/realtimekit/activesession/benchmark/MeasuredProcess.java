package io.github.realtimekit.activesession.benchmark;

import com.google.gson.Gson;
import io.github.realtimekit.activesession.benchmark.Client.Way;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A process that measures all rows and prints the median of each. */
final class MeasuredProcess {
    private static final long TURN = 25_000_000;
    /** The part of the time that is not measured, while the JIT compiler warms up. */
    private static final double WARM_UP = 0.55;
    /** The part of the time that fresh processes get. */
    private static final double FRESH = 0.12;

    private final List<Side> sides;
    private final Map<Row, List<Figures>> turns = new LinkedHashMap<>();

    private MeasuredProcess(List<Side> sides) {
        this.sides = new ArrayList<>(sides);
        Rows.ALL.forEach(row -> turns.put(row, new ArrayList<>()));
    }

    /** The arguments are the seconds and the server's port. */
    public static void main(String[] args) throws Exception {
        double seconds = Double.parseDouble(args[0]);
        List<Side> sides =
                Stream.of(Way.values()).map(way -> Side.of(way, args[1])).toList();
        checkThatBothReadTheSame(sides.get(Way.LIBRARY.ordinal()), sides.get(Way.BY_HAND.ordinal()));

        MeasuredProcess process = new MeasuredProcess(sides);
        process.measure(Rows.WARM, seconds * WARM_UP);
        process.turns.values().forEach(List::clear);
        process.measure(Rows.WARM, seconds * (1 - WARM_UP - FRESH));
        process.measure(List.of(Rows.FRESH), seconds * FRESH);

        System.out.println(new Gson()
                .toJson(process.turns.values().stream().map(Figures::median).toList()));
        System.exit(0); // even if threads are left
    }

    private static void checkThatBothReadTheSame(Side library, Side byHand) throws Exception {
        for (Row row : Rows.ALL) {
            if (row.work().on(library) != row.work().on(byHand)) {
                throw new IllegalStateException(row.name() + ": the two read different things");
            }
        }
    }

    /** The sides take turns, so that a slow second affects all of them. The first one alternates. */
    private void measure(List<Row> rows, double seconds) throws Exception {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        List<Row> order = new ArrayList<>(rows);

        do {
            for (Row row : order) {
                turns.get(row).add(turn(row));
            }
            Collections.reverse(order);
            Collections.reverse(sides);
        } while (System.nanoTime() < end);
    }

    private Figures turn(Row row) throws Exception {
        Map<Way, Double> taken = new EnumMap<>(Way.class);
        for (Side side : sides) {
            taken.put(side.way(), row.measure(side, TURN));
        }
        return Figures.of(taken.get(Way.LIBRARY), taken.get(Way.BY_HAND), taken.get(Way.FLOOR));
    }
}
