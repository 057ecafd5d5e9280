package io.github.realtimekit.activesession.internal.http;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.github.realtimekit.activesession.internal.Arguments;
import io.github.realtimekit.activesession.internal.Text;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.AsyncTimeout;
import org.jspecify.annotations.Nullable;

/** One attempt of a call: signs the request, limits its time, and reads the response into memory. */
final class Attempt implements Transport.Hooks {
    private static final String USER_AGENT = "realtimekit-active-session/" + Version.VERSION;

    /** The supplier threw an exception, or returned an invalid token. */
    private static final class NoTokenException extends IOException {
        private static final long serialVersionUID = 1;

        NoTokenException(String message, Exception cause) {
            super(message, cause);
        }
    }

    private final Settings settings;
    private final Transport transport;
    private final int number;
    private final boolean earlierHaveSent;
    private final boolean earlierMayHaveBeenProcessed;
    private final Duration limit;
    private final boolean isLimitedByTheCall;
    private final SendGuard guard;
    private final BooleanSupplier callHasEnded;
    private final Request request;
    private final long startedAt;
    private final AsyncTimeout timer = new AsyncTimeout() {
        @Override
        protected void timedOut() {
            cancel();
        }
    };

    private volatile @Nullable Call call;
    private volatile boolean isCancelled;
    private volatile boolean hasEnded;
    private volatile String token = "";
    private @Nullable Future<?> forcedEnd;

    private volatile @Nullable HttpResponse response;

    // Written by the sending thread, and read after the attempt has ended.
    private boolean hasTimedOut;
    private @Nullable Throwable problem;

    /**
     * An attempt that has not begun.
     *
     * @param request the request, without a token
     * @param repeatable whether to send the request again when it is unclear whether it was processed
     * @param previous the previous attempt; null for the first one
     * @param left the time that the call has left
     * @param callHasEnded whether the call has ended, so nothing may be sent any more
     */
    Attempt(
            Settings settings,
            Transport transport,
            Request request,
            boolean repeatable,
            @Nullable Attempt previous,
            Duration left,
            BooleanSupplier callHasEnded) {
        this.settings = settings;
        this.transport = transport;
        this.number = previous == null ? 1 : previous.number + 1;
        this.earlierHaveSent = previous != null && previous.hasSent();
        this.earlierMayHaveBeenProcessed = previous != null && previous.mayHaveBeenProcessed();
        this.isLimitedByTheCall = left.compareTo(settings.attemptTimeout()) < 0;
        this.limit = isLimitedByTheCall ? left : settings.attemptTimeout();
        this.guard = new SendGuard(repeatable, callHasEnded);
        this.callHasEnded = callHasEnded;
        this.request = prepared(request, repeatable);
        this.startedAt = settings.clock().nanoTime();
    }

    private Request prepared(Request request, boolean repeatable) {
        Request.Builder prepared = request.newBuilder().tag(Transport.Hooks.class, this);
        RequestBody body = request.body();
        if (!repeatable && body != null) {
            prepared.method(request.method(), guard.guarded(body));
        }
        return prepared.build();
    }

    /** Sends the request on this thread; returns when the attempt has ended. */
    void execute() {
        timer.timeout(Math.max(1, Clock.nanos(limit)), NANOSECONDS);
        try {
            timer.enter();
            send();
        } catch (Exception e) {
            if (e instanceof InterruptedException) { // OkHttp 5 throws it undeclared while connecting
                Thread.currentThread().interrupt();
            }
            problem = e;
        } catch (OutOfMemoryError e) {
            if (!isAboutThreads(e)) {
                throw e;
            }
            problem = e;
        } finally {
            hasTimedOut = timer.exit();
            markEnded();
        }

        HttpResponse received = response;
        if (hasTimedOut && received != null && !received.isComplete()) {
            response = received.withProblem(timeout()); // OkHttp's exception says only that the call was cancelled
        }
    }

    private void send() throws IOException {
        Call sending = transport.http().newCall(request);
        call = sending;
        if (isCancelled || callHasEnded.getAsBoolean()) { // just now, before there was a call to cancel
            sending.cancel();
        }
        sending.execute();
    }

    /** Whether OkHttp could not start a thread because of a limit on threads or processes. */
    private static boolean isAboutThreads(OutOfMemoryError e) {
        return String.valueOf(e.getMessage()).contains("native thread");
    }

    private static InterruptedIOException timeout() {
        return new InterruptedIOException("timeout");
    }

    private synchronized void markEnded() {
        hasEnded = true;
        if (forcedEnd != null) {
            forcedEnd.cancel(false);
        }
    }

    /** Cancels the attempt, and forces its end if that does not work within the grace period. */
    void cancel() {
        if (hasEnded) {
            return; // the program's listener must not see a cancellation that has no effect
        }
        isCancelled = true;
        cancelOnTheWire();
        synchronized (this) {
            if (!hasEnded && forcedEnd == null) {
                forcedEnd = transport.afterGrace(guard::closeByForce);
            }
        }
    }

    private void cancelOnTheWire() {
        Call sending = call;
        if (sending == null) {
            return;
        }
        try {
            sending.cancel();
        } catch (RuntimeException | Error e) {
            // From the program's listener. It must not stop this call, or the code that ends it.
        }
    }

    /** The first application interceptor. */
    @Override
    public Response exchange(Interceptor.Chain chain) throws IOException {
        Request signed = signed(chain.request());
        int connectMillis = transport.connectMillis(limit);
        try (Response received =
                chain.withConnectTimeout(connectMillis, MILLISECONDS).proceed(signed)) {
            response = read(received);
            return received;
        } catch (IOException e) { // after a refusal, from an interceptor or a send too many
            response = refusalSoFar(e).orElse(null);
            throw e;
        }
    }

    /** Only a 2xx needs its whole body. Any other response is identified by its status. */
    private HttpResponse read(Response received) throws IOException {
        Instant now = settings.clock().now();
        return received.isSuccessful()
                ? ResponseReader.readWhole(received, now)
                : ResponseReader.readWhatIsThere(received, now);
    }

    /** The last application interceptor. */
    @Override
    public Response restore(Response response) {
        return guard.restore(response);
    }

    /** The last network interceptor. */
    @Override
    public Response send(Interceptor.Chain chain) throws IOException {
        return guard.send(chain);
    }

    private Request signed(Request request) throws NoTokenException {
        token = suppliedToken();
        return request.newBuilder()
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json")
                .header("User-Agent", USER_AGENT)
                .build();
    }

    private String suppliedToken() throws NoTokenException {
        String supplied;
        try {
            supplied = settings.apiToken().get();
        } catch (Exception e) { // including checked exceptions that are thrown undeclared
            throw new NoTokenException("the token supplier failed, see the cause", e); // its message may have a token
        }
        try {
            return Arguments.token(supplied);
        } catch (NullPointerException | IllegalArgumentException e) {
            throw new NoTokenException("the token supplier returned an invalid token: " + e.getMessage(), e);
        }
    }

    /** The response: complete, or a refusal whose body was cut off. Empty if there was none. */
    Optional<HttpResponse> response() {
        return Optional.ofNullable(response);
    }

    Optional<HttpResponse> completeResponse() {
        return response().filter(HttpResponse::isComplete);
    }

    /** The refusal as far as it has arrived; its body may still be in transit. */
    Optional<HttpResponse> refusalSoFar(Exception problem) {
        Instant now = settings.clock().now();
        return guard.refusal()
                .map(refusal -> ResponseReader.withoutBody(refusal.status(), refusal.headers(), problem, now));
    }

    /** Why the attempt ended without a response. */
    Throwable problem() {
        if (problem instanceof NoTokenException none) {
            return Objects.requireNonNull(none.getCause());
        }
        if (hasTimedOut) {
            return timeout();
        }
        return Objects.requireNonNull(problem);
    }

    /** The same, in words. */
    String reason() {
        if (problem instanceof NoTokenException none) {
            return Objects.requireNonNull(none.getMessage());
        }
        if (hasTimedOut) {
            return isLimitedByTheCall
                    ? HttpCall.timeoutMessage(settings)
                    : "no complete response within the attempt timeout of " + Text.seconds(limit);
        }
        String what = whatWasLost() + ": " + problem();
        return RetryPolicy.isUntrusted(problem)
                ? what + "; the server's certificate is not trusted: check the trust store and any proxy in between"
                : what;
    }

    private String whatWasLost() {
        if (!guard.hasSentNothing()) {
            return "no complete response";
        }
        return earlierHaveSent ? "the last attempt was not sent" : "the request was not sent";
    }

    int number() {
        return number;
    }

    boolean hasNoToken() {
        return problem instanceof NoTokenException;
    }

    boolean hasTimedOut() {
        return hasTimedOut;
    }

    /** Whether the call's timeout ended the attempt. */
    boolean hasTimedOutWithTheCall() {
        return hasTimedOut && isLimitedByTheCall;
    }

    /** The token that was sent; empty if none was sent yet. */
    String token() {
        return token;
    }

    Duration duration() {
        return Duration.ofNanos(settings.clock().nanoTime() - startedAt);
    }

    private boolean hasSent() {
        return earlierHaveSent || !guard.hasSentNothing();
    }

    /** Whether a request of this attempt or an earlier one may have been processed, as far as is known now. */
    boolean mayHaveBeenProcessed() {
        return earlierMayHaveBeenProcessed || guard.mayHaveBeenProcessed();
    }

    /** The same, given the final response of the call, which may answer the question itself. */
    boolean mayHaveBeenProcessedDespite(HttpResponse result) {
        return earlierMayHaveBeenProcessed || guard.mayHaveBeenProcessedDespite(result.isSuccess());
    }
}
