package io.github.realtimekit.activesession.benchmark;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.LongSupplier;
import okhttp3.OkHttp;

/** How fast the library is, compared with OkHttp and Gson by hand: prints one row of a table after the other. */
public final class Benchmark {
    private static final String LINE = "| %-42s | %5s | %-20s | %-12s | %5s | %-9s | %11s | %11s | %11s |%n";
    private static final LongSupplier TIME = System::nanoTime;
    private static final LongSupplier MEMORY =
            ManagementFactory.getPlatformMXBean(ThreadMXBean.class)::getCurrentThreadAllocatedBytes;

    private record Row(String name, double limit, LongSupplier meter, String server, Function<Client, Work> work) {}

    /** The arguments: how many minutes it may take, and, if not all, the rows that have this in their names. */
    public static void main(String[] args) throws Exception {
        long end = System.nanoTime() + (long) (Double.parseDouble(args[0]) * 60e9);
        try (Servers servers = Servers.start()) {
            List<Row> rows = rows(servers.plain(), servers.tls());
            rows.removeIf(row -> args.length > 1 && !row.name().contains(args[1]));
            System.out.printf("JDK %s, OkHttp %s%n%n", Runtime.version(), OkHttp.VERSION);
            System.out.printf(
                    LINE, "", "limit", "ratio", "quartiles", "pairs", "", "library, µs", "by hand, µs", "floor, µs");
            System.out.println("|---|--:|---|---|--:|---|--:|--:|--:|");
            for (int i = 0; i < rows.size(); i++) {
                // Time that a row does not need is left to those that follow.
                measure(rows.get(i), (end - System.nanoTime()) / (rows.size() - i));
            }
        }
        System.exit(0); // whatever threads are left
    }

    private static List<Row> rows(String plain, String tls) {
        List<Row> rows = new ArrayList<>();
        for (String server : List.of(plain, tls)) {
            String over = server.equals(tls) ? ", TLS and HTTP/2" : ", HTTP/1.1";
            rows.add(new Row("get" + over, server.equals(tls) ? 1.05 : 1.12, TIME, server, Work::get));
            rows.add(new Row("get, asynchronous" + over, 1.10, TIME, server, Work::getAsync));
            rows.add(new Row("1,000 gets at once" + over, 1.10, TIME, server, Work::burst));
        }
        for (int size : new int[] {1, 100, 1_000, 10_000}) {
            String name = "kick, participants in the response: " + size;
            double limit = size == 1 ? 1.10 : 1.00;
            rows.add(new Row(name, limit, TIME, plain, it -> () -> it.kick(Responses.kicked(size))));
        }
        rows.add(new Row("get, refused with 404", 1.25, TIME, plain, Work::refused));
        Client other = new UndecodedClient(plain);
        rows.add(new Row("get on a closed idle connection", 1.20, TIME, plain, it -> Work.afterClosing(it, other)));
        rows.add(new Row("get, kB allocated", 0.80, MEMORY, plain, Work::get));
        // These need the most time, and get what the others leave.
        for (String server : List.of(plain, tls)) {
            String over = server.equals(tls) ? ", TLS and HTTP/2" : ", HTTP/1.1";
            rows.add(new Row("640 gets in 64 threads" + over, 1.05, TIME, server, Work::inThreads));
            rows.add(new Row("fresh process" + over, 1.10, TIME, server, it -> new FirstCall(it, server)));
        }
        return rows;
    }

    private static void measure(Row row, long nanos) throws Exception {
        Comparison comparison = new Comparison(row.limit(), row.meter());
        try (Client library = new LibraryClient(row.server());
                Client byHand = new HandWrittenClient(row.server());
                Client floor = new UndecodedClient(row.server())) {
            Function<Client, Work> work = row.work();
            comparison.run(work.apply(library), work.apply(byHand), work.apply(floor), nanos);
        }
        Sample ratios = comparison.ratios;
        System.out.printf(
                LINE,
                row.name(),
                shown("%.2f", row.limit()),
                shown("%.3f [%.3f, %.3f]", ratios.median(), ratios.low(), ratios.high()),
                shown("%.2f to %.2f", ratios.quantile(0.25), ratios.quantile(0.75)),
                ratios.size(),
                comparison.verdict(),
                shown("%,.1f", comparison.library.median() / 1_000),
                shown("%,.1f", comparison.byHand.median() / 1_000),
                shown("%,.1f", comparison.floor.median() / 1_000));
    }

    private static String shown(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
