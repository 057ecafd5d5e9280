package io.github.realtimekit.activesession.internal.http;

import io.github.realtimekit.activesession.internal.http.HttpCall.End;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The future of an asynchronous call, with its deadline. However the program completes it, the request ends or is not
 * sent. The library completes it on threads that nothing else waits for, since a stage of the program may block.
 *
 * @param <T> the value of the call
 */
final class CallFuture<T> extends CompletableFuture<T> {
    private final HttpCall<T> call;
    private final Settings settings;
    private final Transport transport;
    private final Runnable onClose;
    private volatile @Nullable Future<?> deadline;

    CallFuture(HttpCall<T> call, Settings settings, Transport transport) {
        this.call = call;
        this.settings = settings;
        this.transport = transport;
        this.onClose = () -> endBy(End.CLIENT_CLOSED);
    }

    void start() {
        transport.register(onClose);
        try {
            deadline = settings.clock().atDeadline(transport.timer(), settings.timeout(), () -> endBy(End.TIMED_OUT));
            Executor executor = settings.executor().orElse(null);
            if (executor == null) {
                transport.queue().run(this::runCall);
            } else {
                executor.execute(() -> transport.runSoon(runCall()));
            }
        } catch (RuntimeException | OutOfMemoryError e) { // rejected, or no thread could be started
            call.end(End.NO_THREAD);
            evaluate(() -> call.valueWithoutThread(e)).run();
        } catch (Error e) {
            call.end(End.NO_THREAD);
            fail(e);
        }
    }

    /** Runs the call, and returns what completes this future. */
    private Runnable runCall() {
        return evaluate(call::run);
    }

    private void endBy(End why) {
        call.end(why);
        transport.runSoon(evaluate(call::valueOfEnd));
    }

    /** Gets the value now, and returns what completes this future with it. */
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

    /** Cleans up; false if the program has completed this future, and so no result of ours counts. */
    private boolean mayComplete() {
        forget();
        return !call.isAbandoned();
    }

    private void forget() {
        transport.unregister(onClose);
        Future<?> pending = deadline;
        if (pending != null) {
            pending.cancel(false);
        }
    }

    /** Ends the request before the program's own stages run, which may block. */
    private void abandon() {
        call.end(End.ABANDONED);
        forget();
    }

    @Override
    public boolean complete(T value) { // completeOnTimeout, too
        abandon();
        return super.complete(value);
    }

    @Override
    public boolean completeExceptionally(Throwable failure) { // orTimeout, too
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
                    T value = supplier.get();
                    abandon();
                    return value;
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
