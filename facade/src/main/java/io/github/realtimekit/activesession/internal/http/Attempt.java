package io.github.realtimekit.activesession.internal.http;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.github.realtimekit.activesession.internal.Arguments;
import io.github.realtimekit.activesession.internal.Text;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Future;
import okhttp3.Call;
import okhttp3.Callback;
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

    private final CallSettings settings;
    private final int number;
    private final boolean earlierMayHaveBeenProcessed;
    private final Duration limit;
    private final Sends sends;
    private final Call call;
    private final long startedAt;
    private final AsyncTimeout timer = new AsyncTimeout() {
        @Override
        protected void timedOut() {
            cancel();
        }
    };

    private volatile boolean ended;
    private @Nullable Future<?> release;

    private volatile String token = "";

    // Written by the thread that sends, read when the attempt has ended.
    private boolean hasNoToken;
    private boolean timedOut;
    private @Nullable Throwable problem;
    private @Nullable HttpResponse response;

    /** An attempt of a call that has so much time left; the first one has none before it. */
    Attempt(CallSettings settings, Request request, boolean idempotent, Duration left, @Nullable Attempt previous) {
        this.settings = settings;
        this.number = previous == null ? 1 : previous.number + 1;
        this.earlierMayHaveBeenProcessed = previous != null && previous.mayHaveBeenProcessed(Sends.NO_STATUS);
        this.limit = left.compareTo(settings.attemptTimeout()) < 0 ? left : settings.attemptTimeout();
        this.sends = new Sends(idempotent);
        this.startedAt = settings.clock().nanoTime();
        Request.Builder tagged = request.newBuilder().tag(Transport.Exchange.class, this);
        RequestBody body = request.body();
        if (!idempotent && body != null) {
            tagged.method(request.method(), sends.guarded(body));
        }
        this.call = settings.transport().http().newCall(tagged.build());
        timer.timeout(Math.max(1, Clock.nanos(limit)), NANOSECONDS);
    }

    /** Sends the request on this thread, and returns when the attempt has ended. */
    void execute() {
        try {
            call.execute().close();
            end(null);
        } catch (Exception e) {
            end(e);
        }
    }

    /** Sends the request on a thread of the dispatcher, and runs {@code then} when the attempt has ended. */
    void enqueue(Runnable then) {
        call.enqueue(new Callback() {
            @Override
            public void onResponse(Call call, Response response) {
                response.close();
                onFailure(call, null);
            }

            @Override
            public void onFailure(Call call, @Nullable IOException e) {
                end(e);
                then.run();
            }
        });
    }

    private void end(@Nullable Exception e) {
        synchronized (this) {
            ended = true;
            if (release != null) {
                release.cancel(false);
            }
        }
        if (problem == null) {
            problem = e;
        }
    }

    /** Ends it at once, or a moment later by force. */
    void cancel() {
        if (ended) {
            return; // listeners of a handed-in client would hear of a cancellation that has no effect
        }
        call.cancel();
        synchronized (this) {
            if (!ended && release == null) {
                release = settings.transport().afterGrace(sends::release);
            }
        }
    }

    /** A complete response, or empty. */
    Optional<HttpResponse> response() {
        return Optional.ofNullable(response);
    }

    /** What ended the attempt without a complete response. */
    Optional<Throwable> problem() {
        return timedOut
                ? Optional.of(new InterruptedIOException("timeout").initCause(problem))
                : Optional.ofNullable(problem);
    }

    /** The same in words. */
    String reason() {
        if (hasNoToken) {
            return "the token supplier failed, see the cause"; // its own words could have a token in them
        }
        if (timedOut) {
            boolean isLast = limit.compareTo(settings.attemptTimeout()) < 0;
            return "no complete response within "
                    + Text.seconds(isLast ? settings.timeout() : settings.attemptTimeout());
        }
        String what = !sends.isEmpty()
                ? "no complete response"
                : number == 1 ? "the request was not sent" : "the last attempt was not sent";
        return problem == null ? what : what + ", " + problem;
    }

    int number() {
        return number;
    }

    boolean hasNoToken() {
        return hasNoToken;
    }

    boolean timedOut() {
        return timedOut;
    }

    /** The token that was sent; empty before that. */
    String token() {
        return token;
    }

    Duration duration() {
        return Duration.ofNanos(settings.clock().nanoTime() - startedAt);
    }

    /** The same as {@link Sends#mayHaveBeenProcessed}, for this attempt and those before it. */
    boolean mayHaveBeenProcessed(int status) {
        return earlierMayHaveBeenProcessed || sends.mayHaveBeenProcessed(status);
    }

    @Override
    public Response exchange(Interceptor.Chain chain) throws IOException {
        timer.enter();
        try {
            Request signed = sign(chain.request());
            int connectMillis = settings.transport().connectMillis(limit);
            try (Response received =
                    chain.withConnectTimeout(connectMillis, MILLISECONDS).proceed(signed)) {
                response = read(received);
                return received;
            }
        } catch (IOException e) {
            problem = e instanceof ProtocolException && e.getCause() != null ? e.getCause() : e;
            throw e;
        } catch (Throwable e) { // thrown on as it is, it would end a thread of the dispatcher
            if (e instanceof InterruptedException) { // OkHttp 5 while it connects
                Thread.currentThread().interrupt();
            }
            problem = e;
            throw new IOException("an interceptor or the token supplier failed", e);
        } finally {
            timedOut = timer.exit();
        }
    }

    @Override
    public Response send(Interceptor.Chain chain) throws IOException {
        return sends.send(chain);
    }

    private Request sign(Request request) {
        hasNoToken = true;
        String current = Arguments.token(settings.apiToken().get());
        hasNoToken = false;
        token = current;
        return request.newBuilder()
                .header("Authorization", "Bearer " + current)
                .header("Accept", "application/json")
                .header("User-Agent", USER_AGENT)
                .build();
    }

    private HttpResponse read(Response received) throws IOException {
        BufferedSource source = Objects.requireNonNull(received.body()).source();
        try {
            boolean tooLong = source.request(LONGEST_BODY + 1);
            var kept = tooLong ? new Buffer().write(source.readByteString(KEPT_OF_A_LONGER_BODY)) : source.getBuffer();
            // From the buffer only: a cancellation after the last byte must not lose a complete response.
            String text = ResponseBody.create(kept, null, -1).string();
            return new HttpResponse(received.code(), received.headers(), text, tooLong);
        } catch (IOException e) {
            sends.responseIsIncomplete();
            throw e;
        }
    }
}
