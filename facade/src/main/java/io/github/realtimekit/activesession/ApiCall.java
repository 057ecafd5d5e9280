package io.github.realtimekit.activesession;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * Runs one call of an operation, from its first attempt to its outcome. A blocking and an asynchronous call differ only
 * in how they wait; an {@link Evaluation} decides what each attempt means.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what hangs on a future here cannot throw
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

    // Written by the one thread that runs the call at the time, read by one that aborts it.
    private volatile int attempts;
    private volatile boolean lost;
    private volatile @Nullable Attempt attempt;

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
                Evaluation.Outcome<T> outcome = settle(current);
                if (!(outcome instanceof Evaluation.Retry<T> retry)
                        || Thread.currentThread().isInterrupted()) {
                    return outcome.get();
                }
                await(retry.backoff());
            }
        } finally {
            settings.transport().end(close);
        }
    }

    /** Runs the call on the transport's threads. */
    CompletableFuture<T> enqueue() {
        settings.transport().begin(close);
        future.whenComplete((value, failure) -> settings.transport().end(close));
        completing(() -> {
            Future<?> deadline = settings.clock()
                    .atDeadline(settings.transport().timer(), settings.timeout(), handedOver(this::timeOut));
            future.whenComplete((value, failure) -> {
                deadline.cancel(false);
                abort("the future was completed", null); // by the program too, which may have cancelled it
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

    private void proceed(Evaluation.Outcome<T> outcome) {
        if (outcome instanceof Evaluation.Retry<T> retry) {
            Future<?> backoff = settings.clock()
                    .afterBackoff(settings.transport().timer(), retry.backoff(), handedOver(this::send));
            future.whenComplete((value, failure) -> backoff.cancel(false));
        } else {
            future.complete(outcome.get());
        }
    }

    /** Whatever is thrown completes the future: the failure of the call, or an {@code Error}. */
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
        } catch (Exception e) { // of an event listener
            Throwable cause = tokens.redact(e);
            throw failure("the attempt was not sent, " + Messages.excerpt(Messages.text(cause)), cause, lost);
        }
        attempt = next;
        if (abort != null) {
            next.abort();
        }
        return next;
    }

    private Evaluation.Outcome<T> settle(Attempt current) {
        settings.transport().attemptEnded();
        Evaluation.Result result = current.result();
        Log.attempt(evaluation.operation(), attempts, current.duration(), result);
        Evaluation.Outcome<T> outcome = evaluation.evaluate(result, progress());
        lost = lost || current.mayHaveBeenProcessed();
        boolean unfinished = outcome instanceof Evaluation.Retry || result instanceof Evaluation.NotReceived;
        return abort != null && unfinished ? new Evaluation.Failure<>(abortFailure()) : outcome;
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
                        ? "no response within " + Messages.seconds(settings.timeout())
                        : "the dispatcher did not start the attempt within " + Messages.seconds(settings.timeout()),
                new InterruptedIOException("timeout"));
        future.completeExceptionally(abortFailure());
    }

    /** Cancels the attempt on the wire or the backoff. Nothing is sent afterwards. */
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
    }

    private TransportException abortFailure() {
        Abort reason = Objects.requireNonNull(abort);
        Attempt current = attempt;
        boolean open = lost || (current != null && current.mayHaveBeenProcessed());
        return failure(reason.reason(), reason.cause(), open);
    }

    private TransportException failure(String reason, @Nullable Throwable cause, boolean open) {
        return evaluation.failure(progress(), reason, cause, open);
    }

    private Evaluation.Progress progress() {
        Clock clock = settings.clock();
        int number = Math.max(1, attempts);
        return new Evaluation.Progress(
                meetingId, number, settings.maxRetries(), lost, left(), clock.now(), clock.jitter(), tokens);
    }

    private Duration left() {
        return settings.timeout().minusNanos(settings.clock().nanoTime() - startedAt);
    }
}
