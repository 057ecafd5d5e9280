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
 * One call, from its first attempt to its result: it attempts, looks at what came, waits, and attempts again, until
 * there is a response to keep, or no retry or no time is left. A blocking call does so on the caller's thread, an
 * asynchronous one on a thread of an executor.
 *
 * @param <T> the value of the call
 */
public final class HttpCall<T> {
    /**
     * What a call came to: a response, or none and why.
     *
     * @param problem why there is no response; empty if there is one
     * @param attempts the number of attempts that have begun
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

    /** Why a call was ended from outside, before it had a result. */
    enum End {
        CLIENT_CLOSED,
        TIMED_OUT,
        NO_THREAD,
        /** The program has completed the future, so no result of ours counts. */
        ABANDONED
    }

    private static final String NO_TIME_LEFT = " left no time for another attempt";

    private final Settings settings;
    private final Transport transport;
    private final String operation;
    private final Request request;
    private final boolean repeatable;
    private final Function<Result, T> meaning;
    private final long number = Log.nextCall();
    private final long startedAt;
    private final CountDownLatch ended = new CountDownLatch(1);

    // Both are set under the lock of this object, so that no attempt begins once the call has been ended.
    private volatile @Nullable End end;
    private volatile @Nullable Attempt attempt;

    /**
     * A call that has not begun.
     *
     * @param operation its name in the log
     * @param repeatable whether the request may be sent again when nobody knows if it was processed
     * @param meaning returns the value of a result, or throws
     */
    public HttpCall(
            Settings settings,
            Transport transport,
            String operation,
            Request request,
            boolean repeatable,
            Function<Result, T> meaning) {
        this.settings = settings;
        this.transport = transport;
        this.operation = operation;
        this.request = request;
        this.repeatable = repeatable;
        this.meaning = meaning;
        this.startedAt = settings.clock().nanoTime();
    }

    /** Runs the call on this thread. */
    public T execute() {
        Runnable close = () -> end(End.CLIENT_CLOSED);
        transport.register(close);
        try {
            return run();
        } finally {
            transport.unregister(close);
        }
    }

    /** Has the call run on the client's executor, or else on a thread of the transport. */
    public CompletableFuture<T> enqueue() {
        CallFuture<T> future = new CallFuture<>(this, settings, transport);
        future.start();
        return future;
    }

    /** The value of the call; a failure is thrown. */
    T run() {
        return meaning.apply(attemptUntilDone());
    }

    private Result attemptUntilDone() {
        while (true) {
            Attempt current = new Attempt(settings, transport, request, repeatable, attempt, left(), this::hasEnded);
            if (!begin(current)) {
                return endResult();
            }

            current.execute();
            transport.attemptEnded(current.timedOut());
            Log.attempt(operation, number, current);

            boolean isLast = current.number() > settings.maxRetries() || !RetryPolicy.mayRetry(current, repeatable);
            if (isLast || hasEnded() || Thread.currentThread().isInterrupted()) {
                return result(current, "");
            }

            Duration backoff = backoffAfter(current);
            if (backoff.compareTo(left()) >= 0) {
                String advice = "; the call's timeout of " + Text.seconds(settings.timeout()) + NO_TIME_LEFT;
                return result(current, current.tookAllTimeLeft() ? "" : advice);
            }
            try {
                settings.clock().await(backoff, ended);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return result(current, "interrupted before attempt " + (current.number() + 1), e);
            }
        }
    }

    private synchronized boolean begin(Attempt next) {
        if (end != null) {
            return false;
        }
        attempt = next;
        return true;
    }

    /** Ends the attempt on the wire or the backoff; nothing is sent afterwards. The first reason counts. */
    void end(End why) {
        Attempt current;
        synchronized (this) {
            if (end == null) {
                end = why;
            }
            current = attempt;
        }
        ended.countDown();
        if (current != null) {
            current.cancel();
        }
    }

    boolean hasEnded() {
        return end != null;
    }

    boolean isAbandoned() {
        return end == End.ABANDONED;
    }

    private Duration backoffAfter(Attempt last) {
        Optional<Duration> retryAfter = last.response().flatMap(HttpResponse::retryAfter);
        return retryAfter.orElseGet(
                () -> RetryPolicy.backoff(last.number(), settings.clock().jitter()));
    }

    private Duration left() {
        return settings.timeout().minusNanos(settings.clock().nanoTime() - startedAt);
    }

    /** What the call came to with its last attempt. */
    private Result result(Attempt last, String advice) {
        Optional<HttpResponse> response = last.response();
        if (response.isPresent() && (!hasEnded() || response.get().isComplete())) {
            return result(last, response.get());
        }
        return hasEnded() ? endResult() : result(last, last.reason() + advice, last.problem());
    }

    /** What the call came to when it was ended from outside. */
    private Result endResult() {
        return endResult(null);
    }

    private Result endResult(@Nullable Throwable cause) {
        Attempt last = attempt;
        if (last == null) {
            return new Result(Optional.empty(), notBegun(cause), Optional.ofNullable(cause), 0, false, "");
        }
        if (end != End.TIMED_OUT) {
            return result(last, "the client was closed", null);
        }
        InterruptedIOException timeout = new InterruptedIOException("timeout");
        Optional<HttpResponse> refusal = last.refusalSoFar(timeout);
        return refusal.isPresent() ? result(last, refusal.get()) : result(last, timedOut(settings), timeout);
    }

    /** The failure of a call that was ended from outside; a refusal that had begun to come is one. */
    T endValue(@Nullable Throwable cause) {
        return meaning.apply(endResult(cause));
    }

    private String notBegun(@Nullable Throwable cause) {
        return switch (Objects.requireNonNull(end)) {
            case TIMED_OUT ->
                "no thread took the call within its timeout of " + Text.seconds(settings.timeout())
                        + ", so the request was not sent";
            case NO_THREAD -> "no thread took the call, so the request was not sent, " + cause;
            case CLIENT_CLOSED, ABANDONED -> "the client was closed";
        };
    }

    /** A timeout of the whole call in words, wherever it is noticed. */
    static String timedOut(Settings settings) {
        return "no complete response within the call's timeout of " + Text.seconds(settings.timeout()) + ", which"
                + NO_TIME_LEFT;
    }

    private Result result(Attempt last, HttpResponse response) {
        return new Result(
                Optional.of(response),
                "",
                Optional.empty(),
                last.number(),
                last.mayHaveBeenProcessed(response),
                last.token());
    }

    private Result result(Attempt last, String problem, @Nullable Throwable cause) {
        return new Result(
                Optional.empty(),
                problem,
                Optional.ofNullable(cause),
                last.number(),
                last.mayHaveBeenProcessed(null),
                last.token());
    }
}
