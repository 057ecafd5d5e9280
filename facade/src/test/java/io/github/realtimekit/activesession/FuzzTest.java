package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.realtimekit.activesession.TestCall.Kind;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.Test;

/**
 * Answers that are broken at random: each is a result or one of our exceptions. {@code -Dfuzz.iterations} says how
 * many, {@code -Dfuzz.seed} where to start; a failure names the seed that makes it the first one.
 */
class FuzzTest {
    private static final long SEED = Long.getLong("fuzz.seed", 20_261_121L);
    private static final int ITERATIONS = Integer.getInteger("fuzz.iterations", 2_000);

    private static final List<Kind> KINDS = List.of(Kind.values());
    private static final List<Integer> REFUSING =
            List.of(300, 302, 400, 401, 403, 404, 408, 409, 422, 429, 500, 502, 503, 504, 520, 527, 530, 599);
    private static final String[] REFUSALS = {
        "refused-by-realtimekit.json", "refused-by-gateway.json",
        "refused-with-message.json", "refused-with-page.html"
    };
    private static final List<String> HEADERS = List.of("cf-ray", "Retry-After", "Content-Type", "Server");
    private static final String[] VALUES = {
        "8f1a2b3c4d5e6f70-FRA", "", " ", "0", "-1",
        "99999999999999999999", "Sat, 21 Nov 2026 10:00:00 GMT", "ü€😀", "\u009b31m", "application/json",
        "text/html; charset=utf-16", "application/json; charset=\"", "x".repeat(3_000)
    };

    /** The next answer of the service. */
    private record FakeResponse(int status, Headers headers, String body, byte[] bytes) {
        @Override
        public String toString() {
            return status + " " + headers.toString().replace('\n', ' ') + body;
        }
    }

    @Test
    void everyAnswerIsAResultOrOneOfOurExceptions() throws IOException {
        System.out.println("fuzz: " + ITERATIONS + " answers from -Dfuzz.seed=" + SEED);
        AtomicReference<FakeResponse> next = new AtomicReference<>();
        OkHttpClient http = new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    FakeResponse response = next.get();
                    return new Response.Builder()
                            .request(chain.request())
                            .protocol(Protocol.HTTP_1_1)
                            .code(response.status())
                            .message("")
                            .headers(response.headers())
                            .body(ResponseBody.create(response.bytes(), null))
                            .build();
                })
                .build();
        int results = 0;
        try (ActiveSessionClient client =
                new MemoryNetwork().client().httpClient(http).maxRetries(0).build()) {
            for (long seed = SEED; seed < SEED + ITERATIONS; seed++) {
                Random random = new Random(seed);
                TestCall call = new TestCall(KINDS.get(random.nextInt(KINDS.size())), random.nextInt(8) == 0);
                FakeResponse response = response(random, call.kind());
                next.set(response);
                try {
                    results += outcome(call, client, response) ? 1 : 0;
                } catch (ReflectiveOperationException | RuntimeException | AssertionError | StackOverflowError e) {
                    throw new AssertionError(
                            "-Dfuzz.seed=" + seed + " -Dfuzz.iterations=1: " + call + " " + response, e);
                }
            }
        }
        System.out.println("fuzz: " + results + " results, " + (ITERATIONS - results) + " exceptions");
    }

    private static FakeResponse response(Random random, Kind kind) throws IOException {
        boolean refuses = random.nextInt(3) == 0;
        int status = refuses ? REFUSING.get(random.nextInt(REFUSING.size())) : 200 + random.nextInt(3);
        String golden = refuses ^ random.nextInt(20) == 0 ? REFUSALS[random.nextInt(REFUSALS.length)] : kind.golden();
        byte[] bytes = new Mutation(random).of(Golden.text(golden));
        Headers.Builder headers = new Headers.Builder();
        for (int i = random.nextInt(4); i > 0; i--) {
            headers.addUnsafeNonAscii(
                    HEADERS.get(random.nextInt(HEADERS.size())), VALUES[random.nextInt(VALUES.length)]);
        }
        return new FakeResponse(
                status, headers.build(), ResponseBody.create(bytes, null).string(), bytes);
    }

    /** Whether there is a result. Checks what is promised of the result or the exception. */
    private static boolean outcome(TestCall call, ActiveSessionClient client, FakeResponse response)
            throws ReflectiveOperationException {
        boolean success = response.status() < 300;
        try {
            Object result = call.on(client);
            Object again = call.on(client);

            assertThat(result.equals(again)).isTrue();
            assertThat(result.hashCode()).isEqualTo(again.hashCode());
            Inspection.of(result);
            assertThat(success || result.toString().equals("Optional.empty")).isTrue();
            return true;
        } catch (UnreadableResponseException e) {
            assertThat(success).isTrue();
            assertThat(e.getMessage()).doesNotContain("Canary");
            assertThat(e.requestMayHaveBeenProcessed()).isTrue();
            assertThat(e.response().body()).isEqualTo(response.body());
            assertGoodMessage(e);
        } catch (ApiException e) {
            assertThat(e.status()).isEqualTo(response.status());
            assertThat(e.response().body()).isEqualTo(response.body());
            assertThat(success).isEqualTo(response.status() < 300 && ErrorBody.deniesSuccess(response.body()));
            assertThat(e.errors().toString()).doesNotContain(TestCall.TOKEN);
            Inspection.of(e.errors());
            assertGoodMessage(e);
        }
        return false;
    }

    private static void assertGoodMessage(RealtimeKitException e) {
        assertThat(e.getMessage())
                .hasSizeLessThan(2_500)
                .doesNotContain(TestCall.TOKEN)
                .doesNotContainPattern("[\\p{Cc}\\u2028\\u2029\\u202e]")
                .contains("'" + TestCall.MEETING + "'")
                .contains("HTTP ", "1 attempt)");
        assertThat(e.attempts()).isEqualTo(1);
        assertThat(Arrays.asList(e.getSuppressed())).isEmpty();
    }
}
