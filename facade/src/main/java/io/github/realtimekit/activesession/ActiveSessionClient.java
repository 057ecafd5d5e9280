package io.github.realtimekit.activesession;

import io.github.realtimekit.activesession.internal.Arguments;
import io.github.realtimekit.activesession.internal.http.Clock;
import io.github.realtimekit.activesession.internal.http.Settings;
import io.github.realtimekit.activesession.internal.http.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * A client for the active session of a Cloudflare RealtimeKit meeting. It is thread-safe and holds connections: build
 * one and keep it.
 *
 * <pre>{@code
 * try (var client = ActiveSessionClient.builder()
 *         .apiToken(System.getenv("CLOUDFLARE_API_TOKEN"))
 *         .accountId("023e105f4ecef8ad9ca31a8372d0c353")
 *         .appId("14a396e7-ca44-4937-bf1f-050a69118543")
 *         .build()) {
 *     ActiveSession session = client.get(meetingId);
 *     Poll poll = client.createPoll(meetingId, NewPoll.of("Ship it?", "Yes", "No")).poll();
 *     client.kick(meetingId, Participants.withCustomIds("troll-42"));
 *     client.kickAll(meetingId);
 * }
 * }</pre>
 *
 * <p><b>Errors.</b> An invalid argument is a {@code NullPointerException} or an {@code IllegalArgumentException}, and a
 * call on a closed client is an {@code IllegalStateException}; nothing is sent. Every other failure is a
 * {@link RealtimeKitException}, a 2xx response with {@code "success": false} included. Catch the subtypes that you can
 * react to.
 *
 * <p><b>Retries.</b> A call that fails is retried where that may help, within its timeout. A poll that is sent twice
 * exists twice, so {@code createPoll} is retried only if the poll was certainly not created. The table is in the
 * <a href="https://github.com/realtimekit/realtimekit-active-session-java#retries-and-timeouts">README</a>.
 *
 * <p><b>Timeouts.</b> {@link Builder#timeout(Duration)} limits the whole call. A blocking call can take longer if
 * a DNS look-up, a token supplier or an interceptor blocks, and a second longer if an HTTP/2 peer stops reading. An
 * interrupt ends a backoff at once, with the interrupt flag set. An attempt on the wire goes on until its own timeout,
 * except on a virtual thread, where an interrupt ends it at once. Calls of {@link #async()} can be cancelled.
 *
 * <p>The client is an interface so that programs can proxy, decorate and fake it. A minor version may add methods.
 */
public interface ActiveSessionClient extends AutoCloseable {
    /** {@return a builder with the default settings; it needs the API token, the account id and the app id} */
    static Builder builder() {
        return new Builder();
    }

    /**
     * {@return a client with the default settings and what {@link Builder#fromEnvironment()} reads}
     *
     * @throws IllegalStateException if required variables are missing or blank; the message names all of them
     * @throws IllegalArgumentException if the value of a variable is invalid
     */
    static ActiveSessionClient fromEnvironment() {
        return builder().fromEnvironment().build();
    }

    /**
     * {@return the meeting's active session} The request is {@code GET …/active-session}.
     *
     * @param meetingId the meeting's id: a UUID, or for a V1 meeting a room name such as {@code abcdef-ghijkl}
     * @throws NotFoundException if there is no active session; {@link #find} returns an empty {@code Optional} instead
     * @throws RealtimeKitException if the call fails for another reason
     */
    ActiveSession get(String meetingId);

    /**
     * {@return the meeting's active session, or empty if RealtimeKit itself says that there is none} The request is
     * {@code GET …/active-session}.
     *
     * @param meetingId the meeting's id
     * @throws RealtimeKitException if the call fails for another reason, such as a wrong account id or app id
     */
    Optional<ActiveSession> find(String meetingId);

    /**
     * Removes participants from the session. They can come back until they are deleted from the meeting, for which
     * RealtimeKit has another endpoint. A retry also removes a participant who has come back since the first attempt.
     * The request is {@code POST …/active-session/kick}.
     *
     * @param meetingId the meeting's id
     * @param participants the participants to remove
     * @return the kicked participants
     * @throws NotFoundException if the session or a participant is not there; the API does not say which, but
     *     {@link #find} does. After a retry, an earlier attempt may have removed the participants: see
     *     {@link RealtimeKitException#requestMayHaveBeenProcessed()}
     * @throws RealtimeKitException if the call fails for another reason
     */
    KickResult kick(String meetingId, Participants participants);

    /**
     * Removes all participants, which ends the session and stops a running recording. A retry also removes participants
     * who have joined since the first attempt. The request is {@code POST …/active-session/kick-all}, without a body.
     *
     * @param meetingId the meeting's id
     * @return how many participants were removed
     * @throws NotFoundException if there is no session; after a retry, perhaps because an earlier attempt ended it
     * @throws RealtimeKitException if the call fails for another reason
     */
    KickAllResult kickAll(String meetingId);

    /**
     * Creates a poll in the session. A request that may have been processed is never sent again: the call fails, and
     * {@link RealtimeKitException#requestMayHaveBeenProcessed()} is true. No operation lists polls, so check the
     * meeting before creating the poll again. The request is {@code POST …/active-session/poll}.
     *
     * @param meetingId the meeting's id
     * @param poll the poll to create
     * @return the created poll
     * @throws NotFoundException if there is no session
     * @throws RealtimeKitException if the call fails for another reason
     */
    CreatePollResult createPoll(String meetingId, NewPoll poll);

    /** {@return an asynchronous view of this client} */
    AsyncActiveSessionClient async();

    /**
     * {@return a builder with this client's settings}
     *
     * <pre>{@code
     * ActiveSession session = client.newBuilder().timeout(Duration.ofSeconds(3)).build().get(meetingId);
     * }</pre>
     *
     * What it builds shares this client's connections and is closed with it, unless {@link Builder#httpClient} or
     * {@link Builder#customizeHttpClient} is called. That is cheap enough to do for a single call.
     */
    Builder newBuilder();

    /**
     * Closes the client: calls in flight fail with a {@link TransportException}, later calls with an
     * {@code IllegalStateException}. Closing again does nothing. An {@code OkHttpClient} that you supplied stays open.
     * A client from {@link #newBuilder()} closes with the client whose connections it shares; closing it does nothing.
     */
    @Override
    void close();

    /**
     * Builds an {@link ActiveSessionClient}. The API token, the account id and the app id are required; the other
     * settings have defaults. A builder is not thread-safe.
     */
    final class Builder {
        private static final HttpUrl CLOUDFLARE = HttpUrl.get("https://api.cloudflare.com/client/v4/");

        private @Nullable Supplier<String> apiToken;
        private @Nullable String accountId;
        private @Nullable String appId;
        private HttpUrl baseUrl = CLOUDFLARE;
        private boolean allowsPlainHttp;
        private Duration timeout = Duration.ofSeconds(60);
        private Duration attemptTimeout = Duration.ofSeconds(20);
        private int maxRetries = 2;
        private @Nullable Executor executor;
        private Clock clock = new Clock();
        private int maxCallsAtOnce = Transport.MAX_CALLS_AT_ONCE;

        private @Nullable Transport shared;
        private @Nullable OkHttpClient httpClient;
        private final List<Consumer<OkHttpClient.Builder>> customizers = new ArrayList<>();

        private Builder() {}

        /** With the settings of a client, and its transport unless another one is asked for. */
        Builder(Settings settings, Transport shared) {
            this.apiToken = settings.apiToken();
            this.accountId = settings.accountId();
            this.appId = settings.appId();
            this.baseUrl = settings.baseUrl();
            this.allowsPlainHttp = settings.allowsPlainHttp();
            this.timeout = settings.timeout();
            this.attemptTimeout = settings.attemptTimeout();
            this.maxRetries = settings.maxRetries();
            this.executor = settings.executor().orElse(null);
            this.clock = settings.clock();
            this.shared = shared;
        }

        /**
         * Reads settings from the environment: {@code CLOUDFLARE_API_TOKEN}, {@code CLOUDFLARE_ACCOUNT_ID},
         * {@code REALTIMEKIT_APP_ID} and {@code CLOUDFLARE_BASE_URL}. A variable that is missing or blank changes
         * nothing; {@link #build()} names the settings that are still missing. A later setter wins.
         *
         * @return this builder
         * @throws IllegalArgumentException if the value of a variable is invalid
         */
        public Builder fromEnvironment() {
            return fromEnvironment(System.getenv());
        }

        Builder fromEnvironment(Map<String, String> environment) {
            Arguments.ifSet(environment.get("CLOUDFLARE_API_TOKEN"), this::apiToken);
            Arguments.ifSet(environment.get("CLOUDFLARE_ACCOUNT_ID"), this::accountId);
            Arguments.ifSet(environment.get("REALTIMEKIT_APP_ID"), this::appId);
            Arguments.ifSet(environment.get("CLOUDFLARE_BASE_URL"), this::baseUrl);
            return this;
        }

        /**
         * Sets the API token. Every operation, reads included, needs only the permission Realtime or Realtime Admin.
         *
         * @param apiToken the token without {@code Bearer}
         * @return this builder
         * @throws IllegalArgumentException if the token is blank, or is not printable ASCII without spaces
         */
        public Builder apiToken(String apiToken) {
            Arguments.token(apiToken);
            this.apiToken = () -> apiToken;
            return this;
        }

        /**
         * Sets a supplier of the API token, for tokens that change. It is called once per attempt, on the thread that
         * sends the attempt, so several threads may call it at once. If it throws or returns an invalid token, the call
         * fails with a {@link TransportException}, without a retry.
         *
         * @param apiToken returns the token without {@code Bearer}
         * @return this builder
         */
        public Builder apiToken(Supplier<String> apiToken) {
            this.apiToken = Objects.requireNonNull(apiToken, "apiToken must not be null");
            return this;
        }

        /**
         * Sets the id of the Cloudflare account.
         *
         * @param accountId the id, which is percent-encoded in the URL
         * @return this builder
         * @throws IllegalArgumentException if the id is blank, or has white space or an invisible character at its ends
         */
        public Builder accountId(String accountId) {
            this.accountId = Arguments.id("accountId", accountId);
            return this;
        }

        /**
         * Sets the id of the RealtimeKit app.
         *
         * @param appId the id, which is percent-encoded in the URL
         * @return this builder
         * @throws IllegalArgumentException if the id is blank, or has white space or an invisible character at its ends
         */
        public Builder appId(String appId) {
            this.appId = Arguments.id("appId", appId);
            return this;
        }

        /**
         * Sets the URL of the API; {@code https://api.cloudflare.com/client/v4} by default. It must be HTTPS, except on
         * loopback or with {@link #allowPlainHttp()}; {@link #build()} checks that.
         *
         * @param baseUrl an absolute URL; a slash at its end makes no difference
         * @return this builder
         * @throws IllegalArgumentException if it is not an HTTP URL, or has user info, a query or a fragment
         */
        public Builder baseUrl(String baseUrl) {
            this.baseUrl = Arguments.baseUrl(baseUrl);
            return this;
        }

        /**
         * Sets the timeout of a whole call, from connecting to the last attempt, backoffs included; 60 s by default.
         *
         * @param timeout longer than zero
         * @return this builder
         */
        public Builder timeout(Duration timeout) {
            this.timeout = Arguments.positive("timeout", timeout);
            return this;
        }

        /**
         * Sets the timeout of one attempt; 20 s by default. An attempt never outlasts the timeout of its call.
         *
         * @param attemptTimeout longer than zero
         * @return this builder
         */
        public Builder attemptTimeout(Duration attemptTimeout) {
            this.attemptTimeout = Arguments.positive("attemptTimeout", attemptTimeout);
            return this;
        }

        /**
         * Sets how often a call is retried at most; 2 by default, 0 for never. Within one attempt, OkHttp may send a
         * request once more, for instance when a connection has died while idle. That is not counted, and also happens
         * with {@code maxRetries(0)}. A poll is sent once more only if it was certainly not created.
         *
         * @param maxRetries zero or more
         * @return this builder
         */
        public Builder maxRetries(int maxRetries) {
            if (maxRetries < 0) {
                throw new IllegalArgumentException("maxRetries must not be negative, but is " + maxRetries);
            }
            this.maxRetries = maxRetries;
            return this;
        }

        /**
         * Customizes the library's own {@code OkHttpClient}: a proxy, TLS, interceptors, event listeners.
         *
         * <pre>{@code
         * ActiveSessionClient client = ActiveSessionClient.builder()
         *         .fromEnvironment()
         *         .customizeHttpClient(http -> http.proxy(proxy).addInterceptor(tracing))
         *         .build();
         * }</pre>
         *
         * <p>{@link #build()} runs the customizer once, on an {@code OkHttpClient.Builder} that has the library's
         * tuning. Called twice, both run, in that order. What a customizer throws comes out of {@code build()}.
         *
         * <p>Whatever it sets holds, timeouts, pings and the connection pool included, with these exceptions, which are
         * set afterwards: redirects are not followed; there is no {@code authenticator}, no cache and no call timeout;
         * the first and the last interceptor are the library's; and the {@code Dns} is wrapped, so that an address
         * to which no connection could be made is left out while there are others. A listener is wrapped for that, too, and does not hear of events that are
         * new in OkHttp 5. The limits and threads of the dispatcher are not used: see {@link #executor}. A connection
         * pool that you set is never closed.
         *
         * <p>On a builder from {@link ActiveSessionClient#newBuilder()}, it makes the new client open connections of its
         * own, which that client closes. They have only what is customized there, not what the first client had.
         *
         * @param customizer changes the builder that it is given
         * @return this builder
         */
        public Builder customizeHttpClient(Consumer<OkHttpClient.Builder> customizer) {
            customizers.add(Objects.requireNonNull(customizer, "customizer must not be null"));
            this.shared = null;
            return this;
        }

        /**
         * Sets an {@code OkHttpClient} to share a connection pool with. For a proxy, TLS, interceptors or listeners
         * alone, call {@link #customizeHttpClient} instead, which keeps the library's tuning.
         *
         * <p>Your client is never changed or closed. The library uses a copy of it that follows no redirects and has no
         * {@code authenticator}, no cache and no call timeout. Each attempt has its own limit, which takes the place of
         * the read and write timeouts; the connect timeout and the ping interval stay yours. The {@code Dns} and the
         * listener are wrapped as in {@link #customizeHttpClient}, so connections are shared among the clients that you
         * build on this {@code OkHttpClient}, and not with its other calls to the same host. The limits and threads of
         * its dispatcher are not used.
         *
         * <p>Without a {@code pingInterval}, a dead HTTP/2 connection stays in use. With OkHttp's own connect timeout,
         * an address that does not answer takes half of an attempt; one that accepts a connection and then says nothing
         * takes all of it. The next attempt passes over both.
         *
         * @param httpClient the client to copy
         * @return this builder
         */
        public Builder httpClient(OkHttpClient httpClient) {
            this.httpClient = Objects.requireNonNull(httpClient, "httpClient must not be null");
            this.shared = null;
            return this;
        }

        /**
         * Sets where asynchronous calls run: virtual threads, a pool that propagates context, Spring's
         * {@code TaskExecutor}.
         *
         * <pre>{@code
         * builder.executor(Executors.newVirtualThreadPerTaskExecutor());
         * }</pre>
         *
         * <p>By default, they run on threads of the library's own, at most 1,024 at once; the others wait, while their
         * timeout runs. A call keeps its thread during a backoff. A thread of yours is free before the future is
         * completed: futures are completed on threads of the library's own, so a stage that blocks delays no call.
         *
         * <p>The executor is never shut down. If it rejects a call, the future fails at once with a
         * {@link TransportException}; if it never runs a call, the future fails when the timeout has passed. An
         * executor that runs tasks on the caller's thread blocks the caller.
         *
         * @param executor runs each call as one task
         * @return this builder
         */
        public Builder executor(Executor executor) {
            this.executor = Objects.requireNonNull(executor, "executor must not be null");
            return this;
        }

        /**
         * Allows plain HTTP, with an unencrypted token, to hosts other than loopback: for a stub server of your tests.
         *
         * @return this builder
         */
        public Builder allowPlainHttp() {
            this.allowsPlainHttp = true;
            return this;
        }

        Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        Builder maxCallsAtOnce(int maxCallsAtOnce) {
            this.maxCallsAtOnce = maxCallsAtOnce;
            return this;
        }

        /**
         * {@return a new client}
         *
         * @throws IllegalStateException if the API token, the account id or the app id is missing; the message names
         *     each, with its setter and its variable. Also if {@link #httpClient} and {@link #customizeHttpClient} were
         *     both called
         * @throws IllegalArgumentException if the base URL is plain HTTP and that is not allowed
         */
        public ActiveSessionClient build() {
            Settings settings = settings();
            if (httpClient != null && !customizers.isEmpty()) {
                throw new IllegalStateException("call either httpClient or customizeHttpClient, not both:"
                        + " your own OkHttpClient is customized before it is supplied");
            }
            if (!allowsPlainHttp) {
                Arguments.encrypted(baseUrl);
            }

            boolean ownsTransport = shared == null;
            return new DefaultActiveSessionClient(settings, shared == null ? newTransport() : shared, ownsTransport);
        }

        private Settings settings() {
            Supplier<String> token = apiToken;
            String account = accountId;
            String app = appId;
            if (token == null || account == null || app == null) {
                throw new IllegalStateException(
                        "not set: " + String.join("; ", missing()) + "; fromEnvironment() reads the variables");
            }
            return new Settings(
                    token,
                    account,
                    app,
                    baseUrl,
                    allowsPlainHttp,
                    timeout,
                    attemptTimeout,
                    maxRetries,
                    Optional.ofNullable(executor),
                    clock);
        }

        private List<String> missing() {
            List<String> missing = new ArrayList<>();
            if (apiToken == null) {
                missing.add("apiToken (CLOUDFLARE_API_TOKEN)");
            }
            if (accountId == null) {
                missing.add("accountId (CLOUDFLARE_ACCOUNT_ID)");
            }
            if (appId == null) {
                missing.add("appId (REALTIMEKIT_APP_ID)");
            }
            return missing;
        }

        private Transport newTransport() {
            return httpClient == null
                    ? Transport.createOwn(customizers, maxCallsAtOnce)
                    : Transport.basedOn(httpClient, maxCallsAtOnce);
        }
    }
}
