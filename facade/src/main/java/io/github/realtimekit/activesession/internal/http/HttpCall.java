package io.github.realtimekit.activesession.internal.http;

import io.github.realtimekit.activesession.internal.Text;
import java.io.InterruptedIOException;
import java.time.Duration;
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

    // Set under the lock of this object, so that no attempt begins once the call has been ended; read without it.
    private volatile @Nullable End endReason;
    private volatile @Nullable Attempt latest;

    /**
     * A call that has not begun.
     *
     * @param operation its name in the log
     * @param repeatable whether the request may be sent again when nobody knows if it was processed
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

    /** Runs the call on the client's executor, or else on a thread of the transport. */
    public CompletableFuture<T> enqueue() {
        CallFuture<T> future = new CallFuture<>(this, settings, transport);
        future.start();
        return future;
    }

    /** The value of the call; a failure is thrown. */
    T run() {
        return interpret.apply(attemptUntilDone());
    }

    private Result attemptUntilDone() {
        while (true) {
            Attempt attempt = new Attempt(settings, transport, request, repeatable, latest, timeLeft(), this::hasEnded);
            if (!begin(attempt)) {
                return outcomeOfEnd();
            }

            attempt.execute();
            transport.attemptEnded(attempt.hasTimedOut());
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
                settings.clock().await(backoff, endSignal);
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

    /** Ends the attempt on the wire or the backoff; nothing is sent afterwards. The first reason counts. */
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

    /** The value of a call that was ended from outside; nearly always, a failure is thrown. */
    T valueOfEnd() {
        return interpret.apply(outcomeOfEnd());
    }

    /** The failure of a call that no thread will run. */
    T valueWithoutThread(Throwable cause) {
        return interpret.apply(notSent("no thread took the call, so the request was not sent, " + cause, cause));
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

    /** What the call came to when it was ended from outside. */
    private Result outcomeOfEnd() {
        Attempt attempt = latest;
        if (attempt == null) {
            return notBegun();
        }
        return endReason == End.TIMED_OUT ? timedOut(attempt) : withoutResponse(attempt, CLIENT_CLOSED, null);
    }

    private Result timedOut(Attempt attempt) {
        InterruptedIOException timeout = new InterruptedIOException("timeout");
        Optional<HttpResponse> complete = attempt.response().filter(HttpResponse::isComplete);
        if (complete.isPresent()) {
            return withResponse(attempt, complete.get());
        }
        Optional<HttpResponse> refusal = attempt.refusalSoFar(timeout); // its body may still be on its way
        return refusal.isPresent()
                ? withResponse(attempt, refusal.get())
                : withoutResponse(attempt, timeoutMessage(settings), timeout);
    }

    /** The words for a timeout of the whole call, wherever it is noticed. */
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
