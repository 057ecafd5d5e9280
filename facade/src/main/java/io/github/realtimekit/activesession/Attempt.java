package io.github.realtimekit.activesession;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a call, which its OkHttp call carries as a tag. As an interceptor at three places it signs the
 * request, lets it pass to the connection once (twice if it is idempotent), and reads the whole response.
 */
final class Attempt {
    private static final long KEPT_OF_A_LARGER_BODY = 64L * 1024;
    private static final String USER_AGENT = "realtimekit-active-session/" + Version.VERSION;

    private final int number;
    private final int maxPasses;
    private final Tokens tokens;
    private final Clock clock;
    private final Duration timeout;
    private final Call call;

    // Guarded by this: a thread that sends and one that aborts meet here.
    private int passes;
    /** A pass before may have been processed. */
    private boolean lost;
    /** This one has no complete response. */
    private boolean open;
    /** This one has a 2xx. */
    private boolean processed;

    private boolean aborted;
    private boolean ended;

    // Written by the thread that sends, before the attempt ends.
    private @Nullable Throwable problem;
    private @Nullable ApiResponse response;
    private @Nullable String unreadable;

    private volatile @Nullable Long startedAt;

    /** An attempt that may take {@code limit} from when it is sent, which follows from the setting {@code timeout}. */
    Attempt(
            int number,
            Operation operation,
            Tokens tokens,
            Clock clock,
            Duration limit,
            Duration timeout,
            OkHttpClient http,
            Request request) {
        this.number = number;
        this.maxPasses = operation.idempotent() ? 2 : 1;
        this.tokens = tokens;
        this.clock = clock;
        this.timeout = timeout;
        this.call = http.newCall(request.newBuilder().tag(Attempt.class, this).build());
        call.timeout().timeout(Math.max(1, Clock.nanos(limit)), TimeUnit.NANOSECONDS);
    }

    /** Sends the request on this thread, and returns when the attempt has ended. */
    void execute() {
        try {
            call.execute().close();
            end(null, () -> {});
        } catch (Throwable e) {
            end(e, () -> {});
        }
    }

    /** Sends the request on a thread of the dispatcher, and runs {@code then} once when the attempt has ended. */
    void enqueue(Runnable then) {
        try {
            call.enqueue(new Callback() {
                @Override
                public void onResponse(Call call, Response response) {
                    onFailure(call, null);
                }

                @Override
                public void onFailure(Call call, @Nullable IOException e) {
                    end(e, then);
                }
            });
        } catch (Throwable e) { // of a listener, or of an executor that has no thread
            end(e, then);
        }
    }

    /** Cancels it. Nothing is sent afterwards. */
    void abort() {
        synchronized (this) {
            aborted = true;
            if (ended) {
                return; // listeners of a handed-in client would hear of a cancellation that has no effect
            }
        }
        try {
            call.cancel();
        } catch (Throwable e) {
            // Of a listener, which hears of it when it is done.
        }
    }

    boolean started() {
        return startedAt != null;
    }

    /** How long it has been on its way. */
    Duration duration() {
        Long start = startedAt;
        return start == null ? Duration.ZERO : Duration.ofNanos(clock.nanoTime() - start);
    }

    /** Whether a request may have been processed, as far as is known now. */
    synchronized boolean mayHaveBeenProcessed() {
        return lost || open || processed;
    }

    /** What the attempt gave, when it has ended. Throws an {@code Error} that ended it. */
    synchronized Evaluation.Result result() {
        if (problem instanceof Error error) {
            throw error;
        }
        if (response != null) {
            boolean replaced = processed && response.status() > 299; // by an interceptor
            return new Evaluation.Received(response, unreadable, lost || open || replaced);
        }
        Throwable raw = problem instanceof WireResponse.Final last ? last.getCause() : problem;
        boolean noToken = raw instanceof Tokens.Unavailable;
        Throwable cause = raw == null || noToken ? raw : tokens.redact(raw);
        boolean answered = passes > 0 && maxPasses == 1 && !open; // a poll is not sent again after another response
        return new Evaluation.NotReceived(reason(raw, cause), cause, noToken || answered, mayHaveBeenProcessed());
    }

    private String reason(@Nullable Throwable raw, @Nullable Throwable cause) {
        if (raw instanceof Tokens.Unavailable) {
            return "the token supplier failed, see the cause"; // its own words could have a token in them
        }
        if (isTimeout(raw)) {
            return "no response within " + Messages.seconds(timeout);
        }
        String what = passes == 0
                ? (number == 1 ? "the request was not sent" : "the last attempt was not sent")
                : open ? "no complete response" : "an interceptor failed after the response";
        return cause == null ? what : what + ", " + Messages.excerpt(Messages.text(cause));
    }

    private void end(@Nullable Throwable thrown, Runnable then) {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            if (problem == null || isTimeout(thrown)) {
                problem = isTimeout(thrown) || !(thrown instanceof IOException) ? thrown : unwrapped(thrown);
            }
        }
        then.run();
    }

    /** What a listener or an executor threw: OkHttp 4 suppresses it, OkHttp 5 makes it the cause. */
    private static Throwable unwrapped(Throwable thrown) {
        Throwable[] suppressed = thrown.getSuppressed();
        Throwable inner = suppressed.length == 1 ? suppressed[0] : thrown.getCause();
        return inner == null ? thrown : inner;
    }

    /** Whether the limit of the attempt has passed; a time limit of a handed-in client has another class. */
    private static boolean isTimeout(@Nullable Throwable thrown) {
        return thrown != null
                && thrown.getClass() == InterruptedIOException.class
                && "timeout".equals(thrown.getMessage());
    }

    /** The first application interceptor: only the call is above it. */
    static Response exchange(Interceptor.Chain chain) throws IOException {
        return of(chain).signAndRead(chain);
    }

    /** The last application interceptor: those of a handed-in client, above it, see what the service sent. */
    static Response unmask(Interceptor.Chain chain) throws IOException {
        return WireResponse.unmasked(chain.proceed(chain.request()));
    }

    /** The last network interceptor: below it is only the connection, which stands by now. */
    static Response send(Interceptor.Chain chain) throws IOException {
        return of(chain).sendOnce(chain);
    }

    /** The request of the call has the tag, also where an interceptor has replaced the request. */
    private static Attempt of(Interceptor.Chain chain) {
        return Objects.requireNonNull(chain.call().request().tag(Attempt.class));
    }

    private Response signAndRead(Interceptor.Chain chain) throws IOException {
        startedAt = clock.nanoTime();
        try {
            Request signed = chain.request()
                    .newBuilder()
                    .header("Authorization", "Bearer " + tokens.next())
                    .header("Accept", "application/json")
                    .header("User-Agent", USER_AGENT)
                    .build();
            try (Response received = chain.proceed(signed)) {
                read(WireResponse.checked(received, null));
                return received.newBuilder()
                        .body(ResponseBody.create(new byte[0], null))
                        .build();
            }
        } catch (IOException e) {
            problem = e;
            throw e;
        } catch (Throwable e) {
            if (e instanceof InterruptedException) { // OkHttp 5 while it connects
                Thread.currentThread().interrupt();
            }
            problem = e; // thrown on as it is, it would end a thread of the dispatcher
            throw new IOException("an interceptor or the transport failed", e);
        }
    }

    private void read(Response received) throws IOException {
        byte[] bytes = {};
        ResponseBody body = received.body();
        if (body != null) {
            BufferedSource source = body.source();
            try {
                if (source.request(WireResponse.MAX_BODY + 1)) {
                    unreadable = "it is larger than 16 MiB";
                    bytes = source.readByteArray(KEPT_OF_A_LARGER_BODY);
                } else {
                    bytes = source.readByteArray();
                }
            } catch (IOException e) {
                unreadable = "it cannot be unpacked";
                bytes = source.getBuffer().readByteArray();
            }
        }
        response = new ApiResponse(received.code(), received.headers(), bytes, number, tokens);
    }

    private Response sendOnce(Interceptor.Chain chain) throws IOException {
        beginPass();
        Response received;
        try {
            received = chain.proceed(chain.request());
        } catch (IOException e) {
            // The HTTP/2 connection was shut down before it took the request; OkHttp 5 hides the class.
            if (e.getClass().getName().equals("okhttp3.internal.http2.ConnectionShutdownException")) {
                takeBack();
            }
            throw passes < maxPasses ? e : new WireResponse.Final(e);
        }
        if (WireResponse.isOfProxy(received, chain)) {
            takeBack(); // OkHttp may send it with credentials
            return received;
        }
        Response whole = WireResponse.buffered(WireResponse.checked(received, chain.connection()));
        endPass(whole.code());
        return WireResponse.masked(whole);
    }

    /** The one step that decides between sent and aborted. */
    private synchronized void beginPass() throws IOException {
        if (aborted || passes == maxPasses) {
            throw new ProtocolException(aborted ? "Canceled" : "the request was not sent again");
        }
        passes++;
        lost |= open || processed;
        open = true;
        processed = false;
    }

    private synchronized void endPass(int status) {
        lost |= RetryPolicy.leavesOpen(status);
        open = false;
        processed = status < 300;
    }

    /** The service saw nothing of this pass. */
    private synchronized void takeBack() {
        passes--;
        open = false;
    }
}
