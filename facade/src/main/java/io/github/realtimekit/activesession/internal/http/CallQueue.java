package io.github.realtimekit.activesession.internal.http;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs asynchronous calls on threads of their own, at most so many at once; the others wait for their turn. A call gives
 * its place back before its future is completed, so that a stage of the program's, which may wait for another call,
 * never holds a place.
 */
final class CallQueue {
    private final Executor threads;
    private final Queue<Supplier<Runnable>> waiting = new ArrayDeque<>();
    private int free;

    /**
     * @param places how many calls run at once
     * @param threads starts a thread for each task, and throws what starting one throws
     */
    CallQueue(int places, Executor threads) {
        this.free = places;
        this.threads = threads;
    }

    /** Runs a call now or later, and then what it returns: the completion of its future. */
    void run(Supplier<Runnable> call) {
        synchronized (this) {
            if (free == 0) {
                waiting.add(call);
                return;
            }
            free--;
        }
        try {
            threads.execute(() -> serve(call));
        } catch (Throwable e) {
            giveBack();
            throw e;
        }
    }

    private synchronized void giveBack() {
        free++;
    }

    private void serve(Supplier<Runnable> first) {
        Supplier<Runnable> call = first;
        while (call != null) {
            Runnable completion = call.get();
            Supplier<Runnable> next = passOn();
            completion.run();
            call = next;
        }
    }

    /** Has the next call run on another thread, or returns it when no thread can be had. */
    private @Nullable Supplier<Runnable> passOn() {
        Supplier<Runnable> next = nextOrGiveBack();
        if (next == null) {
            return null;
        }
        try {
            threads.execute(() -> serve(next));
            return null;
        } catch (OutOfMemoryError e) {
            return next;
        }
    }

    private synchronized @Nullable Supplier<Runnable> nextOrGiveBack() {
        Supplier<Runnable> next = waiting.poll();
        if (next == null) {
            free++;
        }
        return next;
    }
}
