package io.github.realtimekit.activesession.soak;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The threads that call: platform threads, and virtual ones on a JDK where they wait for a lock without a carrier. */
final class SoakThreads {
    /** Before it, a virtual thread that waits for a lock in OkHttp 4 holds its carrier, of which there are few. */
    private static final int FIRST_JDK = 24;

    private SoakThreads() {}

    static ExecutorService platform() {
        return Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "soak");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** By reflection, since it has to compile for JDK 17. */
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
