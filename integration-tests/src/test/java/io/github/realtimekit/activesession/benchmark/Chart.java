package io.github.realtimekit.activesession.benchmark;

import java.awt.Color;
import java.awt.Rectangle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jfree.svg.SVGGraphics2D;

/** The results as bars. */
final class Chart {
    private Chart() {}

    static void write(List<Result> results, Path file) throws IOException {
        DefaultCategoryDataset bars = new DefaultCategoryDataset();
        for (Result result : results) {
            String row = result.name().replace("`", "");
            double[] medians = Result.medians(result.processes());
            bars.addValue(medians[0], "library", row);
            bars.addValue(1, "by hand", row);
            bars.addValue(medians[3] / medians[2], "floor", row);
        }
        BarRenderer.setDefaultShadowsVisible(false);
        BarRenderer.setDefaultBarPainter(new StandardBarPainter());
        String axis = "by hand = 1, less is better";
        JFreeChart chart =
                ChartFactory.createBarChart(null, null, axis, bars, PlotOrientation.HORIZONTAL, true, false, false);
        CategoryPlot plot = chart.getCategoryPlot();
        plot.setBackgroundPaint(Color.WHITE);
        plot.setRangeGridlinePaint(Color.GRAY);
        int[] colours = {0xf6821f, 0x6b7280, 0xd1d5db};
        for (int i = 0; i < colours.length; i++) {
            plot.getRenderer().setSeriesPaint(i, new Color(colours[i]));
        }
        Rectangle area = new Rectangle(900, 80 + 50 * results.size());
        SVGGraphics2D svg = new SVGGraphics2D(area.width, area.height);
        svg.setDefsKeyPrefix("chart"); // otherwise another one each time
        chart.draw(svg, area);
        Files.writeString(file, svg.getSVGElement().replace("><", ">\n<") + "\n");
    }
}
