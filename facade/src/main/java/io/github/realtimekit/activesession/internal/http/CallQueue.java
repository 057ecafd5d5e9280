package io.github.realtimekit.activesession.internal.http;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs asynchronous calls on the library's own threads, a limited number at once; the others wait their turn. A call
 * gives up its place before its future completes. So a stage that waits for another call does not occupy a place.
 */
final class CallQueue {
    private final Executor threads;
    private final Set<Supplier<Runnable>> waiting = new LinkedHashSet<>();
    private int freePlaces;

    /**
     * @param places how many calls may run at once
     * @param threads starts a thread for each task; throws if that fails
     */
    CallQueue(int places, Executor threads) {
        this.freePlaces = places;
        this.threads = threads;
    }

    /** Runs a call, now or later, and then the completion of its future, which the call returns. */
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

    /** Forgets a call that no longer needs to run. */
    synchronized void remove(Supplier<Runnable> call) {
        waiting.remove(call);
    }

    /** How many calls wait for a place. */
    synchronized int length() {
        return waiting.size();
    }

    private void serve(Supplier<Runnable> call) {
        Runnable completion = call.get();
        giveBack();
        completion.run(); // may block forever
    }

    /** Gives the place to the call that has waited the longest. */
    private void giveBack() {
        Supplier<Runnable> next = takeNext();
        if (next == null) {
            return;
        }
        try {
            threads.execute(() -> serve(next));
        } catch (OutOfMemoryError e) { // no new thread: the call waits for the next place or for its deadline
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
