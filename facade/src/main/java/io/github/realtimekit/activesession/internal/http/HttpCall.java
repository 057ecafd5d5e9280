package io.github.realtimekit.activesession.internal.http;

import io.github.realtimekit.activesession.internal.Text;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * One call, from its first attempt to its result: it sends, waits and retries until there is a response to keep, or
 * until no time or no retry is left. A blocking and an asynchronous call differ in how they wait, and in nothing else.
 *
 * <p>To abort the call is to cancel its attempt; an attempt that does not end then is released by force.
 *
 * @param <T> the value of the call
 */
@SuppressWarnings("FutureReturnValueIgnored") // the dependent stages here cannot throw
public final class HttpCall<T> {
    /**
     * What a call came to: a complete response, or none and why.
     *
     * @param problem why there is no complete response; empty if there is one
     * @param requestMayHaveBeenProcessed whether any request of the call may have been processed, apart from what a
     *     2xx response says itself
     * @param token the token that was sent last
     */
    public record Result(
            Optional<HttpResponse> response,
            String problem,
            Optional<Throwable> cause,
            int attempts,
            boolean requestMayHaveBeenProcessed,
            String token) {}

    /** Why a call was aborted. */
    private record Abort(String reason, Optional<Throwable> cause) {}

    private static final Abort CLOSED = new Abort("the client was closed", Optional.empty());
    private static final Abort ABANDONED = new Abort("the program completed the future", Optional.empty());

    private final CallSettings settings;
    private final Transport transport;
    private final String operation;
    private final Request request;
    private final boolean idempotent;
    private final Function<Result, T> meaning;
    private final long startedAt;
    private final CountDownLatch aborted = new CountDownLatch(1);
    private final AtomicReference<@Nullable Abort> abort = new AtomicReference<>();
    private final CompletableFuture<T> future = new CompletableFuture<>() {
        // A dependent stage of ours would come too late: the program's own, which may block, run before it.
        @Override
        public boolean cancel(boolean mayInterrupt) {
            abort(ABANDONED);
            return super.cancel(mayInterrupt);
        }

        @Override
        public boolean completeExceptionally(Throwable failure) { // orTimeout
            abort(ABANDONED);
            return super.completeExceptionally(failure);
        }
    };

    // Written by the one thread that runs the call at the time, read also by one that aborts it.
    private volatile Attempt attempt;

    /**
     * A call that has not begun.
     *
     * @param operation its name in the log
     * @param idempotent whether sending it twice does no harm
     * @param meaning returns the value of a result, or throws
     */
    public HttpCall(
            CallSettings settings, String operation, Request request, boolean idempotent, Function<Result, T> meaning) {
        this.settings = settings;
        this.transport = settings.transport();
        this.operation = operation;
        this.request = request;
        this.idempotent = idempotent;
        this.meaning = meaning;
        this.startedAt = settings.clock().nanoTime();
        this.attempt = new Attempt(settings, request, idempotent, settings.timeout(), null);
    }

    /** Runs the call on this thread. */
    public T execute() {
        Runnable close = () -> abort(CLOSED);
        transport.register(close);
        try {
            while (true) {
                attempt.execute();
                Result result = settle();
                Optional<Duration> backoff = backoff(result);
                if (backoff.isEmpty() || Thread.currentThread().isInterrupted()) {
                    return meaning.apply(result);
                }
                if (settings.clock().await(backoff.get(), aborted)) {
                    return meaning.apply(abortResult());
                }
                nextAttempt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return meaning.apply(
                    result(Optional.empty(), "interrupted before attempt " + (attempt.number() + 1), Optional.of(e)));
        } finally {
            transport.unregister(close);
        }
    }

    /** Runs the call on the transport's threads. */
    public CompletableFuture<T> enqueue() {
        Runnable close = () -> {
            abort(CLOSED);
            transport.run(this::completeAborted);
        };
        transport.register(close);
        future.whenComplete((value, failure) -> {
            transport.unregister(close);
            abort(ABANDONED);
        });
        completing(() -> {
            Future<?> deadline = settings.clock()
                    .atDeadline(transport.timer(), settings.timeout(), () -> transport.run(this::timeOut));
            future.whenComplete((value, failure) -> deadline.cancel(false));
            send();
        });
        return future;
    }

    private void send() {
        completing(() -> attempt.enqueue(() -> completing(this::proceed)));
    }

    private void proceed() {
        Result result = settle();
        if (ABANDONED.equals(abort.get())) {
            return; // whoever abandons the future completes it
        }
        Optional<Duration> backoff = backoff(result);
        if (backoff.isEmpty()) {
            future.complete(meaning.apply(result));
            return;
        }
        if (abort.get() != null) { // a moment ago: there is no other attempt
            completeAborted();
            return;
        }
        Runnable retry = () -> {
            nextAttempt();
            send();
        };
        Future<?> wait = settings.clock().afterBackoff(transport.timer(), backoff.get(), () -> transport.run(retry));
        future.whenComplete((value, failure) -> wait.cancel(false));
    }

    /** Whatever is thrown completes the future: the failure of the call, or an {@code Error}. */
    private void completing(Runnable step) {
        try {
            step.run();
        } catch (Throwable e) {
            future.completeExceptionally(e);
        }
    }

    private void nextAttempt() {
        attempt = new Attempt(settings, request, idempotent, left(), attempt);
        if (abort.get() != null) {
            attempt.cancel();
        }
    }

    /** What the attempt and those before it came to. */
    private Result settle() {
        transport.attemptEnded(attempt.timedOut());
        Optional<Throwable> problem = attempt.problem();
        if (problem.isPresent() && problem.get() instanceof Error error) {
            throw error;
        }
        Optional<HttpResponse> response = attempt.response();
        Log.attempt(operation, attempt.number(), attempt.duration(), response);
        if (response.isPresent()) {
            return result(response, "", Optional.empty());
        }
        return abort.get() != null ? abortResult() : result(Optional.empty(), attempt.reason(), problem);
    }

    /** The wait before the next attempt; empty if there is none. */
    private Optional<Duration> backoff(Result result) {
        boolean isSafe = idempotent || !attempt.mayHaveBeenProcessed(Sends.NO_STATUS);
        boolean mayHelp = result.response()
                .map(response -> RetryPolicy.isRetryable(response.status()))
                .orElse(!attempt.hasNoToken());
        if (!isSafe || !mayHelp || attempt.number() > settings.maxRetries()) {
            return Optional.empty();
        }
        Clock clock = settings.clock();
        Duration backoff = result.response()
                .flatMap(response -> RetryPolicy.retryAfter(response.headers(), clock.now()))
                .orElseGet(() -> RetryPolicy.backoff(attempt.number(), clock.jitter()));
        return Optional.of(backoff).filter(it -> it.compareTo(left()) < 0);
    }

    private void timeOut() {
        String reason = "no complete response within " + Text.seconds(settings.timeout());
        abort(new Abort(reason, Optional.of(new InterruptedIOException("timeout"))));
        completeAborted();
    }

    private void completeAborted() {
        completing(() -> future.complete(meaning.apply(abortResult())));
    }

    /** Cancels the attempt on the wire or the backoff. Nothing is sent afterwards. */
    private void abort(Abort why) {
        abort.compareAndSet(null, why);
        aborted.countDown();
        attempt.cancel();
    }

    private Result abortResult() {
        Abort why = Objects.requireNonNull(abort.get());
        return result(Optional.empty(), why.reason(), why.cause());
    }

    private Result result(Optional<HttpResponse> response, String problem, Optional<Throwable> cause) {
        Attempt last = attempt;
        int status = response.map(HttpResponse::status).orElse(Sends.NO_STATUS);
        return new Result(response, problem, cause, last.number(), last.mayHaveBeenProcessed(status), last.token());
    }

    private Duration left() {
        return settings.timeout().minusNanos(settings.clock().nanoTime() - startedAt);
    }
}
