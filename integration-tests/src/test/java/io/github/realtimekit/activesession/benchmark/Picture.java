package io.github.realtimekit.activesession.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** A picture of the table. For each row, a line shows its ratio, the lowest, the highest and the limit. */
final class Picture {
    private static final int LEFT = 270;
    private static final int RIGHT = 820;
    private static final int TOP = 52;
    private static final int ROW_HEIGHT = 30;

    private static final String FRAME = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 %1$d" font-family="Helvetica, Arial, sans-serif" font-size="14" fill="#222222">
            <title>What the library takes, as a ratio to the same call written by hand</title>
            <rect width="900" height="%1$d" fill="#ffffff"/>
            <g stroke="#0072b2" stroke-width="2"><path d="M270 22h40m-40 -4v8m40 -8v8"/><circle cx="290" cy="22" r="4.5" fill="#0072b2"/></g>
            <text x="320" y="27">library ÷ by hand: median of the processes, lowest to highest</text>
            <path d="M770 13v18" stroke="#d55e00" stroke-width="3"/>
            <text x="780" y="27">limit</text>
            %2$s%3$s<text x="%4$s" y="%5$d" text-anchor="middle" fill="#555555">as by hand</text>
            <text x="270" y="%5$d" fill="#555555">← less</text>
            <text x="820" y="%5$d" text-anchor="end" fill="#555555">more →</text>
            </svg>
            """;

    private static final String GRID = """
            <path d="M%1$s %2$dV%3$d" stroke="%4$s"/>
            <text x="%1$s" y="%5$d" text-anchor="middle" fill="#555555">%6$.1f</text>
            """;

    private static final String ROW = """
            <text x="20" y="%8$d">%1$s</text>
            <path d="M%2$s %9$dH%3$sM%2$s %10$dv8M%3$s %10$dv8" stroke="#0072b2" stroke-width="2"/>
            <circle cx="%4$s" cy="%9$d" r="4.5" fill="#0072b2"/>
            <path d="M%5$s %7$dv18" stroke="#d55e00" stroke-width="3"/>
            <text x="880" y="%8$d" text-anchor="end">%6$s</text>
            """;

    /** What the picture shows of a row of the table. */
    private record Line(String name, double limit, double ratio, double lowest, double highest) {
        static Line of(String row) {
            String[] cells = row.split(" *\\| *");
            String[] range = cells[4].split(" to ");
            return new Line(
                    cells[1],
                    Double.parseDouble(cells[2]),
                    Double.parseDouble(cells[3]),
                    Double.parseDouble(range[0]),
                    Double.parseDouble(range[1]));
        }
    }

    private final List<Line> lines;
    private final double step;
    private final double from;
    private final double to;

    private Picture(List<Line> lines) {
        this.lines = lines;
        double lowest = ends(lines).min().orElseThrow();
        double highest = ends(lines).max().orElseThrow();
        this.step = highest - lowest > 1 ? 0.5 : 0.1;
        this.from = Math.floor(lowest / step) * step;
        this.to = Math.ceil(highest / step) * step;
    }

    /** Draws the table in the text as SVG. */
    static String of(String text) {
        Predicate<String> hasRatios = line -> line.matches("\\|.* to \\d.*");
        return new Picture(text.lines().filter(hasRatios).map(Line::of).toList()).draw();
    }

    /** Every value that must fit on the axis. */
    private static DoubleStream ends(List<Line> lines) {
        return lines.stream().flatMapToDouble(line -> DoubleStream.of(1, line.limit, line.lowest, line.highest));
    }

    private String draw() {
        int bottom = TOP + ROW_HEIGHT * lines.size();
        String grid = IntStream.rangeClosed((int) Math.round(from / step), (int) Math.round(to / step))
                .mapToObj(i -> grid(i * step, bottom))
                .collect(Collectors.joining());
        String rows = IntStream.range(0, lines.size())
                .mapToObj(i -> row(lines.get(i), TOP + ROW_HEIGHT * i + ROW_HEIGHT / 2))
                .collect(Collectors.joining());
        return text(FRAME, bottom + 56, grid, rows, x(1), bottom + 40);
    }

    private String grid(double ratio, int bottom) {
        String colour = ratio == 1 ? "#222222" : "#dddddd";
        return text(GRID, x(ratio), TOP, bottom, colour, bottom + 20, ratio);
    }

    private String row(Line line, int y) {
        String ratio = text("%.3f", line.ratio);
        String name = line.name.replaceAll("`(.*?)`", "<tspan font-family=\"monospace\">$1</tspan>");
        return text(
                ROW,
                name,
                x(line.lowest),
                x(line.highest),
                x(line.ratio),
                x(line.limit),
                ratio,
                y - 9,
                y + 5,
                y,
                y - 4);
    }

    private String x(double ratio) {
        return text("%.1f", LEFT + (RIGHT - LEFT) * (ratio - from) / (to - from));
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
