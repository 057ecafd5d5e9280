package io.github.realtimekit.activesession;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ProtocolException;
import java.net.Proxy;
import java.util.function.Supplier;
import okhttp3.Connection;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way, which carries this as its tag. Signs the request, sees that it goes out no more than once
 * whatever the transport would like to repeat, and keeps the answer.
 */
final class Attempt {
    /** More than any answer of this API. */
    static final long LARGEST_BODY = 16L * 1024 * 1024;

    private static final long KEPT_OF_A_LARGER_BODY = 64L * 1024;
    private static final String USER_AGENT = "realtimekit-active-session/" + Version.VERSION;

    private Supplier<String> tokens = () -> "";
    private Token token = Token.NONE;
    private volatile boolean sent;
    private boolean arriving;
    private boolean packed;
    private @Nullable IOException failure;
    private int status;
    private @Nullable Response asItCame;
    private @Nullable Response answer;
    private byte[] body = {};
    private @Nullable String broken;

    /** Says who has the token, and which attempt was signed before. It is asked late, on the thread that sends. */
    void signWith(Supplier<String> tokens, @Nullable Attempt before) {
        this.tokens = tokens;
        if (before != null) {
            token = before.token;
        }
    }

    /** The outermost interceptor: nothing above it but the call itself. */
    static Response run(Interceptor.Chain chain) throws IOException {
        return of(chain).signAndRead(chain);
    }

    /** The innermost interceptor: below it is only the connection, which stands by now. */
    static Response send(Interceptor.Chain chain) throws IOException {
        return of(chain).sendOnce(chain);
    }

    /** Whether any part of the request may have reached the service. */
    boolean sent() {
        return sent;
    }

    /** The token that signed the request. */
    Token token() {
        return token;
    }

    /** What went wrong, without what a peer said: it can say the token back. */
    Throwable cleaned(Throwable problem) {
        return token.strikeOut(Messages.unquoted(problem instanceof SentOnce refusal ? refusal.reason() : problem));
    }

    /** The complete answer, or null if there was none. */
    @Nullable
    ApiResponse response(int attempts) {
        if (answer == null) {
            return null;
        }
        Response head = asItCame == null ? answer : asItCame;
        return new ApiResponse(head.code(), withCleanRayId(head.headers()), body, attempts);
    }

    /** What is wrong with the body of an answer that is complete otherwise; null if nothing is. */
    @Nullable
    String broken() {
        return broken;
    }

    /** Of all headers this one is shown in messages and logs, and a peer can say the token back in it. */
    private Headers withCleanRayId(Headers headers) {
        String rayId = headers.get("cf-ray");
        String clean = rayId == null ? null : token.strikeOut(rayId);
        return clean == null || clean.equals(rayId)
                ? headers
                : headers.newBuilder()
                        .removeAll("cf-ray")
                        .addUnsafeNonAscii("cf-ray", clean)
                        .build();
    }

    private static Attempt of(Interceptor.Chain chain) {
        Attempt attempt = chain.request().tag(Attempt.class);
        if (attempt == null) {
            throw new IllegalStateException("a request of another client");
        }
        return attempt;
    }

    private Response signAndRead(Interceptor.Chain chain) throws IOException {
        Token signature = Token.from(tokens, token);
        token = signature;
        Request request = chain.request()
                .newBuilder()
                .header("Authorization", signature.authorization())
                .header("Accept", "application/json")
                .header("User-Agent", USER_AGENT)
                .build();
        try (Response response = chain.proceed(request)) {
            ResponseBody content = response.body();
            if (content != null) {
                read(content.source());
            }
            answer = response;
            return response.newBuilder().body(ResponseBody.create(body, null)).build();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            // An interceptor of a handed-in client, which may throw anything if it is Kotlin, or OkHttp at what is no
            // HTTP.
            // Thrown on, it would end a thread of the dispatcher.
            throw new IOException("the transport or an interceptor failed: " + e, e);
        }
    }

    private void read(BufferedSource source) throws IOException {
        try {
            if (source.request(LARGEST_BODY + 1)) {
                broken = "it is larger than 16 MiB";
                body = source.readByteArray(KEPT_OF_A_LARGER_BODY);
            } else {
                body = source.readByteArray();
            }
        } catch (IOException e) {
            if (arriving || !packed) {
                throw e;
            }
            broken = "it cannot be unpacked";
            body = source.getBuffer().readByteArray();
        }
    }

    private Response sendOnce(Interceptor.Chain chain) throws IOException {
        if (sent) {
            throw failure == null
                    ? new SentOnce("an interceptor would send it again after HTTP " + status)
                    : new SentOnce(failure);
        }
        sent = true;
        Response response;
        try {
            response = chain.proceed(chain.request());
        } catch (IOException e) {
            failure = e;
            throw new SentOnce(e);
        }
        status = response.code();
        if (status == HttpURLConnection.HTTP_PROXY_AUTH && isOfProxy(chain)) {
            sent = false; // the service has seen nothing, and the transport may try with credentials
            return response;
        }
        return watched(withoutInvitation(response));
    }

    /** The proxy of an encrypted request answers before there is a connection. */
    private static boolean isOfProxy(Interceptor.Chain chain) {
        Connection connection = chain.connection();
        return connection != null
                && connection.route().proxy().type() == Proxy.Type.HTTP
                && !chain.request().isHttps();
    }

    /** Tells a packed body that does not arrive from one that arrives and is no such thing. */
    private Response watched(Response response) {
        ResponseBody content = response.body();
        if (content == null || response.header("Content-Encoding") == null) {
            return response;
        }
        packed = true;
        ForwardingSource source = new ForwardingSource(content.source()) {
            @Override
            public long read(Buffer sink, long byteCount) throws IOException {
                arriving = true;
                long count = super.read(sink, byteCount);
                arriving = false;
                return count;
            }
        };
        return response.newBuilder()
                .body(ResponseBody.create(Okio.buffer(source), content.contentType(), content.contentLength()))
                .build();
    }

    /**
     * OkHttp repeats after a 408, and after a 503 with Retry-After: 0, unless told to wait; and it throws a 407 away that no
     * proxy sent.
     */
    private Response withoutInvitation(Response response) {
        switch (response.code()) {
            case HttpURLConnection.HTTP_CLIENT_TIMEOUT, HttpURLConnection.HTTP_UNAVAILABLE -> {
                asItCame = response;
                return response.newBuilder().header("Retry-After", "1").build();
            }
            case HttpURLConnection.HTTP_PROXY_AUTH -> {
                asItCame = response;
                return response.newBuilder()
                        .code(HttpURLConnection.HTTP_BAD_REQUEST)
                        .build();
            }
            default -> {
                return response;
            }
        }
    }

    /** The transport connects anew and sends again after any other {@code IOException}, but not after this kind. */
    private static final class SentOnce extends ProtocolException {
        private static final long serialVersionUID = 1;

        SentOnce(String reason) {
            super(reason);
        }

        SentOnce(IOException cause) {
            this("a request is sent no more than once");
            initCause(cause);
        }

        Throwable reason() {
            Throwable cause = getCause();
            return cause == null ? new ProtocolException(getMessage()) : cause;
        }
    }
}
