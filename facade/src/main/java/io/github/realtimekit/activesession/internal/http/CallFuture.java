package io.github.realtimekit.activesession.internal.http;

import io.github.realtimekit.activesession.internal.http.HttpCall.End;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The future of an asynchronous call, with its deadline. However the program completes it, the request ends or is not
 * sent. The library completes it on a thread that nothing else depends on, since the program's stages may block.
 *
 * @param <T> the type of the call's value
 */
final class CallFuture<T> extends CompletableFuture<T> {
    private final HttpCall<T> call;
    private final Settings settings;
    private final Transport transport;
    private final Runnable onClose;
    private final Supplier<Runnable> task;
    private volatile @Nullable Future<?> deadline;

    CallFuture(HttpCall<T> call, Settings settings, Transport transport) {
        this.call = call;
        this.settings = settings;
        this.transport = transport;
        this.onClose = () -> endBy(End.CLIENT_CLOSED);
        this.task = () -> evaluate(call::run);
    }

    void start() {
        transport.register(onClose);
        try {
            deadline = settings.clock().atDeadline(transport.timer(), settings.timeout(), () -> endBy(End.TIMED_OUT));
            Executor executor = settings.executor().orElse(null);
            if (executor == null) {
                transport.queue().run(task);
            } else {
                executor.execute(() -> transport.runSoon(task.get()));
            }
        } catch (RuntimeException | OutOfMemoryError e) { // rejected, or no thread could be started
            call.end(End.NO_THREAD);
            evaluate(() -> call.valueWithoutThread(e)).run(); // here, since no program has seen this future yet
        } catch (Error e) {
            call.end(End.NO_THREAD);
            fail(e);
        }
    }

    private void endBy(End why) {
        call.end(why);
        transport.runSoon(evaluate(call::valueOfEnd));
    }

    /** Computes the value now, and returns an action that completes this future with it. */
    private Runnable evaluate(Supplier<T> value) {
        try {
            T result = value.get();
            return () -> {
                if (mayComplete()) {
                    super.complete(result);
                }
            };
        } catch (Throwable e) {
            return () -> fail(e);
        }
    }

    private void fail(Throwable failure) {
        if (mayComplete()) {
            super.completeExceptionally(failure);
        }
    }

    /** Cleans up; returns false if the program has completed this future, so the library's result does not count. */
    private boolean mayComplete() {
        forget();
        return !call.isAbandoned();
    }

    private void forget() {
        transport.unregister(onClose);
        transport.queue().remove(task);
        Future<?> pending = deadline;
        if (pending != null) {
            pending.cancel(false);
        }
    }

    /** Ends the request first, since the program's own stages may block. */
    private void abandon() {
        call.end(End.ABANDONED);
        forget();
    }

    @Override
    public boolean complete(T value) { // completeOnTimeout calls this, too
        abandon();
        return super.complete(value);
    }

    @Override
    public boolean completeExceptionally(Throwable failure) { // orTimeout calls this, too
        abandon();
        return super.completeExceptionally(failure);
    }

    @Override
    public boolean cancel(boolean mayInterrupt) {
        abandon();
        return super.cancel(mayInterrupt);
    }

    @Override
    public CompletableFuture<T> completeAsync(Supplier<? extends T> supplier, Executor executor) {
        return super.completeAsync(
                () -> {
                    try {
                        return supplier.get();
                    } finally {
                        abandon(); // also if the supplier throws, which completes the future as well
                    }
                },
                executor);
    }

    @Override
    public void obtrudeValue(T value) {
        abandon();
        super.obtrudeValue(value);
    }

    @Override
    public void obtrudeException(Throwable failure) {
        abandon();
        super.obtrudeException(failure);
    }
}
