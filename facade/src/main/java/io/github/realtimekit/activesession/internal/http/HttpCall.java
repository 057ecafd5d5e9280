package io.github.realtimekit.activesession.internal.http;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.regex.Pattern;
import okhttp3.Headers;
import okhttp3.Request;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * One call, from its first attempt to its result: it sends, waits and retries until there is a response to keep, or no
 * time, or no retry left. A blocking and an asynchronous call differ in how they wait, and in nothing else.
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
            Optional<Received> response,
            String problem,
            Optional<Throwable> cause,
            int attempts,
            boolean requestMayHaveBeenProcessed,
            String token) {}

    /** A complete response in memory; of a body that is {@code tooLong}, only the beginning. */
    public record Received(int status, Headers headers, ByteString body, boolean tooLong) {
        private static final Pattern RAY_ID = Pattern.compile("[0-9A-Za-z-]{1,32}");

        /** The one header in messages and logs, so it must look like an id. */
        public Optional<String> rayId() {
            return Optional.ofNullable(headers.get("cf-ray"))
                    .filter(ray -> RAY_ID.matcher(ray).matches());
        }
    }

    /** Why a call was aborted. */
    private record Abort(String reason, Optional<Throwable> cause) {}

    /** For an attempt without a complete response. */
    private static final int NO_STATUS = 0;

    private final Transport transport;
    private final CallSettings settings;
    private final String operation;
    private final Request request;
    private final boolean idempotent;
    private final Function<Result, T> meaning;
    private final long startedAt;
    private final CountDownLatch aborted = new CountDownLatch(1);
    private final CompletableFuture<T> future = new CompletableFuture<>();

    // Written by the one thread that runs the call at the time, read also by one that aborts it.
    private volatile int attempts;
    private volatile boolean earlierMayHaveBeenProcessed;
    private volatile @Nullable Attempt attempt;

    private volatile @Nullable Abort abort;

    /**
     * A call that has not begun.
     *
     * @param operation its name in the log
     * @param idempotent whether sending it twice does no harm
     * @param meaning returns the value of a result, or throws
     */
    public HttpCall(
            Transport transport,
            CallSettings settings,
            String operation,
            Request request,
            boolean idempotent,
            Function<Result, T> meaning) {
        this.transport = transport;
        this.settings = settings;
        this.operation = operation;
        this.request = request;
        this.idempotent = idempotent;
        this.meaning = meaning;
        this.startedAt = settings.clock().nanoTime();
    }

    /** Runs the call on this thread. */
    public T execute() {
        transport.register(this);
        try {
            while (true) {
                Attempt current = nextAttempt();
                current.execute();
                Result result = settle(current);
                Optional<Duration> backoff = backoff(current, result);
                if (backoff.isEmpty() || Thread.currentThread().isInterrupted()) {
                    return meaning.apply(result);
                }
                try {
                    if (settings.clock().await(backoff.get(), aborted)) {
                        return meaning.apply(abortResult());
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return meaning.apply(noResponse("interrupted before attempt " + (attempts + 1), Optional.of(e)));
                }
            }
        } finally {
            transport.unregister(this);
        }
    }

    /** Runs the call on the transport's threads. */
    public CompletableFuture<T> enqueue() {
        transport.register(this);
        Future<?> deadline =
                settings.clock().atDeadline(transport.timer(), settings.timeout(), () -> transport.run(this::timeOut));
        future.whenComplete((value, failure) -> {
            transport.unregister(this);
            deadline.cancel(false);
            abort("the future was completed", null); // by the program too, which may have cancelled it
        });
        send();
        return future;
    }

    private void send() {
        completing(() -> {
            Attempt current = nextAttempt();
            current.enqueue(() -> completing(() -> proceed(current)));
        });
    }

    private void proceed(Attempt current) {
        Result result = settle(current);
        Optional<Duration> backoff = backoff(current, result);
        if (backoff.isEmpty()) {
            future.complete(meaning.apply(result));
            return;
        }
        Future<?> wait =
                settings.clock().afterBackoff(transport.timer(), backoff.get(), () -> transport.run(this::send));
        future.whenComplete((value, failure) -> wait.cancel(false));
    }

    /** Whatever is thrown completes the future: the failure of the call, or an {@code Error}. */
    private void completing(Runnable step) {
        try {
            step.run();
        } catch (RejectedExecutionException e) { // by the timer, since the client was closed a moment ago
            close();
        } catch (Throwable e) {
            future.completeExceptionally(e);
        }
    }

    private Attempt nextAttempt() {
        Attempt previous = attempt;
        if (previous != null && previous.mayHaveBeenProcessed(NO_STATUS)) {
            earlierMayHaveBeenProcessed = true;
        }
        int number = attempts + 1;
        attempts = number;
        Duration left = left();
        Duration limit = left.compareTo(settings.attemptTimeout()) < 0 ? left : settings.attemptTimeout();
        Attempt next = new Attempt(transport, settings, request, idempotent, limit);
        attempt = next;
        if (abort != null) {
            next.cancel();
        }
        return next;
    }

    /** What the attempt and those before it came to. */
    private Result settle(Attempt current) {
        transport.attemptEnded(current.timedOut());
        Optional<Throwable> problem = current.problem();
        if (problem.isPresent() && problem.get() instanceof Error error) {
            throw error;
        }
        Optional<Received> response = current.response();
        Result result = response.isPresent()
                ? new Result(
                        response,
                        "",
                        Optional.empty(),
                        attempts,
                        mayHaveBeenProcessed(response.get().status()),
                        current.token())
                : abort != null ? abortResult() : noResponse(current.reason(attempts), problem);
        Log.attempt(operation, attempts, current.duration(), result);
        return result;
    }

    /** The wait before the next attempt; empty if there is none. */
    private Optional<Duration> backoff(Attempt current, Result result) {
        boolean isSafe = idempotent || !current.mayHaveBeenProcessed(NO_STATUS);
        boolean mayHelp = result.response()
                .map(response -> RetryPolicy.isRetryable(response.status()))
                .orElse(!current.hasNoToken());
        if (!isSafe || !mayHelp || attempts > settings.maxRetries()) {
            return Optional.empty();
        }
        Clock clock = settings.clock();
        Duration backoff = result.response()
                .flatMap(response -> RetryPolicy.retryAfter(response.headers(), clock.now()))
                .orElseGet(() -> RetryPolicy.backoff(attempts, clock.jitter()));
        return Optional.of(backoff).filter(it -> it.compareTo(left()) < 0);
    }

    /** Ends the call because its client is closed. */
    void close() {
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
        synchronized (this) {
            if (abort == null) {
                abort = new Abort(reason, Optional.ofNullable(cause));
            }
        }
        aborted.countDown();
        Attempt current = attempt;
        if (current != null) {
            current.cancel();
        }
    }

    private Result abortResult() {
        Abort why = Objects.requireNonNull(abort);
        return noResponse(why.reason(), why.cause());
    }

    private Result noResponse(String problem, Optional<Throwable> cause) {
        Attempt current = attempt;
        String token = current == null ? "" : current.token();
        int number = Math.max(1, attempts);
        return new Result(Optional.empty(), problem, cause, number, mayHaveBeenProcessed(NO_STATUS), token);
    }

    private boolean mayHaveBeenProcessed(int status) {
        Attempt current = attempt;
        return earlierMayHaveBeenProcessed || (current != null && current.mayHaveBeenProcessed(status));
    }

    private Duration left() {
        return settings.timeout().minusNanos(settings.clock().nanoTime() - startedAt);
    }
}
