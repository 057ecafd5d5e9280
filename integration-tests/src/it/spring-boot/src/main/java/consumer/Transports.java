package consumer;

import io.micrometer.context.ContextExecutorService;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.okhttp3.DefaultOkHttpObservationConvention;
import io.micrometer.core.instrument.binder.okhttp3.OkHttpContext;
import io.micrometer.core.instrument.binder.okhttp3.OkHttpMetricsEventListener;
import io.micrometer.core.instrument.binder.okhttp3.OkHttpObservationInterceptor;
import io.micrometer.observation.ObservationRegistry;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import javax.net.ssl.X509TrustManager;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/** For {@code customizeHttpClient} and {@code executor}: what the client does below its operations. */
final class Transports {
    private Transports() {}

    /** A span and a timer for each attempt: interceptors and listeners see the retries one by one. */
    static Consumer<OkHttpClient.Builder> observed(ObservationRegistry spans, MeterRegistry meters) {
        OkHttpObservationInterceptor observations = OkHttpObservationInterceptor.builder(spans, "realtimekit.attempt")
                .uriMapper(request -> operation(request))
                .observationConvention(new DefaultOkHttpObservationConvention("realtimekit.attempt") {
                    @Override
                    public String getContextualName(OkHttpContext context) { // the name of the span
                        return "realtimekit " + operation(context.getOriginalRequest());
                    }
                })
                .build();
        OkHttpMetricsEventListener timers = OkHttpMetricsEventListener.builder(meters, "realtimekit.requests")
                .uriMapper(request -> operation(request))
                .build();
        return http -> http.addInterceptor(observations).eventListener(timers);
    }

    /** The path's last segment, such as {@code active-session} or {@code kick-all}; never an id. */
    private static String operation(Request request) {
        List<String> path = request.url().pathSegments();
        return path.get(path.size() - 1);
    }

    /** Runs each call in the context of its caller: the current observation, and whatever else Micrometer knows. */
    static Executor inTheContextOfTheCaller(ExecutorService threads) {
        ContextSnapshotFactory snapshots = ContextSnapshotFactory.builder().build();
        return ContextExecutorService.wrap(threads, snapshots::captureAll);
    }

    static Consumer<OkHttpClient.Builder> throughProxy(String host, int port) {
        return http -> http.proxy(new Proxy(Proxy.Type.HTTP, new InetSocketAddress(host, port)));
    }

    static Consumer<OkHttpClient.Builder> withProxyPassword(String user, String password) {
        String credentials = Credentials.basic(user, password);
        return http -> http.proxyAuthenticator((route, response) -> {
            if (response.request().header("Proxy-Authorization") != null) {
                return null; // the proxy has refused the password
            }
            return response.request()
                    .newBuilder()
                    .header("Proxy-Authorization", credentials)
                    .build();
        });
    }

    /** Trusts what the SSL bundle {@code realtimekit} trusts, and presents its certificate if it has one. */
    static Consumer<OkHttpClient.Builder> secured(SslBundles bundles) {
        SslBundle bundle = bundles.getBundle("realtimekit");
        X509TrustManager trusted = (X509TrustManager) bundle.getManagers().getTrustManagers()[0];
        return http -> http.sslSocketFactory(bundle.createSslContext().getSocketFactory(), trusted);
    }
}
