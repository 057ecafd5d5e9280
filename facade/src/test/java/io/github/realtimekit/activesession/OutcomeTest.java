package io.github.realtimekit.activesession;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Timeout;

/** The outcome is true whatever listeners, interceptors and suppliers throw. */
@Timeout(60)
class OutcomeTest {
    private enum Moment {
        CALL_START,
        CONNECTION_ACQUIRED,
        REQUEST_HEADERS_END,
        RESPONSE_HEADERS_END,
        RESPONSE_BODY_END,
        CONNECTION_RELEASED,
        CALL_END
    }

    /** Throws in one of the events of OkHttp. */
    private static ActiveSessionClient.Builder listened(MemoryNetwork network, Moment moment, Throwable thrown) {
        return network.client(http -> http.eventListener(new ThrowingListener(moment, thrown)));
    }

    private static final class ThrowingListener extends EventListener {
        private final Moment moment;
        private final Throwable thrown;

        ThrowingListener(Moment moment, Throwable thrown) {
            this.moment = moment;
            this.thrown = thrown;
        }

        private void at(Moment now) {
            if (now == moment) {
                throw OutcomeTest.<RuntimeException>sneaky(thrown);
            }
        }

        @Override
        public void callStart(Call call) {
            at(Moment.CALL_START);
        }

        @Override
        public void connectionAcquired(Call call, Connection connection) {
            at(Moment.CONNECTION_ACQUIRED);
        }

        @Override
        public void requestHeadersEnd(Call call, Request request) {
            at(Moment.REQUEST_HEADERS_END);
        }

        @Override
        public void responseHeadersEnd(Call call, Response response) {
            at(Moment.RESPONSE_HEADERS_END);
        }

        @Override
        public void responseBodyEnd(Call call, long byteCount) {
            at(Moment.RESPONSE_BODY_END);
        }

        @Override
        public void connectionReleased(Call call, Connection connection) {
            at(Moment.CONNECTION_RELEASED);
        }

        @Override
        public void callEnd(Call call) {
            at(Moment.CALL_END);
        }
    }

    /** As Kotlin does, and Java with a cast. */
    @SuppressWarnings("unchecked")
    static <X extends Throwable> X sneaky(Throwable thrown) throws X {
        throw (X) thrown;
    }

    private static Step chunked(TestCall call) {
        String body = call.success().answer().utf8().split("\r\n\r\n")[1];
        return Step.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(body.length())
                + "\r\n" + body + "\r\n0\r\n\r\n");
    }

    @EveryCall
    void aCompleteResponseCountsWhateverAListenerThrows(TestCall call) {
        for (Moment moment : List.of(Moment.RESPONSE_BODY_END, Moment.CONNECTION_RELEASED, Moment.CALL_END)) {
            for (Step step : List.of(call.success(), chunked(call))) {
                MemoryNetwork network = new MemoryNetwork(step);

                assertThat(call.result(listened(network, moment, new IllegalStateException("listener"))))
                        .as("%s", moment)
                        .isNotNull();
                assertThat(network.requests()).hasSize(1);
            }
        }
    }

    @EveryCall
    void whatAListenerThrowsIsTheCause(TestCall call) {
        Set<Moment> sent = EnumSet.of(Moment.REQUEST_HEADERS_END, Moment.RESPONSE_HEADERS_END);
        for (Moment moment : EnumSet.range(Moment.CALL_START, Moment.RESPONSE_HEADERS_END)) {
            MemoryNetwork network = new MemoryNetwork(call.success());

            TransportException failure = call.failure(
                    TransportException.class, listened(network, moment, new IllegalStateException("listener")));

            assertThat(failure.getCause()).as("%s", moment).hasMessage("listener");
            assertThat(failure.requestMayHaveBeenProcessed()).as("%s", moment).isEqualTo(sent.contains(moment));
        }
    }

    @EveryCall
    void anErrorEndsTheCallAsItIs(TestCall call) {
        Error error = new StackOverflowError("deep");
        for (Moment moment : Moment.values()) {
            MemoryNetwork network = new MemoryNetwork(call.success());
            assertThat(call.failure(Error.class, listened(network, moment, error)))
                    .as("%s", moment)
                    .isSameAs(error);
        }
        MemoryNetwork network = new MemoryNetwork(call.success());
        Interceptor failing = chain -> {
            throw error;
        };
        Supplier<String> noToken = () -> {
            throw error;
        };
        assertThat(call.failure(Error.class, network.client(http -> http.addInterceptor(failing))))
                .isSameAs(error);
        assertThat(call.failure(Error.class, network.client().apiToken(noToken)))
                .isSameAs(error);
        assertThat(network.requests()).isEmpty();
    }

    @EveryCall
    void anExceptionWhoseMessageFailsIsTheCause(TestCall call) {
        RuntimeException mute = new RuntimeException() {
            private static final long serialVersionUID = 1;

            @Override
            public String getMessage() {
                throw new IllegalStateException("no words");
            }
        };
        Interceptor failing = chain -> {
            throw mute;
        };

        TransportException failure = call.failure(
                TransportException.class,
                new MemoryNetwork(call.success()).client(http -> http.addInterceptor(failing)));

        assertThat(failure.getCause()).isSameAs(mute);
        assertThat(failure).hasMessageContaining(mute.getClass().getName());
    }
}
