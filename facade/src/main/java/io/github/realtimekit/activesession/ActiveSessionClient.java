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
 * one and reuse it.
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
 * <p><b>Errors.</b> An invalid argument throws {@code NullPointerException} or {@code IllegalArgumentException}, and a
 * call on a closed client throws {@code IllegalStateException}; in either case nothing is sent. Every other failure is
 * a {@link RealtimeKitException}, including a 2xx response with {@code "success": false}. Catch the subtypes that you
 * can handle.
 *
 * <p><b>Retries.</b> The client retries a failed call when that can help and the timeout allows it. Posting a poll
 * twice creates two polls, so {@code createPoll} is retried only if the poll was certainly not created. The <a
 * href="https://github.com/realtimekit/realtimekit-active-session-java#retries-and-timeouts">README</a> has the table.
 *
 * <p><b>Timeouts.</b> {@link Builder#timeout(Duration)} limits the whole call. A blocking call can take longer if a DNS
 * lookup, a token supplier or an interceptor blocks, and a second longer if an HTTP/2 peer stops reading. Interrupting
 * the thread ends a backoff immediately and leaves the interrupt flag set. An attempt already on the wire continues
 * until the next bytes arrive or until its own timeout, and may then fail, except on a virtual thread, where it ends
 * immediately. To cancel a call, use {@link #async()}.
 *
 * <p><b>Endpoints.</b> Below, {@code …} stands for
 * {@code /accounts/{account_id}/realtime/kit/{app_id}/meetings/{meeting_id}}.
 *
 * <p>This is an interface so that you can proxy, decorate and fake it. A minor version may add methods.
 */
public interface ActiveSessionClient extends AutoCloseable {
    /** {@return a builder with the default settings; the API token, the account id and the app id must be set} */
    static Builder builder() {
        return new Builder();
    }

    /**
     * {@return a client with the default settings, configured from the environment by
     * {@link Builder#fromEnvironment()}}
     *
     * @throws IllegalStateException if required variables are missing or blank; the message lists all of them
     * @throws IllegalArgumentException if a variable has an invalid value
     */
    static ActiveSessionClient fromEnvironment() {
        return builder().fromEnvironment().build();
    }

    /**
     * {@return the meeting's active session} Sends {@code GET …/active-session}.
     *
     * @param meetingId the meeting's id: a UUID, or a room name such as {@code abcdef-ghijkl} for a V1 meeting
     * @throws NotFoundException if there is no active session; {@link #find} returns an empty {@code Optional} instead
     * @throws RealtimeKitException if the call fails for another reason
     */
    ActiveSession get(String meetingId);

    /**
     * {@return the meeting's active session, or empty if RealtimeKit itself reports that there is none} Sends
     * {@code GET …/active-session}.
     *
     * @param meetingId the meeting's id
     * @throws RealtimeKitException if the call fails for another reason, such as a wrong account id or app id
     */
    Optional<ActiveSession> find(String meetingId);

    /**
     * Kicks participants out of the session. They can rejoin until they are deleted from the meeting, which is a
     * different endpoint of RealtimeKit. A retry also kicks a participant who has rejoined since the first attempt.
     * Sends {@code POST …/active-session/kick}.
     *
     * @param meetingId the meeting's id
     * @param participants the participants to kick
     * @return the kicked participants
     * @throws NotFoundException if the session or a participant does not exist. The API does not say which; call
     *     {@link #find} to find out. After a retry, an earlier attempt may have kicked the participants: check
     *     {@link RealtimeKitException#requestMayHaveBeenProcessed()}
     * @throws RealtimeKitException if the call fails for another reason
     */
    KickResult kick(String meetingId, Participants participants);

    /**
     * Kicks all participants, which ends the session and stops a running recording. A retry also kicks participants who
     * have joined since the first attempt. Sends {@code POST …/active-session/kick-all} without a body.
     *
     * @param meetingId the meeting's id
     * @return the number of kicked participants
     * @throws NotFoundException if there is no active session; after a retry, an earlier attempt may have ended it
     * @throws RealtimeKitException if the call fails for another reason
     */
    KickAllResult kickAll(String meetingId);

    /**
     * Creates a poll in the session. A request that may have been processed is never resent; instead the call fails,
     * and {@link RealtimeKitException#requestMayHaveBeenProcessed()} returns true. The API cannot list polls, so check
     * the meeting before creating the poll again. Sends {@code POST …/active-session/poll}.
     *
     * @param meetingId the meeting's id
     * @param poll the poll to create
     * @return the created poll
     * @throws NotFoundException if there is no active session
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
     * <p>The new client shares this client's connections and is closed with it, unless you call
     * {@link Builder#httpClient} or {@link Builder#customizeHttpClient}. Sharing makes it cheap enough to build a
     * client for a single call.
     */
    Builder newBuilder();

    /**
     * Closes the client. Calls in flight fail with a {@link TransportException}; later calls throw
     * {@code IllegalStateException}. Closing it again has no effect, and an {@code OkHttpClient} that you supplied
     * stays open. Closing a client that shares another client's connections (see {@link #newBuilder()}) has no effect
     * either: it is closed with that client.
     */
    @Override
    void close();

    /**
     * Builds an {@link ActiveSessionClient}.
     *
     * <pre>{@code
     * ActiveSessionClient client = ActiveSessionClient.builder()
     *         .fromEnvironment()
     *         .timeout(Duration.ofSeconds(30))
     *         .build();
     * }</pre>
     *
     * <p>The API token, the account id and the app id are required; the other settings have defaults. A builder is not
     * thread-safe.
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

        /** A builder with a client's settings, which keeps its transport unless told otherwise. */
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
         * {@code REALTIMEKIT_APP_ID} and {@code CLOUDFLARE_BASE_URL}. A missing or blank variable changes nothing;
         * {@link #build()} lists the required settings that are still missing. Setters called later override the
         * environment.
         *
         * @return this builder
         * @throws IllegalArgumentException if a variable has an invalid value
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
         * Sets the API token. Every operation, even a read, needs no more than the Realtime or Realtime Admin
         * permission.
         *
         * @param apiToken the token, without {@code Bearer}
         * @return this builder
         * @throws IllegalArgumentException if the token is blank, is quoted, or has a character other than printable
         *     ASCII, such as a space
         */
        public Builder apiToken(String apiToken) {
            Arguments.token(apiToken);
            this.apiToken = () -> apiToken;
            return this;
        }

        /**
         * Sets a supplier of the API token, for tokens that change. It is called once per attempt on the thread that
         * sends the attempt, so it must be thread-safe. If it throws or returns an invalid token, the call fails with a
         * {@link TransportException} and is not retried.
         *
         * @param apiToken returns the token, without {@code Bearer}
         * @return this builder
         */
        public Builder apiToken(Supplier<String> apiToken) {
            this.apiToken = Objects.requireNonNull(apiToken, "apiToken must not be null");
            return this;
        }

        /**
         * Sets the id of the Cloudflare account.
         *
         * @param accountId the id; it is percent-encoded in the URL
         * @return this builder
         * @throws IllegalArgumentException if the id is blank, is {@code .} or {@code ..}, is quoted, starts or ends
         *     with white space or an invisible character, or contains a control character
         */
        public Builder accountId(String accountId) {
            this.accountId = Arguments.id("accountId", accountId);
            return this;
        }

        /**
         * Sets the id of the RealtimeKit app.
         *
         * @param appId the id; it is percent-encoded in the URL
         * @return this builder
         * @throws IllegalArgumentException if the id is invalid, by the same rules as for {@link #accountId}
         */
        public Builder appId(String appId) {
            this.appId = Arguments.id("appId", appId);
            return this;
        }

        /**
         * Sets the base URL of the API; the default is {@code https://api.cloudflare.com/client/v4}. It must be HTTPS,
         * except on loopback or with {@link #allowPlainHttp()}; {@link #build()} checks this.
         *
         * @param baseUrl an absolute URL; a trailing slash makes no difference
         * @return this builder
         * @throws IllegalArgumentException if this is not an HTTP or HTTPS URL, or if it has user info, a query or a
         *     fragment
         */
        public Builder baseUrl(String baseUrl) {
            this.baseUrl = Arguments.baseUrl(baseUrl);
            return this;
        }

        /**
         * Sets the timeout of the whole call, from connecting to the last attempt, including backoffs; 60 s by default.
         *
         * @param timeout longer than zero
         * @return this builder
         */
        public Builder timeout(Duration timeout) {
            this.timeout = Arguments.positive("timeout", timeout);
            return this;
        }

        /**
         * Sets the timeout of one attempt; 20 s by default. The timeout of the call also ends the attempt.
         *
         * @param attemptTimeout longer than zero
         * @return this builder
         */
        public Builder attemptTimeout(Duration attemptTimeout) {
            this.attemptTimeout = Arguments.positive("attemptTimeout", attemptTimeout);
            return this;
        }

        /**
         * Sets the maximum number of retries: 2 by default, 0 for none. Even with {@code maxRetries(0)}, OkHttp may
         * resend a request within an attempt, for instance because an idle connection has died. These sends are not
         * counted. A poll is resent only if it was certainly not created.
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
         * Customizes the library's own {@code OkHttpClient}: proxy, TLS, interceptors, event listeners.
         *
         * <pre>{@code
         * ActiveSessionClient client = ActiveSessionClient.builder()
         *         .fromEnvironment()
         *         .customizeHttpClient(http -> http.proxy(proxy).addInterceptor(tracing))
         *         .build();
         * }</pre>
         *
         * <p>{@link #build()} runs the customizer once, on an {@code OkHttpClient.Builder} with the library's tuning.
         * If you add several customizers, they run in the order in which you added them. An exception from a customizer
         * is thrown by {@code build()}.
         *
         * <p>The customizer's settings are kept, including timeouts, pings and the connection pool, with a few
         * exceptions:
         *
         * <ul>
         *   <li>The client never follows redirects, and has no {@code authenticator}, cache or call timeout.
         *   <li>The first and the last interceptor are the library's own.
         *   <li>The {@code Dns} is wrapped, so that an address is skipped after a failed connection if there are
         *       others. To notice these failures, the event listener is wrapped, too, so it does not receive events
         *       that are new in OkHttp 5.
         *   <li>The dispatcher's limits and threads are not used; see {@link #executor}.
         * </ul>
         *
         * <p>A connection pool that you set is never closed.
         *
         * <p>On a builder from {@link ActiveSessionClient#newBuilder()}, this gives the new client its own connections,
         * which it closes itself. It starts from the library's defaults, not from the customizations of the original
         * client.
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
         * Sets an {@code OkHttpClient} whose connection pool the library shares. If all you need is a proxy, TLS,
         * interceptors or listeners, call {@link #customizeHttpClient} instead, which keeps the library's tuning.
         *
         * <pre>{@code
         * ActiveSessionClient client = ActiveSessionClient.builder()
         *         .fromEnvironment()
         *         .httpClient(yourOkHttpClient)
         *         .build();
         * }</pre>
         *
         * <p>Your client is never changed or closed. The library uses a copy that follows no redirects and has no
         * {@code authenticator}, cache or call timeout. Its read and write timeouts are replaced by the attempt
         * timeout; its connect timeout is kept, and so is its ping interval, unless that is zero: then HTTP/2
         * connections are pinged every 5 s, since nothing else would notice a dead one. The {@code Dns} and the event
         * listener are wrapped as in {@link #customizeHttpClient}, so connections are shared among the clients that you
         * build on this {@code OkHttpClient}, but not with other calls that you make through it to the same host. The
         * dispatcher's limits and threads are not used.
         *
         * <p>With OkHttp's default connect timeout, an address that does not answer takes up half of an attempt, and
         * one that accepts a connection but then stays silent takes up all of it. The next attempt skips either kind.
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
         * Sets the executor for asynchronous calls: virtual threads, a pool that propagates context, Spring's
         * {@code TaskExecutor}.
         *
         * <pre>{@code
         * builder.executor(Executors.newVirtualThreadPerTaskExecutor());
         * }</pre>
         *
         * <p>By default, calls run on the library's own threads, at most 1,024 at once. The others wait in a queue, and
         * their timeouts include the wait. A call occupies its thread during a backoff. The executor's thread is
         * released before the future completes: futures always complete on the library's own threads, so a stage that
         * blocks does not delay other calls.
         *
         * <p>The library never shuts the executor down. If it rejects a call, the future fails immediately with a
         * {@link TransportException}; if it never runs the call, the future fails once the timeout has passed. An
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
         * Allows plain HTTP to hosts other than loopback, for a stub server in tests. The token is then sent
         * unencrypted.
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
         * @throws IllegalStateException if the API token, the account id or the app id is missing; the message lists
         *     the missing ones with their setters and environment variables; or if both {@link #httpClient} and
         *     {@link #customizeHttpClient} were called
         * @throws IllegalArgumentException if the base URL is plain HTTP to a host other than loopback, without
         *     {@link #allowPlainHttp()}
         */
        public ActiveSessionClient build() {
            Settings settings = settings();
            if (httpClient != null && !customizers.isEmpty()) {
                throw new IllegalStateException("call either httpClient or customizeHttpClient, not both:"
                        + " customize your own OkHttpClient before you supply it");
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
