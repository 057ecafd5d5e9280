package io.github.realtimekit.activesession;

import io.github.realtimekit.activesession.Json.NotReadable;
import io.github.realtimekit.activesession.generated.ActiveSessionApi;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.Callback;
import retrofit2.Response;

/**
 * One call of an operation, from its first attempt to its value or its exception. Whatever is decided about an attempt is
 * decided in {@link #settle}; a blocking and an asynchronous call differ only in how they wait.
 *
 * @param <E> the generated envelope
 * @param <T> the value
 */
final class Exchange<E, T> {
    /** How the generated client makes the request, and how its envelope is unwrapped. */
    record Plan<E, D, T>(
            Operation operation,
            Function<ActiveSessionApi, Call<E>> call,
            Function<E, @Nullable Object> success,
            Function<E, @Nullable D> data,
            BiFunction<D, Source, T> value,
            @Nullable T ifNotFound) {

        @Nullable
        T unwrap(E envelope, Answer answer) {
            D json = data.apply(envelope);
            return json == null ? null : value.apply(json, Source.data(answer));
        }
    }

    /** Why a call was ended from outside. */
    private record Stop(String reason, @Nullable Throwable cause) {}

    private final Settings settings;
    private final Plan<E, ?, T> plan;
    private final String subject;
    private final long started;
    private final CompletableFuture<T> future = new CompletableFuture<>();

    private int attempts;
    private long attemptStarted;
    private long attemptLimit;
    private @Nullable T value;
    private @Nullable RealtimeKitException failure;

    // Also seen by whoever ends the call from outside.
    private volatile boolean mayHaveBeenProcessed;
    private volatile @Nullable Attempt attempt;
    private volatile @Nullable Call<E> call;
    private volatile @Nullable CompletableFuture<Void> wait;
    private volatile @Nullable Stop stopped;

    Exchange(Settings settings, String meetingId, Plan<E, ?, T> plan) {
        this.settings = settings;
        this.plan = plan;
        this.subject = plan.operation().subject(meetingId);
        this.started = settings.clock().nanoTime();
    }

    /** Runs the call on this thread. */
    T execute() {
        settings.transport().begin(this);
        try {
            while (true) {
                Call<E> current = next();
                Response<E> response = null;
                Exception problem = null;
                try {
                    response = current.execute();
                } catch (IOException | RuntimeException e) {
                    problem = e;
                }
                Duration pause = settle(response, problem);
                if (pause == null) {
                    return outcome();
                }
                sleep(pause);
            }
        } finally {
            settings.transport().end(this);
        }
    }

    /** Runs the call on the transport's threads. */
    @SuppressWarnings("FutureReturnValueIgnored") // what hangs on the futures cannot throw
    CompletableFuture<T> enqueue() {
        settings.transport().begin(this);
        CompletableFuture<Void> alarm = settings.clock().alarm(settings.timeout());
        // Where what hangs on the future may block: the thread that rings is the clock of the whole program, and the
        // common pool may be busy.
        alarm.thenRun(() -> stop(noAnswerIn(settings.timeout()), new InterruptedIOException("timeout")))
                .thenRunAsync(this::giveUp, settings.transport()::run);
        future.whenComplete((value, failure) -> {
            alarm.cancel(false);
            stop("its future was completed", null); // by whoever got it, perhaps: cancelled
            settings.transport().end(this);
        });
        send();
        return future;
    }

    /** Ends the call because its client is closed. */
    void close() {
        stop("the client was closed", null);
        giveUp();
    }

    private void send() {
        try {
            next().enqueue(new Callback<E>() {
                @Override
                public void onResponse(Call<E> call, Response<E> response) {
                    settled(response, null);
                }

                @Override
                public void onFailure(Call<E> call, Throwable problem) {
                    settled(null, problem);
                }
            });
        } catch (RuntimeException e) {
            future.completeExceptionally(e);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // send() reports what it cannot do itself
    private void settled(@Nullable Response<E> response, @Nullable Throwable problem) {
        try {
            Duration pause = settle(response, problem);
            if (pause == null) {
                future.complete(outcome());
                return;
            }
            beginWait(pause).thenRunAsync(this::send, settings.transport()::run);
        } catch (RuntimeException e) {
            future.completeExceptionally(e);
        }
    }

    /** Waits between two attempts of a blocking call. */
    private void sleep(Duration pause) {
        CompletableFuture<Void> pausing = beginWait(pause);
        try {
            pausing.get();
        } catch (InterruptedException e) {
            pausing.cancel(false);
            Thread.currentThread().interrupt();
            throw transport("interrupted before attempt " + (attempts + 1), e);
        } catch (CancellationException e) {
            Stop stop = stopped;
            throw stop == null ? e : ended(stop);
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private CompletableFuture<Void> beginWait(Duration pause) {
        CompletableFuture<Void> pausing = settings.clock().after(pause);
        wait = pausing;
        if (stopped != null) {
            pausing.cancel(false);
        }
        return pausing;
    }

    /** A new attempt, ready to be sent. */
    private Call<E> next() {
        Call<E> next = plan.call().apply(settings.api());
        Attempt tag = next.request().tag(Attempt.class);
        if (tag == null) {
            throw new AssertionError("the transport tags every request");
        }
        tag.signWith(settings.apiToken(), attempt);
        attempts++;
        attemptStarted = settings.clock().nanoTime();
        attemptLimit = Math.max(1, Math.min(Clock.nanos(settings.attemptTimeout()), left()));
        next.timeout().timeout(attemptLimit, TimeUnit.NANOSECONDS);
        attempt = tag;
        call = next;
        if (stopped != null) {
            next.cancel();
        }
        return next;
    }

    /** Turns what came of an attempt into the value or the failure of the call; or says how long to wait for the next one. */
    private @Nullable Duration settle(@Nullable Response<E> response, @Nullable Throwable problem) {
        Attempt over = attempt;
        if (over == null) {
            throw new AssertionError("an attempt comes before its end");
        }
        call = null; // cancelling it now would be told to listeners of a handed-in client
        settings.transport().attemptOver();
        ApiResponse came = over.response(attempts);
        Log.attempt(plan.operation(), attempts, settings.clock().nanoTime() - attemptStarted, came);
        if (came == null) {
            return unanswered(over, problem == null ? new IOException("no answer") : problem);
        }
        if (came.status() < 200 || came.status() > 299) {
            return refused(over, came);
        }
        return answered(over, came, response == null ? null : response.body(), problem);
    }

    private @Nullable Duration unanswered(Attempt over, Throwable problem) {
        leftOpen(over.sent());
        Stop stop = stopped;
        if (stop != null) {
            failure = ended(stop);
            return null;
        }
        Throwable cause = over.cleaned(problem);
        failure = transport(describe(over, cause), cause);
        return problem instanceof Token.Unavailable || !RepeatRules.repeatsWithoutAnswer(plan.operation(), over.sent())
                ? null
                : pauseBeforeNext(null);
    }

    private @Nullable Duration refused(Attempt over, ApiResponse came) {
        leftOpen(RepeatRules.leavesOpen(came.status()));
        Duration retryAfter = RepeatRules.retryAfter(
                came.header("Retry-After"), settings.clock().now());
        failure = refusal(over, came, retryAfter);
        return RepeatRules.repeatsAfterAnswer(plan.operation(), came.status()) ? pauseBeforeNext(retryAfter) : null;
    }

    private @Nullable Duration answered(
            Attempt over, ApiResponse came, @Nullable E envelope, @Nullable Throwable problem) {
        Answer answer = new Answer(subject, plan.operation().effect(), came);
        if (over.broken() != null) {
            failure = answer.unreadable(over.broken());
        } else if (envelope != null && !Boolean.FALSE.equals(plan.success().apply(envelope))) {
            value = plan.unwrap(envelope, answer);
            if (value == null) {
                failure = ErrorBody.refuses(came.body())
                        ? refusal(over, came, null)
                        : answer.unreadable("data is missing");
            }
        } else if (envelope != null || ErrorBody.refuses(came.body())) {
            failure = refusal(over, came, null);
        } else if (problem instanceof NotReadable reason) {
            failure = answer.unreadable(reason.under(""));
        } else {
            failure = answer.unreadable("it is empty");
        }
        return null;
    }

    private @Nullable Duration pauseBeforeNext(@Nullable Duration retryAfter) {
        if (attempts > settings.maxRetries() || Thread.currentThread().isInterrupted()) {
            return null;
        }
        Duration pause = RepeatRules.waitBefore(attempts, retryAfter, settings.clock()::chance);
        return pause.compareTo(Duration.ofNanos(left())) < 0 ? pause : null;
    }

    private T outcome() {
        T result = failure instanceof NotFoundException ? plan.ifNotFound() : value;
        if (result != null) {
            return result;
        }
        if (failure == null) {
            throw new AssertionError("neither value nor failure");
        }
        throw failure;
    }

    private void stop(String reason, @Nullable Throwable cause) {
        stopped = new Stop(reason, cause);
        Call<E> current = call;
        if (current != null) {
            current.cancel();
        }
        CompletableFuture<Void> pausing = wait;
        if (pausing != null) {
            pausing.cancel(false);
        }
    }

    /** Completes the future of a call that was stopped. Nothing can be sent any more, so what was sent is known. */
    private void giveUp() {
        Attempt current = attempt;
        leftOpen(current != null && current.sent());
        Stop stop = stopped;
        if (stop != null) {
            future.completeExceptionally(ended(stop));
        }
    }

    private TransportException ended(Stop stop) {
        return transport(stop.reason(), stop.cause());
    }

    /** Remembers it once it is so; two threads may say it at the same time. */
    private void leftOpen(boolean open) {
        if (open) {
            mayHaveBeenProcessed = true;
        }
    }

    private ApiException refusal(Attempt over, ApiResponse came, @Nullable Duration retryAfter) {
        return Refusal.exception(plan.operation(), subject, came, retryAfter, mayHaveBeenProcessed, over.token());
    }

    private TransportException transport(String reason, @Nullable Throwable cause) {
        boolean open = mayHaveBeenProcessed;
        String message = subject + ": " + reason + " (" + Messages.attempts(attempts) + ")";
        return new TransportException(message + plan.operation().warning(open), cause, attempts, open);
    }

    private String describe(Attempt over, Throwable cause) {
        if (cause instanceof Token.Unavailable) {
            return "the token supplier failed, the cause tells how"; // its own words could have a token in them
        }
        if (settings.clock().nanoTime() - attemptStarted >= attemptLimit) {
            return noAnswerIn(left() > 0 ? settings.attemptTimeout() : settings.timeout());
        }
        String problem = over.sent()
                ? "no complete answer"
                : attempts == 1 ? "the request could not be sent" : "the last attempt could not be sent";
        return problem + ", " + Messages.excerpt(cause.toString());
    }

    private static String noAnswerIn(Duration limit) {
        return "no answer within " + Messages.seconds(limit);
    }

    /** Nanoseconds until the call's deadline. */
    private long left() {
        return Clock.nanos(settings.timeout()) - (settings.clock().nanoTime() - started);
    }
}
