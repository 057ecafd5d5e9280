package io.github.realtimekit.activesession.readme;

import java.util.List;

/** A code block of a page. */
final class Snippet {
    private final Page page;
    private final int firstLine;
    private final List<String> lines;

    Snippet(Page page, int offset, String code) {
        this.page = page;
        this.firstLine = page.text().substring(0, offset).split("\n", -1).length;
        this.lines = code.stripTrailing().lines().toList();
    }

    /** The best match with a source: how many lines from the start are the same. */
    private record Closest(Page source, int line, int same) {}

    boolean standsIn(List<Page> sources) {
        return closest(sources).same == lines.size();
    }

    /** The first line that differs, and the line of the source there. */
    String difference(List<Page> sources) {
        Closest closest = closest(sources);
        String place = page.at(firstLine + closest.same) + " has  "
                + lines.get(closest.same).strip();
        if (closest.same == 0) {
            return place + "\n  which no source has";
        }

        int line = closest.line + closest.same;
        List<String> there = closest.source.lines();
        String expected = line < there.size() ? there.get(line).strip() : "";
        return place + "\n  and " + closest.source.at(line + 1) + " has  " + expected;
    }

    private Closest closest(List<Page> sources) {
        Closest closest = new Closest(page, 0, 0);
        for (Page source : sources) {
            List<String> there = source.lines();
            for (int i = 0; i < there.size(); i++) {
                int same = same(there, i);
                if (same > closest.same) {
                    closest = new Closest(source, i, same);
                }
            }
        }
        return closest;
    }

    private int same(List<String> source, int start) {
        int shift = indentation(source.get(start)) - indentation(lines.get(0));
        int same = 0;
        while (same < lines.size()
                && start + same < source.size()
                && isSame(source.get(start + same), lines.get(same), shift)) {
            same++;
        }
        return same;
    }

    private static boolean isSame(String source, String line, int shift) {
        return source.strip().equals(line.strip())
                && (line.isBlank() || indentation(source) - indentation(line) == shift);
    }

    private static int indentation(String line) {
        return line.length() - line.stripLeading().length();
    }
}
