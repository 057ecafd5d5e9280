package io.github.realtimekit.activesession.internal.http;

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

    /** For an attempt without a complete response. */
    private static final int NO_STATUS = 0;

    private final CallSettings settings;
    private final Transport transport;
    private final String operation;
    private final Request request;
    private final boolean idempotent;
    private final Function<Result, T> meaning;
    private final long startedAt;
    private final Runnable close = this::close;
    private final CountDownLatch aborted = new CountDownLatch(1);
    private final AtomicReference<@Nullable Abort> abort = new AtomicReference<>();
    private final CompletableFuture<T> future = new CompletableFuture<>();

    // Written by the one thread that runs the call at the time, read also by one that aborts it.
    private volatile Attempt attempt;
    private volatile boolean earlierMayHaveBeenProcessed;

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
        this.attempt = new Attempt(settings, request, idempotent, 1, settings.timeout());
    }

    /** Runs the call on this thread. */
    public T execute() {
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
            return meaning.apply(noResponse("interrupted before attempt " + (attempt.number() + 1), Optional.of(e)));
        } finally {
            transport.unregister(close);
        }
    }

    /** Runs the call on the transport's threads. */
    public CompletableFuture<T> enqueue() {
        transport.register(close);
        future.whenComplete((value, failure) -> {
            transport.unregister(close);
            abort("the future was completed", null); // by the program too, which may have cancelled it
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
        Optional<Duration> backoff = backoff(result);
        if (backoff.isEmpty()) {
            future.complete(meaning.apply(result));
            return;
        }
        if (abort.get() != null) {
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
        earlierMayHaveBeenProcessed = mayHaveBeenProcessed(NO_STATUS);
        attempt = new Attempt(settings, request, idempotent, attempt.number() + 1, left());
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
        return abort.get() != null ? abortResult() : noResponse(attempt.reason(), problem);
    }

    /** The wait before the next attempt; empty if there is none. */
    private Optional<Duration> backoff(Result result) {
        boolean isSafe = idempotent || !attempt.mayHaveBeenProcessed(NO_STATUS);
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

    /** Ends the call because its client is closed. */
    private void close() {
        abort("the client was closed", null);
        transport.run(this::completeAborted);
    }

    private void timeOut() {
        abort("no response within " + Text.seconds(settings.timeout()), new InterruptedIOException("timeout"));
        completeAborted();
    }

    private void completeAborted() {
        completing(() -> future.complete(meaning.apply(abortResult())));
    }

    /** Cancels the attempt on the wire or the backoff. Nothing is sent afterwards. */
    private void abort(String reason, @Nullable Throwable cause) {
        abort.compareAndSet(null, new Abort(reason, Optional.ofNullable(cause)));
        aborted.countDown();
        attempt.cancel();
    }

    private Result abortResult() {
        Abort why = Objects.requireNonNull(abort.get());
        return noResponse(why.reason(), why.cause());
    }

    private Result noResponse(String problem, Optional<Throwable> cause) {
        return result(Optional.empty(), problem, cause);
    }

    private Result result(Optional<HttpResponse> response, String problem, Optional<Throwable> cause) {
        boolean mayHave =
                mayHaveBeenProcessed(response.map(HttpResponse::status).orElse(NO_STATUS));
        return new Result(response, problem, cause, attempt.number(), mayHave, attempt.token());
    }

    private boolean mayHaveBeenProcessed(int status) {
        return earlierMayHaveBeenProcessed || attempt.mayHaveBeenProcessed(status);
    }

    private Duration left() {
        return settings.timeout().minusNanos(settings.clock().nanoTime() - startedAt);
    }
}
