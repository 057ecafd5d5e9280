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

/** One attempt of a call: signed, limited in time, and read into memory. */
final class Attempt implements Transport.Hooks {
    private static final String USER_AGENT = "realtimekit-active-session/" + Version.VERSION;

    /** The supplier threw, or returned something that is not a token. */
    private static final class NoTokenException extends IOException {
        private static final long serialVersionUID = 1;

        NoTokenException(RuntimeException cause) {
            super(cause);
        }
    }

    private final Settings settings;
    private final Transport transport;
    private final int number;
    private final boolean earlierMayHaveBeenProcessed;
    private final Duration limit;
    private final boolean isLimitedByTheCall;
    private final SendGuard guard;
    private final Call call;
    private final long startedAt;
    private final AsyncTimeout timer = new AsyncTimeout() {
        @Override
        protected void timedOut() {
            cancel();
        }
    };

    private volatile String token = "";
    private volatile boolean ended;
    private @Nullable Future<?> forcedEnd;

    private volatile @Nullable HttpResponse response;

    // Written by the thread that sends, read when the attempt has ended.
    private boolean hasTimedOut;
    private @Nullable Throwable problem;

    /**
     * An attempt that has not begun.
     *
     * @param request without a token
     * @param repeatable whether the request may be sent again when nobody knows if it was processed
     * @param previous the attempt before, or null for the first one
     * @param left the time that the call has left
     * @param callHasEnded whether nothing must be sent any more
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
        this.earlierMayHaveBeenProcessed = previous != null && previous.mayHaveBeenProcessed();
        this.isLimitedByTheCall = left.compareTo(settings.attemptTimeout()) < 0;
        this.limit = isLimitedByTheCall ? left : settings.attemptTimeout();
        this.guard = new SendGuard(repeatable, callHasEnded);
        this.call = transport.http().newCall(prepared(request, repeatable));
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

    /** Sends the request on this thread, and returns when the attempt has ended. */
    void execute() {
        timer.timeout(Math.max(1, Clock.nanos(limit)), NANOSECONDS);
        try {
            timer.enter();
            call.execute();
        } catch (Exception e) {
            if (e instanceof InterruptedException) { // thrown undeclared, by OkHttp 5 while it connects
                Thread.currentThread().interrupt();
            }
            problem = e;
        } finally {
            hasTimedOut = timer.exit();
            markEnded();
        }

        HttpResponse received = response;
        if (hasTimedOut && received != null && !received.isComplete()) {
            response = received.withProblem(timeout()); // what OkHttp threw is only that the call was cancelled
        }
    }

    private static InterruptedIOException timeout() {
        return new InterruptedIOException("timeout");
    }

    private synchronized void markEnded() {
        ended = true;
        if (forcedEnd != null) {
            forcedEnd.cancel(false);
        }
    }

    /** Ends it at once, or a moment later by force. */
    void cancel() {
        if (ended) {
            return; // listeners of the program would hear of a cancellation that has no effect
        }
        call.cancel();
        synchronized (this) {
            if (!ended && forcedEnd == null) {
                forcedEnd = transport.afterGrace(guard::closeByForce);
            }
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
        } catch (IOException e) { // perhaps of an interceptor that read the body of a refusal
            response = refusalSoFar(e).orElse(null);
            throw e;
        }
    }

    /** Only a 2xx needs all of its body: any other response is what its status says. */
    private HttpResponse read(Response received) throws IOException {
        if (!received.isSuccessful()) {
            return ResponseReader.readWhatIsThere(received, settings.clock().now());
        }
        try {
            return ResponseReader.readWhole(received, settings.clock().now());
        } catch (IOException e) {
            guard.markSuccessIncomplete();
            throw e;
        }
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
        try {
            token = Arguments.token(settings.apiToken().get());
        } catch (RuntimeException e) {
            throw new NoTokenException(e);
        }
        return request.newBuilder()
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json")
                .header("User-Agent", USER_AGENT)
                .build();
    }

    /** A response, complete or a refusal without all of its body; empty if there was none. */
    Optional<HttpResponse> response() {
        return Optional.ofNullable(response);
    }

    /** The refusal that has come so far, while its body may still be read. */
    Optional<HttpResponse> refusalSoFar(Exception problem) {
        Instant now = settings.clock().now();
        return guard.refusal()
                .map(refusal -> ResponseReader.withoutBody(refusal.status(), refusal.headers(), problem, now));
    }

    /** What ended the attempt without a response. */
    Throwable problem() {
        if (hasTimedOut) {
            return timeout();
        }
        if (problem instanceof NoTokenException none) {
            return Objects.requireNonNull(none.getCause());
        }
        return Objects.requireNonNull(problem);
    }

    /** The same in words. */
    String reason() {
        if (hasNoToken()) {
            return "the token supplier failed, see the cause"; // its own words could have a token in them
        }
        if (hasTimedOut) {
            return isLimitedByTheCall
                    ? HttpCall.timeoutMessage(settings)
                    : "no complete response within the attempt timeout of " + Text.seconds(limit);
        }
        String what = whatWasLost() + ", " + problem();
        return RetryPolicy.isUntrusted(problem)
                ? what + "; the server's certificate is not trusted: check the trust store and any proxy in between"
                : what;
    }

    private String whatWasLost() {
        if (!guard.hasSentNothing()) {
            return "no complete response";
        }
        return number == 1 ? "the request was not sent" : "the last attempt was not sent";
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

    /** Whether the timeout of the call ended it. */
    boolean hasTimedOutWithTheCall() {
        return hasTimedOut && isLimitedByTheCall;
    }

    /** The token that was sent; empty before that. */
    String token() {
        return token;
    }

    Duration duration() {
        return Duration.ofNanos(settings.clock().nanoTime() - startedAt);
    }

    /** Whether a request of this attempt or of one before it may have been processed, as far as is known now. */
    boolean mayHaveBeenProcessed() {
        return earlierMayHaveBeenProcessed || guard.mayHaveBeenProcessed();
    }

    /** The same, apart from what the response says itself, with which the call ends. */
    boolean mayHaveBeenProcessedDespite(HttpResponse result) {
        return earlierMayHaveBeenProcessed || guard.mayHaveBeenProcessedDespite(result.isSuccess());
    }
}
