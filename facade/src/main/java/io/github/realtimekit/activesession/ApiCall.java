package io.github.realtimekit.activesession;

import io.github.realtimekit.activesession.Evaluation.Failure;
import io.github.realtimekit.activesession.Evaluation.NotReceived;
import io.github.realtimekit.activesession.Evaluation.Outcome;
import io.github.realtimekit.activesession.Evaluation.Progress;
import io.github.realtimekit.activesession.Evaluation.Received;
import io.github.realtimekit.activesession.Evaluation.Result;
import io.github.realtimekit.activesession.Evaluation.Retry;
import io.github.realtimekit.activesession.Evaluation.Success;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * Runs one call of an operation, from its first attempt to its outcome. A blocking and an asynchronous call differ only in how
 * they wait; an {@link Evaluation} decides what each attempt means.
 *
 * @param <T> the value
 */
final class ApiCall<T> {
    /** Why a call was aborted. */
    private record Abort(String reason, @Nullable Throwable cause) {}

    private final Settings settings;
    private final Evaluation<?, ?, T> evaluation;
    private final String meetingId;
    private final Request request;
    private final Tokens tokens;
    private final long startedAt;
    private final CountDownLatch aborted = new CountDownLatch(1);
    private final CompletableFuture<T> future = new CompletableFuture<>();
    private final Runnable close = this::close;

    // Only the thread that runs the call at the time writes these; one that aborts it reads them.
    private volatile int attempts;
    private volatile boolean lost;
    private volatile @Nullable Attempt attempt;
    private volatile @Nullable Future<?> backoff;

    private volatile @Nullable Abort abort;

    ApiCall(Settings settings, Evaluation<?, ?, T> evaluation, String meetingId, Request request) {
        this.settings = settings;
        this.evaluation = evaluation;
        this.meetingId = meetingId;
        this.request = request;
        this.tokens = new Tokens(settings.apiToken());
        this.startedAt = settings.clock().nanoTime();
    }

    /** Runs the call on this thread. */
    T execute() {
        settings.transport().begin(close);
        try {
            while (true) {
                Attempt current = next();
                current.execute();
                Outcome<T> outcome = settle(current);
                if (!(outcome instanceof Retry<T> retry)) {
                    return value(outcome);
                }
                await(retry.backoff());
            }
        } finally {
            settings.transport().end(close);
        }
    }

    /** Runs the call on the transport's threads. */
    @SuppressWarnings("FutureReturnValueIgnored") // what hangs on the future cannot throw
    CompletableFuture<T> enqueue() {
        settings.transport().begin(close);
        completing(() -> {
            Future<?> deadline = settings.clock()
                    .atDeadline(settings.transport().timer(), settings.timeout(), handedOver(this::timeOut));
            future.whenComplete((value, failure) -> {
                deadline.cancel(false);
                abort("the future was completed", null); // also by whoever has it: cancelled, perhaps
                settings.transport().end(close);
            });
            send();
        });
        return future;
    }

    private void send() {
        completing(() -> {
            Attempt current = next();
            current.enqueue(() -> completing(() -> proceed(settle(current))));
        });
    }

    private void proceed(Outcome<T> outcome) {
        if (outcome instanceof Retry<T> retry) {
            backoff = settings.clock()
                    .afterBackoff(settings.transport().timer(), retry.backoff(), handedOver(this::send));
            cancelBackoff(abort);
        } else {
            future.complete(value(outcome));
        }
    }

    /** What is thrown completes the future, be it the failure of the call or an error of the machine. */
    private void completing(Runnable step) {
        try {
            step.run();
        } catch (RejectedExecutionException e) {
            close(); // the timer has ended, since the client was closed a moment ago
        } catch (Throwable e) {
            future.completeExceptionally(e);
        }
    }

    /** For the timer, which must not wait for what hangs on the future. */
    private Runnable handedOver(Runnable step) {
        return () -> settings.transport().run(step);
    }

    /** A new attempt, ready to be sent. */
    private Attempt next() {
        int number = attempts + 1;
        attempts = number;
        Duration left = left();
        boolean isLast = left.compareTo(settings.attemptTimeout()) <= 0;
        Attempt next;
        try {
            next = new Attempt(
                    number,
                    evaluation.operation(),
                    tokens,
                    settings.clock(),
                    isLast ? left : settings.attemptTimeout(),
                    isLast ? settings.timeout() : settings.attemptTimeout(),
                    settings.transport().http(),
                    request);
        } catch (RuntimeException e) { // of a listener that is told of a new call
            throw failure("the request was not sent, " + Messages.excerpt(Messages.text(e)), e, lost);
        }
        attempt = next;
        if (abort != null) {
            next.abort();
        }
        return next;
    }

    private Outcome<T> settle(Attempt current) {
        settings.transport().attemptEnded();
        Result result = current.result();
        ApiResponse response = result instanceof Received received ? received.response() : null;
        Log.attempt(evaluation.operation(), attempts, current.duration(), response);
        Outcome<T> outcome = evaluation.evaluate(result, progress());
        Abort reason = abort;
        boolean unfinished = outcome instanceof Retry || result instanceof NotReceived;
        lost = lost || result.lost() || (response != null && RetryPolicy.leavesOpen(response.status()));
        if (reason != null && unfinished) {
            return new Failure<>(failure(reason.reason(), reason.cause(), lost));
        }
        return outcome instanceof Retry<T> retry && Thread.currentThread().isInterrupted()
                ? new Failure<>(retry.otherwise())
                : outcome;
    }

    private T value(Outcome<T> outcome) {
        if (outcome instanceof Failure<T> failure) {
            throw failure.exception();
        }
        return ((Success<T>) outcome).value();
    }

    /** Waits between two attempts of a blocking call. */
    private void await(Duration backoff) {
        try {
            if (!settings.clock().await(backoff, aborted)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure("interrupted before attempt " + (attempts + 1), e, lost);
        }
        throw abortFailure();
    }

    /** Ends the call because its client is closed. */
    private void close() {
        abort("the client was closed", null);
        settings.transport().run(() -> future.completeExceptionally(abortFailure()));
    }

    private void timeOut() {
        Attempt current = attempt;
        abort(
                current == null || current.started()
                        ? Messages.noResponseWithin(settings.timeout())
                        : "no thread of the dispatcher was free within " + Messages.seconds(settings.timeout()),
                new InterruptedIOException("timeout"));
        future.completeExceptionally(abortFailure());
    }

    /** Cancels what is under way, on the wire or waiting. After this nothing is sent any more. */
    private void abort(String reason, @Nullable Throwable cause) {
        synchronized (this) {
            if (abort == null) {
                abort = new Abort(reason, cause);
            }
        }
        aborted.countDown();
        Attempt current = attempt;
        if (current != null) {
            current.abort();
        }
        cancelBackoff(abort);
    }

    private void cancelBackoff(@Nullable Abort reason) {
        Future<?> waiting = backoff;
        if (reason != null && waiting != null) {
            waiting.cancel(false);
        }
    }

    private TransportException abortFailure() {
        Attempt current = attempt;
        boolean open = lost || (current != null && current.mayHaveBeenProcessed());
        Abort reason = abort;
        return reason == null ? failure("aborted", null, open) : failure(reason.reason(), reason.cause(), open);
    }

    private TransportException failure(String reason, @Nullable Throwable cause, boolean open) {
        return evaluation.failure(progress(), reason, cause, open);
    }

    private Progress progress() {
        return new Progress(
                meetingId,
                Math.max(1, attempts),
                settings.maxRetries(),
                lost,
                left(),
                settings.clock().now(),
                settings.clock().jitter(),
                tokens);
    }

    private Duration left() {
        return settings.timeout().minusNanos(settings.clock().nanoTime() - startedAt);
    }
}
