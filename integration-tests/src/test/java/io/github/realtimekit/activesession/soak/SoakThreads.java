package io.github.realtimekit.activesession.soak;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The calling threads: platform threads, and virtual threads on a JDK where waiting for a lock needs no carrier. */
final class SoakThreads {
    /** Before this version, a virtual thread that waits for a lock in OkHttp 4 blocks one of the few carriers. */
    private static final int FIRST_JDK = 24;

    private SoakThreads() {}

    static ExecutorService platform() {
        return Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "soak");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Uses reflection, since this must compile on JDK 17. */
    static ExecutorService virtualIfPossible() throws NoSuchMethodException, IllegalAccessException {
        if (Runtime.version().feature() < FIRST_JDK) {
            return platform();
        }
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
