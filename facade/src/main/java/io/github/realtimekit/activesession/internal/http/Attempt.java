package io.github.realtimekit.activesession.internal.http;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.github.realtimekit.activesession.internal.Arguments;
import io.github.realtimekit.activesession.internal.Text;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import okhttp3.Call;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.AsyncTimeout;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** One attempt of a call: signed, limited in time, and read into memory. */
final class Attempt implements Transport.Exchange {
    private static final long LONGEST_BODY = 16L * 1024 * 1024;
    private static final long KEPT_OF_A_LONGER_BODY = 64L * 1024;
    private static final String USER_AGENT = "realtimekit-active-session/" + Version.VERSION;

    /** A request has no token, since the supplier threw or returned what is none. */
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
    private @Nullable Future<?> force;

    // Written by the thread that sends, read when the attempt has ended.
    private boolean timedOut;
    private @Nullable Throwable problem;
    private @Nullable HttpResponse response;

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
        this.earlierMayHaveBeenProcessed = previous != null && previous.mayHaveBeenProcessed(null);
        this.limit = left.compareTo(settings.attemptTimeout()) < 0 ? left : settings.attemptTimeout();
        this.guard = new SendGuard(repeatable, callHasEnded);
        this.call = transport.http().newCall(prepared(request, repeatable));
        this.startedAt = settings.clock().nanoTime();
    }

    private Request prepared(Request request, boolean repeatable) {
        Request.Builder prepared = request.newBuilder().tag(Transport.Exchange.class, this);
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
            timedOut = timer.exit();
            end();
        }
        if (timedOut && response != null && !response.isComplete()) {
            response = response.withProblem(timeout());
        }
    }

    private static InterruptedIOException timeout() {
        return new InterruptedIOException("timeout");
    }

    private synchronized void end() {
        ended = true;
        if (force != null) {
            force.cancel(false);
        }
    }

    /** Ends it at once, or a moment later by force. */
    void cancel() {
        if (ended) {
            return; // listeners of the program would hear of a cancellation that has no effect
        }
        call.cancel();
        synchronized (this) {
            if (!ended && force == null) {
                force = transport.afterGrace(guard::closeByForce);
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
            response = received.isSuccessful() ? readWhole(received) : readWhatIsThere(received);
            return received;
        } catch (IOException e) {
            response = guard.refusal().map(refusal -> unread(refusal, e)).orElse(null);
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

    private HttpResponse readWhole(Response received) throws IOException {
        BufferedSource source = sourceOf(received);
        try {
            boolean tooLong = source.request(LONGEST_BODY + 1);
            return read(received, bufferOf(source, tooLong), tooLong, null);
        } catch (IOException e) {
            guard.successIsIncomplete();
            throw e;
        }
    }

    /** Whatever becomes of the body, a refusal is one. */
    private HttpResponse readWhatIsThere(Response received) throws IOException {
        BufferedSource source = sourceOf(received);
        boolean tooLong = false;
        IOException problem = null;
        try {
            tooLong = source.request(LONGEST_BODY + 1);
        } catch (IOException e) {
            problem = e;
        }
        return read(received, bufferOf(source, tooLong), tooLong, problem);
    }

    private static BufferedSource sourceOf(Response received) {
        return Objects.requireNonNull(received.body()).source();
    }

    /** What has been read: once it is complete, a cancellation must not lose it. */
    private static Buffer bufferOf(BufferedSource source, boolean tooLong) throws IOException {
        Buffer buffer = source.getBuffer();
        return tooLong ? new Buffer().write(buffer.readByteString(KEPT_OF_A_LONGER_BODY)) : buffer;
    }

    private HttpResponse read(Response received, Buffer body, boolean tooLong, @Nullable IOException problem)
            throws IOException {
        Headers headers = received.headers();
        return new HttpResponse(
                received.code(),
                headers,
                ResponseBody.create(body, null, -1).string(),
                tooLong,
                Optional.ofNullable(problem),
                RetryAfter.of(headers, settings.clock().now()));
    }

    private HttpResponse unread(SendGuard.Refusal refusal, Exception problem) {
        return new HttpResponse(
                refusal.status(),
                refusal.headers(),
                "",
                false,
                Optional.of(problem),
                RetryAfter.of(refusal.headers(), settings.clock().now()));
    }

    /** A response, complete or a refusal without all of its body; empty if there was none. */
    Optional<HttpResponse> response() {
        return Optional.ofNullable(response);
    }

    /** The refusal that has come so far, while its body may still be read. */
    Optional<HttpResponse> refusalSoFar(Exception problem) {
        return guard.refusal().map(refusal -> unread(refusal, problem));
    }

    /** What ended the attempt without a response. */
    Throwable problem() {
        if (timedOut) {
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
        if (timedOut) {
            return tookAllTimeLeft()
                    ? HttpCall.timedOut(settings)
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

    boolean timedOut() {
        return timedOut;
    }

    /** Whether it timed out together with the call. */
    boolean tookAllTimeLeft() {
        return timedOut && limit.compareTo(settings.attemptTimeout()) < 0;
    }

    /** The token that was sent; empty before that. */
    String token() {
        return token;
    }

    Duration duration() {
        return Duration.ofNanos(settings.clock().nanoTime() - startedAt);
    }

    /**
     * Whether a request of this attempt or of one before it may have been processed, as far as is known now.
     *
     * @param result the response that the call ends with, or null; a 2xx says itself whether it was processed
     */
    boolean mayHaveBeenProcessed(@Nullable HttpResponse result) {
        boolean hasCompleteSuccess = result != null && result.isSuccess();
        return earlierMayHaveBeenProcessed || guard.mayHaveBeenProcessed(hasCompleteSuccess);
    }
}
