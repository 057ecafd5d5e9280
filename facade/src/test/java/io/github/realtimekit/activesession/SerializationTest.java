package io.github.realtimekit.activesession;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.SocketException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exceptions that are serialized keep all but the response. */
class SerializationTest {
    private static final String BODY = """
            {"success":false,"errors":[{"code":7003,"message":"m","documentation_url":"d","source":{"pointer":"p"},
            "error_chain":[{"code":7000,"message":"n"}]}],"error":{"code":1,"message":"e"}}""";

    private static <T extends RealtimeKitException> T failure(Class<T> type, Step step) {
        return new TestCall(TestCall.Kind.CREATE_POLL, false)
                .failure(type, new MemoryNetwork(step).client().maxRetries(0));
    }

    private static byte[] written(Object object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }

    private static <T extends RealtimeKitException> T copy(T failure) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(written(failure)))) {
            @SuppressWarnings("unchecked") // what was written comes back
            T copy = (T) in.readObject();
            assertThat(copy).isExactlyInstanceOf(failure.getClass());
            assertThat(copy).hasMessage(failure.getMessage());
            assertThat(copy.attempts()).isEqualTo(failure.attempts());
            assertThat(copy.requestMayHaveBeenProcessed()).isEqualTo(failure.requestMayHaveBeenProcessed());
            return copy;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 404, 409, 429, 500})
    void anApiExceptionKeepsAllButTheResponse(int status) throws Exception {
        ApiException failure =
                failure(ApiException.class, Step.answer(status, BODY, "cf-ray: ray-1", "Retry-After: 99"));

        ApiException copy = copy(failure);

        assertThat(copy.status()).isEqualTo(status);
        assertThat(copy.errors()).isEqualTo(failure.errors()).hasSize(2);
        assertThat(copy.rayId()).contains("ray-1");
        assertThat(copy.retryAfter()).contains(Duration.ofSeconds(99));
        assertThat(failure.response().body()).isEqualTo(BODY);
        assertThatThrownBy(copy::response)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("response() does not survive serialization");
        String notFound = "{\"success\":false,\"error\":{\"code\":404,\"message\":\"No session\"}}";
        assertThat(copy(ApiException.fromResponse(404, notFound)).errors()).hasToString("[No session [404]]");
    }

    @Test
    void anUnreadableResponseExceptionKeepsTheMessage() throws Exception {
        UnreadableResponseException failure = failure(
                UnreadableResponseException.class,
                Step.answer(201, "{\"data\":{\"poll\":[\"anna@example.com\"]}}", "x-name: Anna"));

        assertThat(failure.response().body()).contains("anna");
        assertThatThrownBy(copy(failure)::response).isInstanceOf(IllegalStateException.class);
        assertThat(new String(written(failure), ISO_8859_1)).doesNotContain("nna");
    }

    @Test
    void aTransportExceptionKeepsACauseThatCanBeWritten() throws Exception {
        assertThat(copy(failure(TransportException.class, Step.reset()))).hasCauseInstanceOf(SocketException.class);

        for (boolean processed : new boolean[] {true, false}) {
            IOException cause = new IOException("lost") {
                private static final long serialVersionUID = 1;

                @SuppressWarnings("unused") // by serialization
                private final Object unserializable = new Object();
            };
            TransportException made = new TransportException("m", cause, processed);

            assertThat(made).hasMessage("m").hasCause(cause);
            assertThat(made.attempts()).isEqualTo(1);
            assertThat(made.requestMayHaveBeenProcessed()).isEqualTo(processed);
            assertThat(copy(made)).hasNoCause();
        }
    }
}
