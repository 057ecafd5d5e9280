package io.github.realtimekit.activesession.internal.http;

import static net.bytebuddy.matcher.ElementMatchers.isDeclaredBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.implementation.InvocationHandlerAdapter;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.Dns;
import okhttp3.EventListener;
import okhttp3.Handshake;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The listener between OkHttp and that of the program. */
class AddressListenerTest {
    private static final Set<String> NEW_IN_OKHTTP_5 =
            Set.of("dispatcherQueueStart", "dispatcherQueueEnd", "followUpDecision", "plus", "retryDecision");

    private final Request request =
            new Request.Builder().url("http://localhost/").build();
    private final Call call = new OkHttpClient().newCall(request);

    /** An argument of each type that an event has. */
    private final Map<Class<?>, Object> arguments = Map.ofEntries(
            Map.entry(Call.class, call),
            Map.entry(Connection.class, connection()),
            Map.entry(HttpUrl.class, request.url()),
            Map.entry(InetSocketAddress.class, InetSocketAddress.createUnresolved("localhost", 80)),
            Map.entry(IOException.class, new IOException("Connection refused")),
            Map.entry(List.class, List.of()),
            Map.entry(Protocol.class, Protocol.HTTP_2),
            Map.entry(java.net.Proxy.class, java.net.Proxy.NO_PROXY),
            Map.entry(Request.class, request),
            Map.entry(
                    Response.class,
                    new Response.Builder()
                            .request(request)
                            .protocol(Protocol.HTTP_2)
                            .code(200)
                            .message("OK")
                            .build()),
            Map.entry(String.class, "localhost"),
            Map.entry(long.class, 7L));

    private final List<List<Object>> seen = new ArrayList<>();
    private final AddressListener listener = new AddressListener(program(), new AddressOrder(Dns.SYSTEM));

    private static Connection connection() {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (self, method, given) -> null);
    }

    /** A listener that writes down each event, its name first. */
    private EventListener program() {
        try {
            return new ByteBuddy()
                    .subclass(EventListener.class)
                    .method(isDeclaredBy(EventListener.class))
                    .intercept(InvocationHandlerAdapter.of((self, event, given) -> {
                        seen.add(named(event, given));
                        return null;
                    }))
                    .make()
                    .load(EventListener.class.getClassLoader())
                    .getLoaded()
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Object> named(Method event, Object[] given) {
        List<Object> named = new ArrayList<>(List.of(event.getName()));
        named.addAll(Arrays.asList(given));
        return named;
    }

    static List<Method> events() {
        return Arrays.stream(EventListener.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers()))
                .filter(method -> !NEW_IN_OKHTTP_5.contains(method.getName()))
                .sorted(Comparator.comparing(Method::getName)) // reflection has no order of its own
                .toList();
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyEventReachesTheListenerOfTheProgram(Method event) throws ReflectiveOperationException {
        Object[] given = Arrays.stream(event.getParameterTypes())
                .map(type -> type == Handshake.class ? null : arguments.get(type)) // null without TLS
                .toArray();

        event.invoke(listener, given);

        assertThat(seen).containsExactly(named(event, given));
    }

    /** OkHttp would connect, or shake hands, on a socket that the cancellation did not close. */
    @Test
    void cancelledCallNeitherConnectsNorShakesHands() {
        InetSocketAddress address = InetSocketAddress.createUnresolved("localhost", 80);
        call.cancel();

        assertThatThrownBy(() -> listener.connectStart(call, address, java.net.Proxy.NO_PROXY))
                .isInstanceOf(IOException.class)
                .hasMessage("Canceled");
        assertThatThrownBy(() -> listener.secureConnectStart(call))
                .isInstanceOf(IOException.class)
                .hasMessage("Canceled");

        assertThat(seen).extracting(event -> event.get(0)).containsExactly("connectStart", "secureConnectStart");
    }
}
