package io.github.realtimekit.activesession;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decides what an attempt of one operation means for its call: a value, a failure, or a retry after a backoff. It knows
 * no network, no thread and no clock.
 *
 * @param envelope the class of the generated envelope
 * @param success finds the field {@code success} in it, which may be null
 * @param data finds its data, which may be null
 * @param ifNotFound the value when RealtimeKit says that there is no session, if that is no failure
 * @param <E> the generated envelope
 * @param <D> the generated type of its data
 * @param <T> the value
 */
record Evaluation<E, D, T>(
        Operation operation,
        Class<E> envelope,
        Function<E, ?> success,
        Function<E, D> data,
        BiFunction<D, FieldReader, T> value,
        Optional<T> ifNotFound) {

    /** What an attempt gave. */
    sealed interface Result {
        /** Whether a request of the attempt may have been processed, the last one aside if it has a response. */
        boolean lost();
    }

    /** A complete response; {@code unreadable} says why its body is not, as sent, in {@code response}. */
    record Received(ApiResponse response, @Nullable String unreadable, boolean lost) implements Result {}

    /** No complete response, for a reason that a message can give; {@code last} if a retry cannot help. */
    record NotReceived(String reason, @Nullable Throwable cause, boolean last, boolean lost) implements Result {}

    /**
     * The state of the call.
     *
     * @param attempts how many attempts were made, at least 1
     * @param lost whether a request of an earlier attempt may have been processed
     * @param left how much of the timeout is left
     */
    record Progress(
            String meetingId,
            int attempts,
            int maxRetries,
            boolean lost,
            Duration left,
            Instant now,
            double jitter,
            Tokens tokens) {}

    /** What becomes of the call. */
    sealed interface Outcome<T> {
        /** Returns the value, or throws the failure. */
        T get();
    }

    record Success<T>(T get) implements Outcome<T> {}

    record Failure<T>(RealtimeKitException exception) implements Outcome<T> {
        @Override
        public T get() {
            throw exception;
        }
    }

    /** With the outcome of the call should there be no retry. */
    record Retry<T>(Duration backoff, Failure<T> otherwise) implements Outcome<T> {
        @Override
        public T get() {
            return otherwise.get();
        }
    }

    Outcome<T> evaluate(Result result, Progress progress) {
        boolean lost = progress.lost() || result.lost();
        if (result instanceof Received received) {
            int status = received.response().status();
            return status < 200 || status > 299
                    ? refused(received, lost || RetryPolicy.leavesOpen(status), progress)
                    : succeeded(received, lost, progress);
        }
        NotReceived missing = (NotReceived) result;
        TransportException failure = failure(progress, missing.reason(), missing.cause(), lost);
        return !missing.last() && RetryPolicy.retriesLost(operation, missing.lost())
                ? retry(Optional.empty(), failure, progress)
                : new Failure<>(failure);
    }

    /** The failure of a call that has no complete response. */
    TransportException failure(Progress progress, String reason, @Nullable Throwable cause, boolean lost) {
        String message = operation.subject(progress.meetingId()) + ": " + reason + " ("
                + Messages.attempts(progress.attempts()) + ")" + operation.warning(lost);
        return new TransportException(message, cause, progress.attempts(), lost);
    }

    private Outcome<T> refused(Received received, boolean lost, Progress progress) {
        ApiResponse response = received.response();
        Optional<Duration> retryAfter = RetryPolicy.retryAfter(response.header("Retry-After"), progress.now());
        ApiException failure = refusal(response, retryAfter, lost, progress);
        if (RetryPolicy.retries(operation, response.status(), received.lost())) {
            return retry(retryAfter, failure, progress);
        }
        return failure instanceof NotFoundException && ifNotFound.isPresent()
                ? new Success<>(ifNotFound.get())
                : new Failure<>(failure);
    }

    private Outcome<T> succeeded(Received received, boolean lost, Progress progress) {
        ApiResponse response = received.response();
        FieldReader.Origin origin = new FieldReader.Origin(Optional.of(operation), progress.meetingId(), response);
        String problem = received.unreadable();
        if (problem == null) {
            String text = response.body();
            try {
                E json = Json.decode(envelope, text, "");
                D inner = json == null || Boolean.FALSE.equals(success.apply(json)) ? null : data.apply(json);
                if (inner != null) {
                    return new Success<>(value.apply(inner, FieldReader.data(origin)));
                }
                problem = "data is missing";
            } catch (Json.NotReadable e) {
                problem = e.problem();
            } catch (RuntimeException e) {
                return new Failure<>(
                        origin.unreadable("decoding failed", progress.tokens().redact(e)));
            }
            if (ErrorBody.deniesSuccess(text)) {
                return new Failure<>(refusal(response, Optional.empty(), lost, progress));
            }
        }
        return new Failure<>(origin.unreadable(problem, null));
    }

    private ApiException refusal(ApiResponse response, Optional<Duration> retryAfter, boolean lost, Progress progress) {
        String subject = operation.subject(progress.meetingId());
        String warning = operation.warning(lost);
        return ErrorResponse.exception(subject, response, retryAfter, lost, warning, progress.tokens());
    }

    private Outcome<T> retry(Optional<Duration> retryAfter, RealtimeKitException exception, Progress progress) {
        int attempts = progress.attempts();
        Failure<T> failure = new Failure<>(exception);
        Duration backoff = retryAfter.orElseGet(() -> RetryPolicy.backoff(attempts, progress.jitter()));
        boolean fits = attempts <= progress.maxRetries() && backoff.compareTo(progress.left()) < 0;
        return fits ? new Retry<>(backoff, failure) : failure;
    }
}
