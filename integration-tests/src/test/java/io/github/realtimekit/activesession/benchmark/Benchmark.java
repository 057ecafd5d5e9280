package io.github.realtimekit.activesession.benchmark;

import static org.jfree.chart.plot.PlotOrientation.HORIZONTAL;

import com.google.gson.Gson;
import io.github.realtimekit.activesession.faults.Tls;
import java.awt.Rectangle;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.ChartFactory;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jfree.svg.SVGGraphics2D;

/** How fast the library is, compared with OkHttp and Gson by hand: prints a table and draws a picture of it. */
public final class Benchmark {
    private static final int PROCESSES = 5;

    /** The arguments: how many minutes it may take, and the file for the picture. */
    public static void main(String[] args) throws Exception {
        new Tls(); // the certificate, as the trust store of this process
        String seconds = String.valueOf(Double.parseDouble(args[0]) * 60 / PROCESSES);
        String port = java(BenchmarkServer.class).inputReader().readLine();
        for (int i = 0; i < PROCESSES; i++) {
            Process process = java(Row.class, seconds, port);
            double[][] figures = new Gson().fromJson(process.inputReader(), double[][].class);
            for (int row = 0; row < figures.length; row++) {
                Row.ROWS.get(row).figures().add(figures[row]);
            }
        }
        System.out.println("| row | limit | ratio | lowest to highest | | library | by hand | floor |");
        System.out.println("|---|--:|--:|---|---|--:|--:|--:|");
        Row.ROWS.forEach(System.out::println);
        draw(Path.of(args[1]));
        System.exit(0); // and the server with it
    }

    /** A program with the class path and the options of this one; what it writes to the error stream is seen. */
    static Process java(Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.add("-Djavax.net.ssl.trustStore=" + System.getProperty("javax.net.ssl.trustStore"));
        command.add("-Djavax.net.ssl.trustStorePassword=" + System.getProperty("javax.net.ssl.trustStorePassword"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
    }

    private static void draw(Path file) throws IOException {
        DefaultCategoryDataset bars = new DefaultCategoryDataset();
        for (Row row : Row.ROWS) {
            String name = row.name().replace("`", "");
            double[] medians = row.medians();
            bars.addValue(medians[0], "library", name);
            bars.addValue(1, "by hand", name);
            bars.addValue(medians[3] / medians[2], "floor", name);
        }
        var chart = ChartFactory.createBarChart(null, null, "by hand = 1", bars, HORIZONTAL, true, false, false);
        Rectangle area = new Rectangle(900, 80 + 50 * Row.ROWS.size());
        SVGGraphics2D svg = new SVGGraphics2D(area.width, area.height);
        svg.setDefsKeyPrefix("chart"); // otherwise another one each time
        chart.draw(svg, area);
        Files.writeString(file, svg.getSVGElement().replace("><", ">\n<") + "\n");
    }
}
