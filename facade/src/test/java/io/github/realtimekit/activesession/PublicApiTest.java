package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What programs do with the public types: that it compiles is half of each test. */
class PublicApiTest {
    @Test
    void clientsCanBeProxiedAndFaked() {
        List<String> called = new ArrayList<>();
        KickAllResult result = KickAllResult.fromJson("{}");
        AsyncActiveSessionClient async = (AsyncActiveSessionClient) Proxy.newProxyInstance(
                PublicApiTest.class.getClassLoader(),
                new Class<?>[] {AsyncActiveSessionClient.class},
                (self, method, args) -> CompletableFuture.completedFuture(result));
        ActiveSessionClient proxy = (ActiveSessionClient) Proxy.newProxyInstance(
                PublicApiTest.class.getClassLoader(),
                new Class<?>[] {ActiveSessionClient.class},
                (self, method, args) ->
                        called.add(method.getName()) && method.getName().equals("async") ? async : null);

        assertThat(proxy.async().kickAll("m")).isCompletedWithValue(result);
        proxy.close();
        assertThat(called).containsExactly("async", "close");
    }

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
}
