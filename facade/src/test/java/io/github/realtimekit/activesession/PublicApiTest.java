package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.Modifier;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What programs do with the public types. Half of each test is that it compiles. */
class PublicApiTest {

    @Test
    void resultsHaveNoSupertypeThatProgramsCannotSee() {
        KickResult some = KickResult.fromJson("{}");
        KickAllResult all = KickAllResult.fromJson("{}");
        List<String> texts =
                new ArrayList<>(Stream.of(some, all).map(Object::toString).toList());
        for (var result : List.of(some, all)) {
            texts.add(result.toString());
        }
        var either = texts.isEmpty() ? all : some;
        assertThat(either.toString()).isIn(texts);
        for (Class<?> type : List.of(
                ActiveSession.class,
                KickResult.class,
                KickAllResult.class,
                CreatePollResult.class,
                SessionParticipant.class,
                Poll.class,
                Poll.Option.class,
                Poll.Vote.class)) {
            assertThat(type.getSuperclass()).isSameAs(Object.class);
            assertThat(type.getInterfaces()).isEmpty();
            assertThat(Modifier.isFinal(type.getModifiers())).isTrue();
        }
    }

    @Test
    void aSerializedExceptionKeepsAllButTheResponse() throws Exception {
        ApiException failure = ApiException.fromResponse(
                429, Map.of("cf-ray", "ray-1", "Retry-After", "99"), "{\"errors\":[{\"code\":7,\"message\":\"m\"}]}");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(failure);
        }

        ApiException copy =
                (ApiException) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();

        assertThat(copy).isExactlyInstanceOf(RateLimitException.class).hasMessage(failure.getMessage());
        assertThat(copy.errors()).hasToString("[m [7]]");
        assertThat(copy.rayId()).contains("ray-1");
        assertThat(copy.retryAfter()).contains(Duration.ofSeconds(99));
        assertThatThrownBy(copy::response)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("response() is not available after deserialization");
    }

    @Test
    void programMakesATransportExceptionForItsTests() {
        for (boolean processed : new boolean[] {true, false}) {
            TransportException made = new TransportException("m", new SocketException("lost"), processed);

            assertThat(made).hasMessage("m").hasCauseExactlyInstanceOf(SocketException.class);
            assertThat(made.attempts()).isEqualTo(1);
            assertThat(made.requestMayHaveBeenProcessed()).isEqualTo(processed);
        }
    }
}
