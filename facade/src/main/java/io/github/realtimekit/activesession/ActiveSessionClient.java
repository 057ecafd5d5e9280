package io.github.realtimekit.activesession;

import io.github.realtimekit.activesession.generated.ActiveSessionApi;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The client for the active session of a Cloudflare RealtimeKit meeting. Make one and keep it: it is immutable, safe to share
 * between threads, and holds the connections.
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
 * <p><b>Failures.</b> A bad argument is an {@code IllegalArgumentException} or a {@code NullPointerException} before anything is
 * sent. Everything after that is a {@link RealtimeKitException}, whose subtypes tell what to do.
 *
 * <p><b>Repeats.</b> Looking and kicking are repeated when the connection is lost, an attempt times out, or the answer is 408,
 * 429 or 5xx; {@code createPoll} only when the connection was never made, or after a 429, since a poll that is posted twice
 * appears twice. The waits are 0.5 s doubling to 8 s, less up to a quarter of chance, or what {@code Retry-After} says. If a
 * wait does not fit into what is left of the timeout, the call fails at once.
 *
 * <p><b>Time.</b> {@link Builder#timeout(Duration)} bounds the whole call: connecting, every attempt, every wait. Only the
 * system's name look-up and a token supplier cannot be cut short. Interrupting a blocked thread ends a wait at once with the thread's interrupt
 * flag set; a request on the wire ends by its own timeout, or at once on a virtual thread. Use {@link #async()} for calls
 * that have to be cancelled.
 */
public final class ActiveSessionClient implements AutoCloseable {
    private final Settings settings;
    private final Calls calls;
    private final boolean madeTransport;

    private ActiveSessionClient(Settings settings, boolean madeTransport) {
        this.settings = settings;
        this.calls = new Calls(settings);
        this.madeTransport = madeTransport;
    }

    /** {@return a builder without credentials; token, account id and app id are required} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return a client with the default settings and the credentials of the environment, as
     * {@link Builder#fromEnvironment()} reads them}
     *
     * @throws IllegalStateException if variables are missing or blank; it names every one
     */
    public static ActiveSessionClient fromEnvironment() {
        return builder().fromEnvironment().build();
    }

    /**
     * {@return the session that is going on in the meeting; {@code GET …/active-session}}
     *
     * @param meetingId the id of the meeting, as RealtimeKit gave it
     * @throws NotFoundException if RealtimeKit says that there is none
     * @throws RealtimeKitException if the call fails otherwise
     */
    public ActiveSession get(String meetingId) {
        return calls.get(meetingId).execute();
    }

    /**
     * {@return the session that is going on in the meeting, or empty if, and only if, RealtimeKit itself says that there is
     * none; {@code GET …/active-session}}
     *
     * @param meetingId the id of the meeting, as RealtimeKit gave it
     * @throws RealtimeKitException if the call fails; a wrong account or app id is no empty {@code Optional}
     */
    public Optional<ActiveSession> find(String meetingId) {
        return calls.find(meetingId).execute();
    }

    /**
     * Removes participants from the session; {@code POST …/active-session/kick}. They can come back until they are deleted
     * from the meeting, which is another endpoint.
     *
     * @param meetingId the id of the meeting, as RealtimeKit gave it
     * @param participants whom to remove
     * @return who was removed
     * @throws NotFoundException if a participant or the session is not there; after a repeat, see
     *     {@link RealtimeKitException#requestMayHaveBeenProcessed()}
     * @throws RealtimeKitException if the call fails otherwise
     */
    public KickResult kick(String meetingId, Participants participants) {
        return calls.kick(meetingId, participants).execute();
    }

    /**
     * Removes everybody, which ends the session and stops a running recording; {@code POST …/active-session/kick-all}. If the
     * answer is lost the request is repeated, and a late repeat reaches whoever has joined since.
     *
     * @param meetingId the id of the meeting, as RealtimeKit gave it
     * @return what was done
     * @throws NotFoundException if there is no session; after a repeat, see
     *     {@link RealtimeKitException#requestMayHaveBeenProcessed()}
     * @throws RealtimeKitException if the call fails otherwise
     */
    public KickAllResult kickAll(String meetingId) {
        return calls.kickAll(meetingId).execute();
    }

    /**
     * Starts a poll in the session; {@code POST …/active-session/poll}. Never sent twice: if the connection is lost after the
     * request may have arrived, the call fails, and {@link RealtimeKitException#requestMayHaveBeenProcessed()} says that the
     * poll may exist.
     *
     * @param meetingId the id of the meeting, as RealtimeKit gave it
     * @param poll what to ask
     * @return the poll as the service made it
     * @throws NotFoundException if there is no session
     * @throws RealtimeKitException if the call fails otherwise
     */
    public CreatePollResult createPoll(String meetingId, NewPoll poll) {
        return calls.createPoll(meetingId, poll).execute();
    }

    /** {@return the same operations as futures} */
    public AsyncActiveSessionClient async() {
        return new AsyncActiveSessionClient(calls);
    }

    /**
     * {@return a builder with the settings of this client} What it builds shares this client's connections, and ends with
     * it, unless it is given an {@code httpClient}. It is cheap: the way to another timeout for one call.
     *
     * <pre>{@code
     * client.newBuilder().timeout(Duration.ofSeconds(3)).build().get(meetingId);
     * }</pre>
     */
    public Builder newBuilder() {
        return new Builder(settings);
    }

    /**
     * Ends the calls in flight with a {@link TransportException} and closes the connections; every later call is an
     * {@code IllegalStateException}. Closing twice does no harm. A handed-in {@code OkHttpClient} stays as it is. On a client
     * that was made with {@link #newBuilder()}, and not given an {@code httpClient} of its own, this does nothing: the first
     * one has the connections.
     */
    @Override
    public void close() {
        if (madeTransport) {
            settings.transport().close();
        }
    }

    /** The account and the app; never the token. */
    @Override
    public String toString() {
        return "ActiveSessionClient[accountId=" + settings.accountId() + ", appId=" + settings.appId() + "]";
    }

    /**
     * What a client is built from. The token, the account id and the app id are required; the rest has defaults. Not safe to
     * share between threads.
     */
    public static final class Builder {
        private static final HttpUrl CLOUDFLARE = HttpUrl.get("https://api.cloudflare.com/client/v4/");

        private @Nullable Supplier<String> apiToken;
        private @Nullable String accountId;
        private @Nullable String appId;
        private HttpUrl baseUrl = CLOUDFLARE;
        private boolean plainHttp;
        private Duration timeout = Duration.ofSeconds(60);
        private Duration attemptTimeout = Duration.ofSeconds(20);
        private int maxRetries = 2;
        private @Nullable OkHttpClient httpClient;
        private @Nullable Settings shared;
        private Clock clock = new Clock();

        private Builder() {}

        private Builder(Settings from) {
            apiToken = from.apiToken();
            accountId = from.accountId();
            appId = from.appId();
            baseUrl = from.baseUrl();
            plainHttp = from.plainHttp();
            timeout = from.timeout();
            attemptTimeout = from.attemptTimeout();
            maxRetries = from.maxRetries();
            clock = from.clock();
            shared = from;
        }

        /**
         * Takes from the environment what is set there and not blank: {@code CLOUDFLARE_API_TOKEN},
         * {@code CLOUDFLARE_ACCOUNT_ID}, {@code REALTIMEKIT_APP_ID} and {@code CLOUDFLARE_BASE_URL}. A later setter wins.
         *
         * @return this builder
         * @throws IllegalArgumentException if a value cannot be right, as the setters say
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
         * The API token, with the permission Realtime or Realtime Admin.
         *
         * @param apiToken the token alone, without {@code Bearer}
         * @return this builder
         * @throws IllegalArgumentException if it is blank, or has a blank, a line break or anything but printable ASCII in it
         */
        public Builder apiToken(String apiToken) {
            Tokens.check(apiToken);
            this.apiToken = () -> apiToken;
            return this;
        }

        /**
         * Where the API token comes from, for tokens that change. Asked once for each attempt, on the thread that sends it,
         * and by many threads at once; no timeout cuts it short. If it throws or gives nothing that can be a token, the call
         * fails with a {@link TransportException} before anything is sent.
         *
         * @param apiToken gives the token alone, without {@code Bearer}
         * @return this builder
         */
        public Builder apiToken(Supplier<String> apiToken) {
            this.apiToken = Objects.requireNonNull(apiToken, "apiToken must not be null");
            return this;
        }

        /**
         * The id of the Cloudflare account.
         *
         * @param accountId an id, which is percent-encoded where it is sent
         * @return this builder
         */
        public Builder accountId(String accountId) {
            this.accountId = Arguments.id("accountId", accountId);
            return this;
        }

        /**
         * The id of the RealtimeKit app.
         *
         * @param appId an id, which is percent-encoded where it is sent
         * @return this builder
         */
        public Builder appId(String appId) {
            this.appId = Arguments.id("appId", appId);
            return this;
        }

        /**
         * Where the API is; {@code https://api.cloudflare.com/client/v4} by default. Must be HTTPS unless the host is
         * loopback or {@link #allowPlainHttp()} is called, which {@link #build()} checks.
         *
         * @param baseUrl an absolute URL; a slash at its end makes no difference
         * @return this builder
         * @throws IllegalArgumentException if it is no HTTP URL, or has user info, a query or a fragment
         */
        public Builder baseUrl(String baseUrl) {
            this.baseUrl = Arguments.baseUrl(baseUrl);
            return this;
        }

        /**
         * How long a call may take in all, attempts and waits included; 60 s by default.
         *
         * @param timeout longer than zero
         * @return this builder
         */
        public Builder timeout(Duration timeout) {
            this.timeout = Arguments.positive("timeout", timeout);
            return this;
        }

        /**
         * How long one attempt may take, or what is left of the timeout if that is less; 20 s by default.
         *
         * @param attemptTimeout longer than zero
         * @return this builder
         */
        public Builder attemptTimeout(Duration attemptTimeout) {
            this.attemptTimeout = Arguments.positive("attemptTimeout", attemptTimeout);
            return this;
        }

        /**
         * How often a call is repeated at the most; 2 by default, 0 for never.
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
         * An {@code OkHttpClient} of yours to send with: its pool, dispatcher, proxy, TLS, interceptors and listeners serve.
         * It is never changed and never closed; on a copy made with its {@code newBuilder()} the client sets these: redirects
         * are not followed, no {@code authenticator} answers a 401, the call timeout is that of an attempt, and nothing is
         * sent a second time by the transport itself. Its connect, read and write timeouts, 10 s each unless you set them,
         * hold beside the two timeouts here; its dispatcher lets 5 asynchronous calls to one host be in flight unless told
         * otherwise; and without a {@code pingInterval} a dead HTTP/2 connection goes on being used.
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
         * Lets the token travel unencrypted to a host that is not loopback: for a stub server in a test network only.
         *
         * @return this builder
         */
        public Builder allowPlainHttp() {
            this.plainHttp = true;
            return this;
        }

        Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        /**
         * {@return the client}
         *
         * @throws IllegalStateException if the token, the account id or the app id is not set; it names all that are missing,
         *     each with its setter and its variable
         * @throws IllegalArgumentException if the base URL is plain HTTP and not allowed to be
         */
        public ActiveSessionClient build() {
            Supplier<String> token = apiToken;
            String account = accountId;
            String app = appId;
            if (token == null || account == null || app == null) {
                String missing = Stream.of(
                                token == null ? "apiToken (CLOUDFLARE_API_TOKEN)" : "",
                                account == null ? "accountId (CLOUDFLARE_ACCOUNT_ID)" : "",
                                app == null ? "appId (REALTIMEKIT_APP_ID)" : "")
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.joining(", "));
                throw new IllegalStateException("not set: " + missing + "; fromEnvironment() reads the variables");
            }
            if (!plainHttp) {
                Arguments.encrypted(baseUrl);
            }
            Settings old = shared;
            Transport transport = old == null ? Transport.on(httpClient) : old.transport();
            ActiveSessionApi api = old == null || !old.baseUrl().equals(baseUrl) ? transport.api(baseUrl) : old.api();
            Settings settings = new Settings(
                    token,
                    account,
                    app,
                    baseUrl,
                    plainHttp,
                    timeout,
                    attemptTimeout,
                    maxRetries,
                    transport,
                    api,
                    clock);
            return new ActiveSessionClient(settings, old == null);
        }
    }
}
