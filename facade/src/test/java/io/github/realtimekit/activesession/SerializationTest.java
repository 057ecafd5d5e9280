package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
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
        MemoryNetwork network = new MemoryNetwork(new VirtualClock(), step);
        try (ActiveSessionClient client = network.client().maxRetries(0).build()) {
            return catchThrowableOfType(type, () -> client.createPoll("m", NewPoll.of("q", "o")));
        }
    }

    private static <T extends RealtimeKitException> T copy(T failure) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(failure);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
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
    }

    @Test
    void anUnreadableResponseExceptionKeepsTheMessage() throws Exception {
        UnreadableResponseException failure = failure(UnreadableResponseException.class, Step.answer(201, "Anna"));

        UnreadableResponseException copy = copy(failure);

        assertThat(failure.response().body()).isEqualTo("Anna");
        assertThatThrownBy(copy::response).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aTransportExceptionKeepsItsCause() throws Exception {
        TransportException copy = copy(failure(TransportException.class, Step.reset()));

        assertThat(copy).hasCauseInstanceOf(SocketException.class);
    }

    @Test
    void aNotFoundExceptionKeepsItsErrors() throws Exception {
        NotFoundException failure = failure(
                NotFoundException.class,
                Step.answer(404, "{\"success\":false,\"error\":{\"code\":404,\"message\":\"No session\"}}"));

        assertThat(copy(failure).errors()).hasToString("[No session [404]]");
    }

    @Test
    void nothingOfTheBodyIsInTheSerializedForm() throws Exception {
        UnreadableResponseException failure = failure(
                UnreadableResponseException.class,
                Step.answer(201, "{\"data\":{\"poll\":[\"anna@example.com\"]}}", "x-name: Anna"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(failure);
        }

        assertThat(bytes.toString(StandardCharsets.ISO_8859_1)).doesNotContain("nna");
    }
}
