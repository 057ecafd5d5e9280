package io.github.realtimekit.activesession.internal.http;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
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
    private final Set<Supplier<Runnable>> waiting = new LinkedHashSet<>();
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

    /** Forgets a call that need not be run any more. */
    synchronized void remove(Supplier<Runnable> call) {
        waiting.remove(call);
    }

    private void serve(Supplier<Runnable> call) {
        Runnable completion = call.get();
        giveBack();
        completion.run(); // may block for ever
    }

    /** Passes a place on to the call that has waited longest. */
    private void giveBack() {
        Supplier<Runnable> next = takeNext();
        if (next == null) {
            return;
        }
        try {
            threads.execute(() -> serve(next));
        } catch (OutOfMemoryError e) { // no thread can be had: it waits for the next place, or its deadline
            synchronized (this) {
                waiting.add(next);
                freePlaces++;
            }
        }
    }

    private synchronized @Nullable Supplier<Runnable> takeNext() {
        Iterator<Supplier<Runnable>> calls = waiting.iterator();
        if (!calls.hasNext()) {
            freePlaces++;
            return null;
        }
        Supplier<Runnable> next = calls.next();
        calls.remove();
        return next;
    }
}
