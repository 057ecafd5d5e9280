package io.github.realtimekit.activesession.internal.http;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs asynchronous calls on threads of their own. Only so many run at once; the others wait their turn. A call gives
 * its place back before its future is completed, so that a stage of the program's, which may wait for another call,
 * never holds a place.
 */
final class CallQueue {
    private final Executor threads;
    private final Queue<Supplier<Runnable>> waiting = new ArrayDeque<>();
    private int freePlaces;

    /**
     * @param places how many calls run at once
     * @param threads starts a thread for each task, and throws what starting one throws
     */
    CallQueue(int places, Executor threads) {
        this.freePlaces = places;
        this.threads = threads;
    }

    /** Runs a call now or later, and then what it returns: the completion of its future. */
    void run(Supplier<Runnable> call) {
        synchronized (this) {
            if (freePlaces == 0) {
                waiting.add(call);
                return;
            }
            freePlaces--;
        }
        try {
            threads.execute(() -> serve(call));
        } catch (Throwable e) {
            giveBack();
            throw e;
        }
    }

    private synchronized void giveBack() {
        freePlaces++;
    }

    private void serve(Supplier<Runnable> first) {
        Supplier<Runnable> call = first;
        while (call != null) {
            Runnable completion = call.get();
            Supplier<Runnable> next = passOn();
            completion.run(); // may block for ever: the place has been passed on
            call = next;
        }
    }

    /** Runs the next call on another thread. If no thread can be had, the call is returned; null means it is done. */
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
            freePlaces++;
        }
        return next;
    }
}
