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
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exceptions that are serialized keep all but the response. */
class SerializationTest {
    private static byte[] written(Object object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }

    @SuppressWarnings("unchecked") // what was written comes back
    private static <T extends RealtimeKitException> T copy(T failure) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(written(failure)))) {
            T copy = (T) in.readObject();
            assertThat(copy).isExactlyInstanceOf(failure.getClass()).hasMessage(failure.getMessage());
            assertThat(copy.attempts()).isEqualTo(failure.attempts());
            assertThat(copy.requestMayHaveBeenProcessed()).isEqualTo(failure.requestMayHaveBeenProcessed());
            return copy;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 404, 409, 429, 500})
    void anApiExceptionKeepsAllButTheResponse(int status) throws Exception {
        String body = "{\"errors\":[{\"code\":7003,\"message\":\"m\",\"error_chain\":[{\"code\":7000}]}]}";
        ApiException failure = ApiException.fromResponse(status, Map.of("cf-ray", "ray-1", "Retry-After", "99"), body);

        ApiException copy = copy(failure);

        assertThat(copy.status()).isEqualTo(status);
        assertThat(copy.errors()).isEqualTo(failure.errors()).hasSize(1);
        assertThat(copy.rayId()).contains("ray-1");
        assertThat(copy.retryAfter()).contains(Duration.ofSeconds(99));
        assertThatThrownBy(copy::response)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("response() is not available after deserialization");
    }

    @Test
    void anUnreadableResponseExceptionKeepsTheMessage() throws Exception {
        Step step = Step.answer(201, "{\"data\":{\"poll\":[\"anna@example.com\"]}}", "x-name: Anna");
        UnreadableResponseException failure = new Call(Call.Kind.CREATE_POLL, false)
                .failure(UnreadableResponseException.class, new MemoryNetwork(step).client());

        assertThat(failure.response().body()).contains("anna");
        assertThatThrownBy(copy(failure)::response).isInstanceOf(IllegalStateException.class);
        assertThat(new String(written(failure), ISO_8859_1)).doesNotContain("nna");
    }

    @Test
    void aTransportExceptionKeepsItsCause() throws Exception {
        for (boolean processed : new boolean[] {true, false}) {
            TransportException made = new TransportException("m", new SocketException("lost"), processed);

            assertThat(made.attempts()).isEqualTo(1);
            assertThat(made.requestMayHaveBeenProcessed()).isEqualTo(processed);
            assertThat(copy(made))
                    .hasCauseExactlyInstanceOf(SocketException.class)
                    .hasRootCauseMessage("lost");
        }
    }
}
