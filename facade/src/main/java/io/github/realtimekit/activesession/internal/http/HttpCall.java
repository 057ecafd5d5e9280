package io.github.realtimekit.activesession.internal.http;

import io.github.realtimekit.activesession.internal.Text;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * One call, from its first attempt to its result: sends a request, evaluates the response, waits, and tries again,
 * until there is a final response or no retry or time is left. A blocking call runs on the caller's thread, an
 * asynchronous call on a thread of an executor.
 *
 * @param <T> the type of the call's value
 */
public final class HttpCall<T> {
    /**
     * The outcome of a call: a response, or the reason why there is none.
     *
     * @param problem why there is no response; empty if there is one
     * @param attempts how many attempts began
     * @param requestMayHaveBeenProcessed whether any request of the call may have been processed, apart from what a 2xx
     *     response itself says
     * @param token the token that was sent last
     */
    public record Result(
            Optional<HttpResponse> response,
            String problem,
            Optional<Throwable> cause,
            int attempts,
            boolean requestMayHaveBeenProcessed,
            String token) {
        /** Includes neither the token nor what the service sent. */
        @Override
        public String toString() {
            return "Result[problem=" + problem + ", attempts=" + attempts + "]";
        }
    }

    /** Why a call was ended from outside before it had a result. */
    enum End {
        CLIENT_CLOSED,
        TIMED_OUT,
        NO_THREAD,
        /** The program completed the future itself, so the library's result does not count. */
        ABANDONED
    }

    private static final String CLIENT_CLOSED = "the client was closed";

    private final Settings settings;
    private final Transport transport;
    private final String operation;
    private final Request request;
    private final boolean repeatable;
    private final Function<Result, T> interpret;
    private final long id = Log.nextCall();
    private final long startedAt;
    private final CountDownLatch endSignal = new CountDownLatch(1);

    // Written under the lock, so that no attempt begins once the call has ended; read without it.
    private volatile @Nullable End endReason;
    private volatile @Nullable Attempt latest;

    /**
     * A call that has not begun.
     *
     * @param operation the name in the log
     * @param repeatable whether to send the request again when it is unclear whether it was processed
     * @param interpret returns the value of a result, or throws
     */
    public HttpCall(
            Settings settings,
            Transport transport,
            String operation,
            Request request,
            boolean repeatable,
            Function<Result, T> interpret) {
        this.settings = settings;
        this.transport = transport;
        this.operation = operation;
        this.request = request;
        this.repeatable = repeatable;
        this.interpret = interpret;
        this.startedAt = settings.clock().nanoTime();
    }

    /** Runs the call on this thread. */
    public T execute() {
        Runnable onClose = () -> end(End.CLIENT_CLOSED);
        transport.register(onClose);
        try {
            return run();
        } finally {
            transport.unregister(onClose);
        }
    }

    /** Runs the call on the client's executor, or on a thread of the transport if it has none. */
    public CompletableFuture<T> enqueue() {
        CallFuture<T> future = new CallFuture<>(this, settings, transport);
        future.start();
        return future;
    }

    /** The value of the call; throws if it fails. */
    T run() {
        return interpret.apply(attemptUntilDone());
    }

    private Result attemptUntilDone() {
        while (true) {
            Attempt attempt = new Attempt(settings, transport, request, repeatable, latest, timeLeft(), this::hasEnded);
            if (!begin(attempt)) {
                return outcomeOfEnd();
            }

            try {
                attempt.execute();
            } finally {
                transport.attemptEnded(attempt.hasTimedOut());
            }
            Log.attempt(operation, id, attempt);

            boolean retriesAreUsedUp = attempt.number() > settings.maxRetries();
            if (retriesAreUsedUp || !RetryPolicy.mayRetry(attempt, repeatable)) {
                return outcomeOf(attempt);
            }
            if (hasEnded() || Thread.currentThread().isInterrupted()) {
                return outcomeOf(attempt);
            }

            Duration backoff = backoffAfter(attempt);
            if (backoff.compareTo(timeLeft()) >= 0) {
                return outcomeWithoutTimeLeft(attempt);
            }
            try {
                settings.clock().await(backoff, endSignal); // once the call has ended, no attempt begins
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return withoutResponse(attempt, "interrupted before attempt " + (attempt.number() + 1), e);
            }
        }
    }

    private synchronized boolean begin(Attempt attempt) {
        if (endReason != null) {
            return false;
        }
        latest = attempt;
        return true;
    }

    /** Ends the current attempt or backoff, so that nothing more is sent. The first reason counts. */
    void end(End reason) {
        Attempt current;
        synchronized (this) {
            if (endReason == null) {
                endReason = reason;
            }
            current = latest;
        }
        endSignal.countDown();
        if (current != null) {
            current.cancel();
        }
    }

    boolean hasEnded() {
        return endReason != null;
    }

    boolean isAbandoned() {
        return endReason == End.ABANDONED;
    }

    private Duration backoffAfter(Attempt attempt) {
        Optional<Duration> retryAfter = attempt.response().flatMap(HttpResponse::retryAfter);
        return retryAfter.orElseGet(
                () -> RetryPolicy.backoff(attempt.number(), settings.clock().jitter()));
    }

    private Duration timeLeft() {
        return settings.timeout().minusNanos(settings.clock().nanoTime() - startedAt);
    }

    /** The value of a call that was ended from outside. Throws, unless a complete response came with the timeout. */
    T valueOfEnd() {
        return interpret.apply(outcomeOfEnd());
    }

    /** The value of a call whose executor threw an exception, perhaps after it had run the call. */
    T valueWithoutThread(Throwable cause) {
        return interpret.apply(outcomeWithoutThread(cause));
    }

    private Result outcomeWithoutThread(Throwable cause) {
        Attempt attempt = latest;
        if (attempt == null) {
            return notSent("no thread took the call, so the request was not sent: " + cause, cause);
        }
        Optional<HttpResponse> complete = attempt.completeResponse();
        return complete.isPresent()
                ? withResponse(attempt, complete.get())
                : withoutResponse(attempt, "the executor failed: " + cause, cause);
    }

    private Result outcomeOf(Attempt attempt) {
        Optional<HttpResponse> response = attempt.response();
        if (response.isPresent() && response.get().isComplete()) {
            return withResponse(attempt, response.get());
        }
        if (hasEnded()) {
            return outcomeOfEnd();
        }
        return response.isPresent()
                ? withResponse(attempt, response.get())
                : withoutResponse(attempt, attempt.reason(), attempt.problem());
    }

    private Result outcomeWithoutTimeLeft(Attempt attempt) {
        if (hasEnded() || attempt.response().isPresent() || attempt.hasTimedOutWithTheCall()) {
            return outcomeOf(attempt);
        }
        String noTime =
                "; the call's timeout of " + Text.seconds(settings.timeout()) + " left no time for another attempt";
        return withoutResponse(attempt, attempt.reason() + noTime, attempt.problem());
    }

    /** The outcome of a call that was ended from outside. */
    private Result outcomeOfEnd() {
        Attempt attempt = latest;
        if (attempt == null) {
            return notBegun();
        }
        return switch (Objects.requireNonNull(endReason)) {
            case TIMED_OUT -> timedOut(attempt);
            case NO_THREAD -> withoutResponse(attempt, "the executor failed", null);
            case CLIENT_CLOSED, ABANDONED -> withoutResponse(attempt, CLIENT_CLOSED, null);
        };
    }

    private Result timedOut(Attempt attempt) {
        InterruptedIOException timeout = new InterruptedIOException("timeout");
        Optional<HttpResponse> complete = attempt.completeResponse();
        if (complete.isPresent()) {
            return withResponse(attempt, complete.get());
        }
        Optional<HttpResponse> refusal = attempt.refusalSoFar(timeout); // its body may still be arriving
        return refusal.isPresent()
                ? withResponse(attempt, refusal.get())
                : withoutResponse(attempt, timeoutMessage(settings), timeout);
    }

    /** The message for a timeout of the whole call, wherever it is detected. */
    static String timeoutMessage(Settings settings) {
        return "no complete response within the call's timeout of " + Text.seconds(settings.timeout())
                + ", which left no time for another attempt";
    }

    private Result notBegun() {
        if (endReason != End.TIMED_OUT) {
            return notSent(CLIENT_CLOSED, null);
        }
        String waited = "no thread took the call within its timeout of " + Text.seconds(settings.timeout());
        return notSent(waited + ", so the request was not sent", new InterruptedIOException("timeout"));
    }

    private static Result notSent(String problem, @Nullable Throwable cause) {
        return new Result(Optional.empty(), problem, Optional.ofNullable(cause), 0, false, "");
    }

    private Result withResponse(Attempt attempt, HttpResponse response) {
        return new Result(
                Optional.of(response),
                "",
                Optional.empty(),
                attempt.number(),
                attempt.mayHaveBeenProcessedDespite(response),
                attempt.token());
    }

    private Result withoutResponse(Attempt attempt, String problem, @Nullable Throwable cause) {
        return new Result(
                Optional.empty(),
                problem,
                Optional.ofNullable(cause),
                attempt.number(),
                attempt.mayHaveBeenProcessed(),
                attempt.token());
    }
}
